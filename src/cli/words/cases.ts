import type { ProblemCode } from '../../model/problem.ts';
import type { Words } from '../../model/words.ts';
import type { ProblemWords } from './fill.ts';

const CORRECT = {
  en: 'Correct the case: {"input": {…}} with amounts such as "128.00" and days such as "2026-06-30".',
  zh: '请更正案例：{"input": {…}}，金额如 "128.00"，日期如 "2026-06-30"。',
};

/** A case of «settle calc» that can't be worked out. */
export const CASE_WORDS = {
  CASE_UNREADABLE: { message: { en: 'this is no case: {reason}', zh: '不是有效的案例：{reason}' }, remedy: CORRECT },
  CASE_VALUE: {
    message: { en: '«{path}»: ["{text}" is wrong here: ]{expected}', zh: '“{path}”：[“{text}”不正确：]{expected}' },
    remedy: CORRECT,
  },
} as const satisfies Partial<Record<ProblemCode, ProblemWords>>;

/** What a field of a case takes: ends the sentence of `CASE_VALUE`. */
export const CASE_EXPECTED = {
  missing: { en: 'it must be given', zh: '必须给出' },
  text: { en: 'text is needed', zh: '应为文本' },
  object: { en: 'keys and values are needed', zh: '应为键值对象' },
  list: { en: 'a list is needed', zh: '应为列表' },
  'list-too-long': { en: 'a list of at most {most} is needed', zh: '列表最多 {most} 项' },
  pair: { en: 'two days are needed, the first and the last', zh: '应为两个日期：起与止' },
  day: { en: 'a day such as "2026-06-30"', zh: '应为日期，如 "2026-06-30"' },
  moment: {
    en: 'a day, or a time such as "2026-06-30 23:00:00" or "2026-06-30T15:00:00Z"',
    zh: '应为日期或时间，如 "2026-06-30 23:00:00"、"2026-06-30T15:00:00Z"',
  },
  month: { en: 'a month such as "2026-06"', zh: '应为月份，如 "2026-06"' },
  timezone: { en: 'a time zone such as "Asia/Shanghai"', zh: '应为时区，如 "Asia/Shanghai"' },
  'not-before': { en: 'a day that is not before {from}', zh: '不得早于 {from}' },
  amount: { en: 'an amount of {currency} such as "128.00"', zh: '应为 {currency} 金额，如 "128.00"' },
  'amount-too-fine': { en: '{currency} has fewer decimals', zh: '超过 {currency} 的小数位数' },
  'not-above': { en: "it can't be more than {most}", zh: '不得超过 {most}' },
  'not-negative': { en: "it can't be negative", zh: '不能为负' },
  currency: { en: 'a currency of ISO 4217 such as "CNY"', zh: '应为 ISO 4217 币种，如 "CNY"' },
  rate: { en: 'a rate such as "0.006" or "0.6%"', zh: '应为费率，如 "0.006" 或 "0.6%"' },
  probability: { en: 'a part of one such as "0.5"', zh: '应为 0 至 1 的数，如 "0.5"' },
  count: { en: 'a whole number from {least} to {most}', zh: '应为 {least} 至 {most} 的整数' },
  flag: { en: 'true or false', zh: '应为 true 或 false' },
  choice: { en: 'one of {choices}', zh: '只能是 {choices}' },
  unique: { en: 'it is given twice', zh: '重复给出' },
  terms: {
    en: 'terms such as "net 30", "eom+10" or "monthly:10"',
    zh: '应为账期，如 "net 30"、"月结30天"、"monthly:10"',
  },
  cycle: {
    en: 'a rule such as "T+1", "D+0", "weekly:fri", "half-month:20,5", "monthly:10"',
    zh: '应为周期，如 "T+1"、"D+0"、"weekly:fri"、"half-month:20,5"、"monthly:10"',
  },
  time: { en: 'a time of day such as "23:00"', zh: '应为时间，如 "23:00"' },
  calendar: {
    en: 'years with their days, such as {"2027": {"off": ["2027-01-01"], "work": []}}',
    zh: '应为各年的日期，如 {"2027": {"off": ["2027-01-01"], "work": []}}',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Why a text is no case. */
export const CASE_REASONS = {
  'not-json': { en: "it isn't JSON", zh: '不是 JSON' },
  'not-a-case': { en: 'there is no object "input" in it', zh: '缺少 "input" 对象' },
  'many-cases': { en: 'it holds several cases; give one of them', zh: '含有多个案例，请只给其一' },
} as const satisfies Readonly<Record<string, Words>>;
