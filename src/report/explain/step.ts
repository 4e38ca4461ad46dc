import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import type { Resolution } from '../../model/finding.ts';
import { formatGrouped, minor } from '../../model/money.ts';
import type { Cell, Column, Row } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from '../columns.ts';
import { RESOLUTION_WORDS } from '../words.ts';

const STEP_WORDS: Readonly<Record<string, Words>> = {
  ordered: wordsOf('ordered | 下单'),
  paid: wordsOf('paid | 付款'),
  shipped: wordsOf('shipped | 发货'),
  confirmed: wordsOf('confirmed | 确认收货'),
  invoiced: wordsOf('invoiced | 开票'),
  settled: wordsOf('settled | 平台结算'),
  balance: wordsOf('in the wallet | 平台余额'),
  payout: wordsOf('paid out | 打款'),
  batch: wordsOf('batch | 批次'),
  returned: wordsOf('returned | 退票'),
  bank: wordsOf('at the bank | 银行'),
  receipt: wordsOf('received | 收款'),
  'late-fee': wordsOf('late fee | 滞纳金'),
  due: wordsOf('due | 应到'),
  tried: wordsOf('tried | 已尝试'),
  suggested: wordsOf('suggested | 建议'),
  candidate: wordsOf('candidate | 候选'),
  finding: wordsOf('finding | 差异'),
  expected: wordsOf('expected | 应有'),
  actual: wordsOf('came | 实有'),
  time: wordsOf('time | 时间'),
  next: wordsOf('next | 下一步'),
  decision: wordsOf('decided | 已处理'),
  group: wordsOf('group | 匹配组'),
  evidence: wordsOf('evidence | 依据'),
  undo: wordsOf('undo | 撤销'),
  replaced: wordsOf('replaced | 已替代'),
  hit: wordsOf('found | 查到'),
};
export type StepName =
  | 'ordered'
  | 'paid'
  | 'shipped'
  | 'confirmed'
  | 'invoiced'
  | 'settled'
  | 'balance'
  | 'payout'
  | 'batch'
  | 'returned'
  | 'bank'
  | 'receipt'
  | 'late-fee'
  | 'due'
  | 'tried'
  | 'suggested'
  | 'candidate'
  | 'finding'
  | 'expected'
  | 'actual'
  | 'time'
  | 'next'
  | 'decision'
  | 'group'
  | 'evidence'
  | 'undo'
  | 'replaced'
  | 'hit';

/** One link of a chain: what happened, when, how much, and the row that proves it. */
export interface Step {
  readonly step: StepName;
  readonly date?: Day | Moment | undefined;
  readonly ref?: string | undefined;
  readonly amount?: number | undefined;
  readonly currency?: Currency | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly text: Words;
  /** What a person decided about a finding. */
  readonly decision?: Decision | undefined;
}

export interface Decision {
  readonly resolution: Resolution;
  readonly reason: string;
  readonly operator: string;
}

export const STEP_COLUMNS: readonly Column[] = [
  textColumn('step', 'Step | 环节', { values: STEP_WORDS }),
  dayColumn('date', 'Date | 日期'),
  textColumn('ref', 'Ref | 单号', { whole: true, shown: refShown }),
  moneyColumn('amount', 'Amount | 金额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('file', 'File | 文件', WIDE),
  integerColumn('line', 'Line | 行', WIDE),
  { key: 'text', title: wordsOf('What | 说明'), type: 'words', below: true },
  textColumn('proof', 'Proof | 依据', { below: true, shown: placeShown }),
  textColumn('resolution', 'Resolution | 处理方式', { values: RESOLUTION_WORDS, ...WIDE }),
  textColumn('reason', 'Reason | 原因', WIDE),
  textColumn('operator', 'Operator | 操作人', WIDE),
];

const NUMBERED = /^(?:order|trade|batch|bank|invoice|receipt|day):|^[mf]-/u;
const PLACE = /:\d+$/u;

/** A row without a number goes by its place, which stands below it anyway. */
function refShown(cell: Cell): readonly Words[] {
  if (typeof cell !== 'string' || (PLACE.test(cell) && !NUMBERED.test(cell))) return [];
  return [say(cell, cell)];
}

/** The file and line; a step without a row of its own has none. */
function placeShown(cell: Cell): readonly Words[] {
  if (typeof cell !== 'string' || !PLACE.test(cell) || NUMBERED.test(cell)) return [];
  return [say(cell, cell)];
}

export function stepRow(step: Step): Row {
  const { amount, currency, date } = step;
  return {
    step: step.step,
    date: date?.slice(0, 10),
    ref: step.ref,
    amount: currency === undefined ? undefined : money(amount, currency),
    currency,
    file: step.file,
    line: step.line,
    proof: step.file === undefined ? step.ref : `${step.file}:${step.line ?? ''}`,
    text: step.text,
    ...step.decision,
  };
}

export function say(en: string, zh: string): Words {
  return { en, zh };
}

/** An amount inside a sentence. */
export function amountText(amount: number, currency: Currency): string {
  return formatGrouped(minor(amount), currency);
}

/** Sentences one after the other, in both languages. */
export function joined(...parts: readonly (Words | undefined)[]): Words {
  const said = parts.filter((part) => part !== undefined);
  return say(said.map((part) => part.en).join('; '), said.map((part) => part.zh).join('；'));
}
