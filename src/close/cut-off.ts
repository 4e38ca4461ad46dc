import type { Day } from '../model/day.ts';
import { minus, negate, plus, ZERO, type Minor } from '../model/money.ts';

/** One order, with its business day: the day it was paid, in the books' time zone. */
export interface PaidOrder {
  readonly ref: string;
  readonly paidOn: Day;
  readonly amount: Minor;
}

/** One settlement line. `gross` is negative for a refund, `fee` positive when charged. */
export interface SettledLine {
  readonly order: string;
  readonly on: Day;
  readonly gross: Minor;
  readonly fee: Minor;
}

/** A payout the platform sent, or a credit the bank has, under the payout's number. */
export interface Passed {
  readonly ref: string;
  readonly on: Day;
  readonly amount: Minor;
}

export interface MonthFacts {
  /** First and last day of the month. */
  readonly from: Day;
  readonly to: Day;
  readonly orders: readonly PaidOrder[];
  readonly lines: readonly SettledLine[];
  readonly payouts: readonly Passed[];
  readonly bankCredits: readonly Passed[];
}

export interface AmountDifference {
  readonly order: string;
  readonly amount: Minor;
  readonly settled: Minor;
  /** settled − amount. */
  readonly difference: Minor;
}

export interface MonthSums {
  readonly sales: Minor;
  readonly settledGross: Minor;
  /** Positive. */
  readonly refunds: Minor;
  readonly fees: Minor;
  /** settledGross − refunds − fees. */
  readonly netSettled: Minor;
  readonly paidOut: Minor;
  readonly bankReceived: Minor;
  /** netSettled − paidOut. */
  readonly balanceChange: Minor;
  /** Paid up to the month's end and settled by no line up to it: carried into the next month. */
  readonly unsettled: readonly string[];
  /** Orders of the month's lines that nobody knows. */
  readonly withoutOrder: readonly string[];
  readonly differences: readonly AmountDifference[];
  /** Sent up to the month's end, not at the bank by then: carried into the next month. */
  readonly inTransit: readonly string[];
  /** What the month's entries debit: the settlement (net and fees against the platform) and the bank's credits. */
  readonly voucherTotal: Minor;
}

/** A month cut off by business days (DOMAIN.md 1.3 and 1.4): its sums, and what goes into the next one. */
export function monthSums(facts: MonthFacts): MonthSums {
  const { from, to, orders, lines, payouts, bankCredits } = facts;
  const inMonth = <T extends { readonly on: Day }>(items: readonly T[]): readonly T[] =>
    items.filter(({ on }) => on >= from && on <= to);
  const ofMonth = inMonth(lines);
  const settledGross = sumOf(ofMonth, ({ gross }) => (gross > 0 ? gross : ZERO));
  const refunds = negate(sumOf(ofMonth, ({ gross }) => (gross < 0 ? gross : ZERO)));
  const fees = sumOf(ofMonth, ({ fee }) => fee);
  const netSettled = minus(minus(settledGross, refunds), fees);
  const paidOut = sumOf(inMonth(payouts), ({ amount }) => amount);
  const bankReceived = sumOf(inMonth(bankCredits), ({ amount }) => amount);
  const arrived = new Set(bankCredits.filter(({ on }) => on <= to).map(({ ref }) => ref));
  const known = new Set(orders.map(({ ref }) => ref));
  const unknown = ofMonth.filter(({ order }) => !known.has(order)).map(({ order }) => order);
  return {
    sales: sumOf(
      orders.filter(({ paidOn }) => paidOn >= from && paidOn <= to),
      ({ amount }) => amount,
    ),
    settledGross,
    refunds,
    fees,
    netSettled,
    paidOut,
    bankReceived,
    balanceChange: minus(netSettled, paidOut),
    ...orderDifferences(facts),
    withoutOrder: [...new Set(unknown)],
    inTransit: payouts.filter(({ ref, on }) => on <= to && !arrived.has(ref)).map(({ ref }) => ref),
    voucherTotal: plus(minus(settledGross, refunds), bankReceived),
  };
}

/** Orders that no sale line up to the month's end has settled, and those settled in the month with another sum. */
function orderDifferences({ from, to, orders, lines }: MonthFacts): Pick<MonthSums, 'unsettled' | 'differences'> {
  const sales = new Map<string, SettledLine[]>();
  for (const line of lines) {
    if (line.on <= to && line.gross > 0) sales.set(line.order, [...(sales.get(line.order) ?? []), line]);
  }
  const unsettled: string[] = [];
  const differences: AmountDifference[] = [];
  for (const { ref, paidOn, amount } of orders) {
    const found = sales.get(ref) ?? [];
    if (found.length === 0 && paidOn <= to && amount !== 0) unsettled.push(ref);
    const settled = sumOf(found, ({ gross }) => gross);
    if (settled !== amount && found.some(({ on }) => on >= from)) {
      differences.push({ order: ref, amount, settled, difference: minus(settled, amount) });
    }
  }
  return { unsettled, differences };
}

function sumOf<T>(items: readonly T[], amountOf: (item: T) => Minor): Minor {
  return plus(...items.map(amountOf));
}
