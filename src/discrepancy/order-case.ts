import type { LineFacts, OrderCase } from '../model/case.ts';
import { dayOf, type Day } from '../model/day.ts';
import { minor, plus, ZERO, type Minor } from '../model/money.ts';
import { oncePer } from '../model/once-per.ts';

/** What tells a row that settles a trade from another. */
type SaleLine = Pick<LineFacts, 'account' | 'kind' | 'tradeNo' | 'refundNo' | 'occurredAt' | 'place'>;

/**
 * Sale rows that settle a trade once more: same account, trade and kind in another row. The first in time stays; equal
 * times are told apart by what the rows say, so the choice doesn't depend on the order of import.
 */
export function duplicateSales<L extends SaleLine>(lines: readonly L[]): readonly L[] {
  if (lines.length < 2) return [];
  const seen = new Set<string>();
  const again: L[] = [];
  for (const line of [...lines].sort(byTime)) {
    const number = line.kind === 'refund' ? line.refundNo : line.tradeNo;
    if ((line.kind !== 'sale' && line.kind !== 'refund') || number === undefined) continue;
    const key = `${line.account}\n${line.kind}\n${line.tradeNo ?? ''}\n${number}`;
    if (seen.has(key)) again.push(line);
    else seen.add(key);
  }
  return again;
}

function byTime(left: SaleLine, right: SaleLine): number {
  const one = `${left.occurredAt}\n${left.place.file}`;
  const other = `${right.occurredAt}\n${right.place.file}`;
  if (one !== other) return one < other ? -1 : 1;
  return left.place.line - right.place.line;
}

/** What the platform's lines of an order come to; a duplicate counts in no sum. */
export interface OrderSums {
  readonly sales: readonly LineFacts[];
  readonly refunds: readonly LineFacts[];
  readonly sale: Minor;
  /** Negative. */
  readonly refund: Minor;
}

/** Every kind asks for the sums of the same case. */
export const sumsOf = oncePer((subject: OrderCase): OrderSums => {
  const again = new Set(duplicateSales(subject.lines));
  const counted = subject.lines.filter((line) => !again.has(line) && isOwnCurrency(subject, line)).sort(byTime);
  const sales = counted.filter((line) => line.kind === 'sale');
  const refunds = counted.filter((line) => line.kind === 'refund');
  return { sales, refunds, sale: total(sales), refund: total(refunds) };
});

function isOwnCurrency(subject: OrderCase, line: LineFacts): boolean {
  return subject.order === undefined || subject.order.currency === line.currency;
}

function total(lines: readonly LineFacts[]): Minor {
  return lines.reduce((sum, line) => plus(sum, line.gross), ZERO);
}

/** Positive when the books say nothing else: money refunded, as the cash view's negative amount. */
export function bookedRefund(subject: OrderCase): Minor {
  return minor(-(subject.order?.refunded ?? 0));
}

/**
 * Whether the order itself is in doubt, so that its amounts and refunds are no further findings: it isn't in the
 * books, was never paid, or nothing came for it at all (FINDINGS.md, one cause, one finding).
 */
export function speaksForItself(subject: OrderCase): boolean {
  const { order } = subject;
  if (order === undefined) return true;
  return isVoid(subject) || foreignLines(subject).length > 0 || sumsOf(subject).sales.length === 0;
}

/** Lines that speak of another currency than the order. */
export function foreignLines(subject: OrderCase): readonly LineFacts[] {
  return subject.lines.filter((line) => MONEY_KINDS.has(line.kind) && !isOwnCurrency(subject, line));
}

const MONEY_KINDS: ReadonlySet<LineFacts['kind']> = new Set(['sale', 'refund']);

/** Cancelled or unpaid in the books: nothing should have been settled. */
export function isVoid(subject: OrderCase): boolean {
  const { order } = subject;
  if (order === undefined) return false;
  if (order.status === 'cancelled') return true;
  return order.status === 'unpaid' && !subject.isOnAccount;
}

/** Past due as of a day: its due day and grace have gone by. */
export function isPastDue(subject: OrderCase, asOf: Day): boolean {
  return subject.lastOn !== undefined && asOf > subject.lastOn;
}

/** The business day the order stands for. */
export function orderDay(subject: OrderCase, asOf: Day): Day {
  const moment = subject.order?.paidAt ?? subject.order?.orderedAt ?? subject.lines[0]?.occurredAt;
  return moment === undefined ? asOf : dayOf(moment);
}
