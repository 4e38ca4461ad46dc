import type { Currency } from '../model/currency.ts';
import { addDays, daysBetween, type Day, type Moment } from '../model/day.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import { accountTerms, cutoffsOf, lagInWorkingDays, platformDay, type DatedRules } from '../settlement/index.ts';
import type { OrderLag } from './cycle-statistics.ts';
import { markOf, marksFrom, NOT_TOLD, type AskedLines, type LineGroup } from './line-groups.ts';
import type { ReportContext } from './report.ts';

/** What the lines behind a payout come to. Refunds are negative, fees positive when charged; net is the rest of it. */
export interface LineSums {
  readonly from: Day;
  readonly to: Day;
  /** Distinct trades that were paid. */
  readonly orders: number;
  readonly gross: Minor;
  readonly refunds: Minor;
  readonly fees: Minor;
  readonly net: Minor;
}

/** Gathers lines by the platform's day they count for, and how long their orders took to be settled. */
export interface DayBook {
  /** The lines to be added: all there are as of the day. */
  readonly asked: AskedLines;
  readonly add: (group: LineGroup) => void;
  /** What a day's lines come to, by `account\nday:ACCOUNT/DAY\ncurrency`; trades are counted by `loadDayOrders`. */
  readonly sums: ReadonlyMap<string, Omit<LineSums, 'orders'>>;
  /** What customers paid of a day's sales, under the same keys, by the day they paid. */
  readonly paid: ReadonlyMap<string, ReadonlyMap<Day, Minor>>;
  /** Days from an order's payment to its settlement line, by account and currency. */
  readonly lags: () => ReadonlyMap<string, OrderLag>;
}

/** Kinds of lines that take a day's money elsewhere and are no part of it. */
const MOVES: ReadonlySet<string> = new Set(['payout', 'payout-return', 'transfer', 'deposit']);

export function newDayBook(context: ReportContext): DayBook {
  const rules = rulesOf(context);
  const sums = new Map<string, Omit<LineSums, 'orders'>>();
  const paid = new Map<string, Map<Day, Minor>>();
  const settled = new Map<string, Settled>();
  return {
    asked: { from: '', next: addDays(context.asOf, 1), days: true, marks: marksOf(rules) },
    add(group) {
      addSettled(settled, group);
      if (group.isTold || MOVES.has(group.kind)) return;
      const key = keyOf(group, rules);
      sums.set(key, addSums(sums.get(key), group));
      if (group.kind !== 'sale' || group.paidOn === undefined) return;
      const own = paid.get(key) ?? new Map<Day, Minor>();
      paid.set(key, own.set(group.paidOn, plus(own.get(group.paidOn) ?? ZERO, group.gross)));
    },
    sums,
    paid,
    lags: () => lagsFrom(settled.values(), context),
  };
}

/** How many distinct trades were paid on each day, under the keys of a day book. */
export async function loadDayOrders(context: ReportContext): Promise<ReadonlyMap<string, number>> {
  const rules = rulesOf(context);
  const marks = marksFrom(marksOf(rules));
  const rows = await context.db.all<MarkedDay & { readonly orders: number }>(
    `SELECT a.ref AS account, d.currency, d.day, d.mark, d.orders
     FROM (SELECT substr(l.occurred_at, 1, 10) AS day, ${markOf(marks)} AS mark, l.account_id, l.currency,
                  COUNT(DISTINCT COALESCE(l.trade_no, l.order_no)) AS orders
           FROM v_line l WHERE l.kind = 'sale' AND l.occurred_at < :next AND ${NOT_TOLD}
           GROUP BY substr(l.occurred_at, 1, 10), ${markOf(marks)}, l.account_id, l.currency) AS d
     JOIN v_account a ON a.id = d.account_id`,
    { ...marks, next: addDays(context.asOf, 1) },
  );
  const orders = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row, rules);
    orders.set(key, (orders.get(key) ?? 0) + row.orders);
  }
  return orders;
}

type Rules = ReadonlyMap<string, DatedRules | undefined>;

/** The rules by which each account is paid: they say when its platform begins the next day. */
function rulesOf({ settings }: ReportContext): Rules {
  return new Map(settings.accounts.map((account) => [account.id, accountTerms(account.platform, account).paysOut]));
}

function marksOf(rules: Rules): readonly string[] {
  return [...rules.values()].flatMap(cutoffsOf).flatMap(({ time }) => time ?? []);
}

type MarkedDay = Pick<LineGroup, 'account' | 'currency' | 'day' | 'mark'>;

/** A mark is a cut-off: lines of the same day and mark are on the same side of each. */
function keyOf({ account, currency, day, mark }: MarkedDay, rules: Rules): string {
  const moment = mark === '' ? day : (`${day} ${mark}` as Moment);
  return `${account}\nday:${account}/${platformDay(rules.get(account), moment)}\n${currency}`;
}

/** A fee told by a line of its own is that line's net; beside a sale it is the line's fee. */
function addSums(before: Omit<LineSums, 'orders'> | undefined, group: LineGroup): Omit<LineSums, 'orders'> {
  const { day, kind, gross, net } = group;
  const { from, to, ...sums } = before ?? { from: day, to: day, gross: ZERO, refunds: ZERO, fees: ZERO, net: ZERO };
  const fee = kind === 'fee' || kind === 'commission' ? minus(ZERO, net) : group.fee;
  return {
    from: day < from ? day : from,
    to: day > to ? day : to,
    gross: kind === 'sale' ? plus(sums.gross, gross) : sums.gross,
    refunds: kind === 'refund' ? plus(sums.refunds, gross) : sums.refunds,
    fees: plus(sums.fees, fee),
    net: plus(sums.net, net),
  };
}

/** Sales that were paid on the same day and settled on the same day. */
interface Settled {
  readonly account: string;
  readonly currency: Currency;
  readonly paidOn: Day;
  readonly settledOn: Day;
  orders: number;
}

function addSettled(settled: Map<string, Settled>, group: LineGroup): void {
  const { account, currency, kind, paidOn, settledOn, lines } = group;
  if (kind !== 'sale' || paidOn === undefined) return;
  const key = [account, currency, paidOn, settledOn].join('\n');
  const one = settled.get(key);
  if (one) one.orders += lines;
  else settled.set(key, { account, currency, paidOn, settledOn, orders: lines });
}

function lagsFrom(settled: Iterable<Settled>, { calendar }: ReportContext): ReadonlyMap<string, OrderLag> {
  const lags = new Map<string, OrderLag>();
  for (const { account, currency, paidOn, settledOn, orders } of settled) {
    const key = `${account}\n${currency}`;
    const lag = lags.get(key) ?? { calendar: new Map(), working: new Map() };
    lags.set(key, lag);
    more(lag.calendar, daysBetween(paidOn, settledOn), orders);
    more(lag.working, lagInWorkingDays(paidOn, settledOn, calendar), orders);
  }
  return lags;
}

function more(counts: Map<number, number>, days: number, times: number): void {
  counts.set(days, (counts.get(days) ?? 0) + times);
}
