import type { Currency } from '../model/currency.ts';
import { addDays, daysBetween, type Day } from '../model/day.ts';
import { Decimal, minor, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import { weightedDaysLate, type PaidItem } from '../receivables/index.ts';

/** The last twelve months count for how a customer pays (DOMAIN.md 3.9). */
const HISTORY_DAYS = 365;

/** Parts of debts as they were paid: one item a payment, one for what is open. */
function paidItems(receivables: readonly ReceivableCase[], asOf: Day): readonly PaidItem[] {
  const from = addDays(asOf, -HISTORY_DAYS);
  return receivables.flatMap((one) =>
    one.parts.flatMap((part): readonly PaidItem[] => {
      const paid = part.reductions
        .filter((reduction) => isMoney(reduction.kind) && reduction.on > from)
        .map((reduction) => ({ amount: reduction.amount, dueOn: part.dueOn, paidOn: reduction.on }));
      return part.open > 0 ? [...paid, { amount: part.open, dueOn: part.dueOn }] : paid;
    }),
  );
}

/** Average days late of a customer, weighted; undefined where nothing was paid or is late. */
export function daysLateOf(receivables: readonly ReceivableCase[], asOf: Day): Decimal | undefined {
  return weightedDaysLate(paidItems(receivables, asOf), asOf);
}

/** Whether anything was ever paid: else there is no score (first order). */
export function hasPaid(receivables: readonly ReceivableCase[]): boolean {
  return receivables.some((one) => one.reductions.some((reduction) => isMoney(reduction.kind)));
}

/** Days from the sale to the money, weighted by amount; undefined where nothing came. */
export function daysToPay(receivables: readonly ReceivableCase[], from: Day): Decimal | undefined {
  const paid = receivables.flatMap((one) =>
    one.reductions
      .filter((reduction) => isMoney(reduction.kind) && reduction.on >= from)
      .map(({ on, amount }) => ({ amount, days: Math.max(0, daysBetween(one.openedOn, on)) })),
  );
  const total = plus(ZERO, ...paid.map((one) => one.amount));
  if (total <= 0) return undefined;
  const weighted = paid.reduce((sum, { amount, days }) => sum.plus(new Decimal(amount).times(days)), new Decimal(0));
  return weighted.dividedBy(total);
}

/** What was open on a day, of sales of this currency. */
export function openOn(receivables: readonly ReceivableCase[], day: Day, currency: Currency): Minor {
  const opens = receivables
    .filter((one) => one.currency === currency && one.openedOn <= day)
    .map((one) => {
      const lowered = one.reductions.filter((reduction) => reduction.on <= day).map((reduction) => reduction.amount);
      return minor(Math.max(0, one.original - plus(ZERO, ...lowered)));
    });
  return plus(ZERO, ...opens);
}

/** What was sold on account from one day to another. */
export function soldBetween(receivables: readonly ReceivableCase[], from: Day, to: Day, currency: Currency): Minor {
  const own = receivables.filter((one) => one.currency === currency && one.openedOn >= from && one.openedOn <= to);
  return plus(ZERO, ...own.map((one) => one.original));
}

function isMoney(kind: string): boolean {
  return kind === 'receipt' || kind === 'platform';
}

/** Half-up to so many places, as text. */
export function rounded(value: Decimal | undefined, places: number): string | undefined {
  return value?.toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed(places);
}
