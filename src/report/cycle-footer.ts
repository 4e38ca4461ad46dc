import type { Currency } from '../model/currency.ts';
import { daysBetween, type Day } from '../model/day.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import type { Column, Note, Row, Section } from '../model/table.ts';
import type { PayoutStatus } from '../settlement/index.ts';
import { byKey, integerColumn, money, moneyColumn, ratioColumn, share, textColumn, WIDE, wordsOf } from './columns.ts';
import type { LineSums } from './cycle-days.ts';
import { histogramOf, lagsOf, weightedMean, type Lags, type OrderLag, type WeightedLag } from './cycle-statistics.ts';
import { note, warning } from './notes.ts';
import { RULE_WORDS } from './words.ts';

/** One payout as the cycle report sees it. Lags are undefined until the money is at the bank. */
export interface Cycle {
  readonly platform?: string;
  readonly account: string;
  readonly currency: Currency;
  readonly rule: string | undefined;
  readonly batchNo: string | undefined;
  /** The day its cycle counts from. */
  readonly day: Day;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly paidOn: Day | undefined;
  readonly sums: LineSums | undefined;
  readonly amount: Minor;
  readonly expectedOn: Day | undefined;
  readonly bankOn: Day | undefined;
  readonly lagDays: number | undefined;
  readonly lagWorkdays: number | undefined;
  readonly lateDays: number | undefined;
  /** From the customers' payments to the bank; undefined until it is there. */
  readonly paidToBank: readonly WeightedLag[] | undefined;
  readonly bankAmount: Minor | undefined;
  readonly difference: Minor | undefined;
  readonly status: PayoutStatus | 'returned' | undefined;
  /** Undefined while it may still come in time. */
  readonly isOnTime: boolean | undefined;
  readonly isInTransit: boolean;
}

const COLUMNS: readonly Column[] = [
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户'),
  textColumn('rule', 'Rule | 周期', { values: RULE_WORDS }),
  integerColumn('batches', 'Payouts | 笔数'),
  ratioColumn('on_time', 'On time | 按时率'),
  ...lagColumns('lag', 'Lag | 天数', false),
  ...lagColumns('lag_workdays', 'Working days | 工作日', true),
  integerColumn('paid_to_bank', 'Paid to bank | 付款到账'),
  moneyColumn('in_transit', 'In transit | 在途'),
  moneyColumn('overdue', 'Overdue | 逾期', WIDE),
  ratioColumn('fee_rate', 'Fee rate | 费率'),
  ...lagColumns('settled', 'Order to settlement | 付款到结算', true),
  ...lagColumns('settled_workdays', 'Order to settlement, working days | 付款到结算工作日', true),
  textColumn('currency', 'Currency | 币种', WIDE),
];

function lagColumns(key: string, title: string, wide: boolean): readonly Column[] {
  const { en, zh } = wordsOf(title);
  const extras = wide ? WIDE : {};
  return [
    integerColumn(`${key}_mean`, `${en} mean | ${zh}平均`, WIDE),
    // Beside the mean, which tables leave out, the titles need no more words.
    integerColumn(`${key}_p50`, `${en} p50 | ${wide ? zh : ''}中位`, extras),
    integerColumn(`${key}_p90`, `${en} p90 | ${wide ? `${zh} ` : ''}p90`, extras),
    integerColumn(`${key}_max`, `${en} max | ${zh}最长`, extras),
  ];
}

/**
 * A line per account, currency and rule: how it keeps its cycle (DOMAIN.md 2.4). How long orders took to be settled is
 * told of the account as a whole, beside its last rule.
 */
export function accountStatistics(cycles: readonly Cycle[], orderLags: ReadonlyMap<string, OrderLag>): Section {
  return {
    key: 'by_account',
    title: wordsOf('How each account keeps its cycle | 各账户结算情况'),
    columns: COLUMNS,
    rows: byAccount(cycles).flatMap(([key, own]) => {
      const rules = byRule(own);
      return rules.map((one, at) => statisticsRow(one, at === rules.length - 1 ? orderLags.get(key) : undefined));
    }),
  };
}

function byAccount(cycles: readonly Cycle[]): readonly (readonly [string, readonly Cycle[]])[] {
  return [...grouped(cycles, (cycle) => `${cycle.account}\n${cycle.currency}`)].sort(byKey(([key]) => key));
}

/** In the order in which the rules came. */
function byRule(cycles: readonly Cycle[]): readonly (readonly Cycle[])[] {
  return [...grouped(cycles, (cycle) => cycle.rule ?? '').values()];
}

function grouped(cycles: readonly Cycle[], keyOf: (cycle: Cycle) => string): ReadonlyMap<string, readonly Cycle[]> {
  const groups = new Map<string, Cycle[]>();
  for (const cycle of cycles) groups.set(keyOf(cycle), [...(groups.get(keyOf(cycle)) ?? []), cycle]);
  return groups;
}

function statisticsRow(cycles: readonly Cycle[], orderLag: OrderLag | undefined): Row {
  const [first] = cycles;
  if (!first) return {};
  const { platform, account, rule, currency } = first;
  const judged = cycles.filter((cycle) => cycle.isOnTime !== undefined);
  const transit = cycles.filter((cycle) => cycle.isInTransit).map((cycle) => cycle.amount);
  const overdue = cycles.filter((cycle) => cycle.status === 'overdue').map((cycle) => cycle.amount);
  return {
    platform,
    account,
    rule,
    batches: cycles.length,
    on_time: share(judged.filter((cycle) => cycle.isOnTime === true).length, judged.length),
    ...lagCells('lag', lagsOf(histogramOf(cycles.flatMap((cycle) => cycle.lagDays ?? [])))),
    ...lagCells('lag_workdays', lagsOf(histogramOf(cycles.flatMap((cycle) => cycle.lagWorkdays ?? [])))),
    paid_to_bank: weightedMean(cycles.flatMap((cycle) => cycle.paidToBank ?? [])),
    in_transit: money(plus(ZERO, ...transit), currency),
    overdue: money(plus(ZERO, ...overdue), currency),
    fee_rate: feeRate(cycles),
    ...(orderLag === undefined ? {} : lagCells('settled', lagsOf(orderLag.calendar))),
    ...(orderLag === undefined ? {} : lagCells('settled_workdays', lagsOf(orderLag.working))),
    currency,
  };
}

function lagCells(key: string, lags: Lags | undefined): Row {
  return Object.fromEntries(
    Object.entries(lags ?? {}).map(([name, days]: [string, number]) => [`${key}_${name}`, days]),
  );
}

/** fees / (gross − refunds); refunds are negative here. */
function feeRate(cycles: readonly Cycle[]): number | undefined {
  const sums = cycles.flatMap((cycle) => cycle.sums ?? []);
  const kept = plus(...sums.map((one) => one.gross), ...sums.map((one) => one.refunds));
  return kept <= 0 ? undefined : share(plus(...sums.map((one) => one.fees)), kept);
}

/** So many payouts in a row on another day than the rule says, and it is the rule that is wrong. */
const DRIFT_PAYOUTS = 3;

/**
 * Published cycles drift: a warning where the median payout comes on another day than its rule says and the last ones
 * all came early or all late by it. Of rules that follow each other the last is looked at: the others are history.
 */
export function driftNotes(cycles: readonly Cycle[]): readonly Note[] {
  return byAccount(cycles).flatMap(([, all]) => {
    const own = byRule(all).at(-1) ?? [];
    const offsets = own.flatMap(({ expectedOn, bankOn }) =>
      expectedOn === undefined || bankOn === undefined ? [] : [daysBetween(expectedOn, bankOn)],
    );
    const last = offsets.slice(-DRIFT_PAYOUTS);
    const median = lagsOf(histogramOf(offsets))?.p50 ?? 0;
    const drifts = last.length === DRIFT_PAYOUTS && last.every((offset) => Math.sign(offset) === Math.sign(median));
    const [first] = own;
    return first && drifts && median !== 0 ? [driftNote(first, median)] : [];
  });
}

function driftNote({ account, rule = '' }: Cycle, median: number): Note {
  const days = Math.abs(median);
  return warning(
    `${account}: payouts come ${days} ${days === 1 ? 'day' : 'days'} ${median > 0 ? 'after' : 'before'} the day ${rule} says (median); check the rule in settle.yaml`,
    `${account}：实际到账日比 ${rule} 推算日${median > 0 ? '晚' : '早'} ${days} 天（中位数），请核对 settle.yaml 中的周期`,
  );
}

/** What «paid to bank» measures, where it is shown. */
export function paidNotes(cycles: readonly Cycle[]): readonly Note[] {
  if (!cycles.some(({ paidToBank = [] }) => paidToBank.length > 0)) return [];
  return [
    note(
      'Paid to bank: days from the customer’s payment to the bank, weighted by amount.',
      '付款到账：自顾客付款至银行到账的平均天数，按金额加权。',
    ),
  ];
}
