import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import type { BookFact } from '../model/ledger.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';

/** What was billed (or waived again, below zero) or paid (or sent back) of one debt's late fee on a day. */
export interface LateFeeChange {
  /** The debt's. */
  readonly ref: string;
  readonly kind: 'billed' | 'paid';
  readonly on: Day;
  readonly amount: Minor;
  readonly customer: string;
  readonly currency: Currency;
  readonly place: Place;
}

/**
 * 违约金 stands in the ledger once it is billed or paid, whichever comes first (DOMAIN.md 1.6): what is paid of it without
 * having been billed is billed on that day, and what was sent back and never billed is taken back in red.
 */
export function lateFeeFacts(changes: readonly LateFeeChange[]): readonly BookFact[] {
  const byRef = new Map<string, LateFeeChange[]>();
  for (const change of changes) byRef.set(change.ref, [...(byRef.get(change.ref) ?? []), change]);
  return [...byRef.values()].flatMap(ofDebt);
}

function ofDebt(changes: readonly LateFeeChange[]): readonly BookFact[] {
  const sums = { billed: ZERO, paid: ZERO };
  let known = ZERO;
  return [...changes].sort(byDay).flatMap(({ kind, on, amount, customer, currency, place }) => {
    sums[kind] = plus(sums[kind], amount);
    const owed = minor(Math.max(sums.billed, sums.paid));
    const change = minus(owed, known);
    known = owed;
    return change === 0 ? [] : [{ kind: 'late-fee' as const, on, currency, place, customer, amount: change }];
  });
}

/** Of one day what was billed first: paying it is no second billing. */
function byDay(left: LateFeeChange, right: LateFeeChange): number {
  const [one, other] = [`${left.on} ${left.kind}`, `${right.on} ${right.kind}`];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
