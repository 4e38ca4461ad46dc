import type { ProblemCode } from '../../model/problem.ts';
import type { ProblemWords } from './fill.ts';

const FIX_CELL = {
  en: 'Nothing from this file was stored; fix the cell and import again, or keep bad rows aside with --partial.',
  zh: '本文件未存入任何内容；请改正后重新导入，或用 --partial 将错误行另存。',
};

/** A row or cell that can't be taken. */
export const ROW_WORDS = {
  AMOUNT_UNREADABLE: { message: { en: '"{text}" isn\'t an amount', zh: '“{text}”不是金额' }, remedy: FIX_CELL },
  AMOUNT_TOO_FINE: {
    message: { en: '"{text}" has more decimals than the currency', zh: '“{text}”的小数位超过币种精度' },
    remedy: FIX_CELL,
  },
  AMOUNT_SIGN: {
    message: { en: '"{text}" can\'t have this sign here', zh: '“{text}”的正负号与类型不符' },
    remedy: FIX_CELL,
  },
  AMOUNT_MISSING: { message: { en: 'there is no amount', zh: '缺少金额' }, remedy: FIX_CELL },
  DATE_UNREADABLE: { message: { en: '"{text}" is no date or time', zh: '“{text}”不是日期或时间' }, remedy: FIX_CELL },
  DATE_AMBIGUOUS: {
    message: { en: '"{text}" can be read as two days', zh: '“{text}”可解读为两个日期' },
    remedy: {
      en: 'Say the order with --date-order dmy, mdy or ymd.',
      zh: '请用 --date-order dmy、mdy 或 ymd 指定顺序。',
    },
  },
  CURRENCY_UNKNOWN: {
    message: { en: '"{text}" is no currency of ISO 4217', zh: '“{text}”不是 ISO 4217 币种' },
    remedy: FIX_CELL,
  },
  ID_DAMAGED: {
    message: { en: 'a spreadsheet has rounded the number "{text}"', zh: '编号“{text}”已被电子表格截断' },
    remedy: {
      en: 'Its digits are lost: download the file again and import it without opening it in a spreadsheet.',
      zh: '位数已丢失：请重新下载，不要用电子表格打开后再导入。',
    },
  },
  ID_MISSING: {
    message: { en: 'there is no number to know the row by', zh: '缺少可识别该行的编号' },
    remedy: FIX_CELL,
  },
  KIND_UNKNOWN: {
    message: { en: '"{text}" is no known kind of movement', zh: '“{text}”不是已知的业务类型' },
    remedy: FIX_CELL,
  },
  TERMS_UNKNOWN: {
    message: {
      en: '"{text}" are no terms such as net 30, 3x net 30 or 30% advance + 70% net 30: the terms of settle.yaml hold',
      zh: '“{text}”不是账期（如 net 30、月结30天、30%预付+70%月结30天）：按 settle.yaml 的账期',
    },
    remedy: FIX_CELL,
  },
  CELL_COUNT: {
    message: {
      en: 'the row and its header differ in their number of cells: {text}',
      zh: '该行与表头的列数不一致：{text}',
    },
    remedy: FIX_CELL,
  },
} as const satisfies Partial<Record<ProblemCode, ProblemWords>>;
