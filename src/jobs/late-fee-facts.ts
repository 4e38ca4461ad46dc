import type { Currency } from '../model/currency.ts';
import type { Place } from '../model/finding.ts';
import type { BookFact } from '../model/ledger.ts';
import type { LateFeeMove, ReceivableCase } from '../model/receivable-case.ts';
import { lateFeeBookings } from '../receivables/index.ts';

/** What was billed, waived, paid or sent back of one debt's late fee on a day. */
export interface LateFeeChange extends LateFeeMove {
  /** The debt's. */
  readonly ref: string;
  readonly customer: string;
  readonly currency: Currency;
  readonly place: Place;
}

/** What people decided about debts' late fees, with the debt's own row; what was paid of them stands in the bank's. */
export function decidedLateFeeChanges(debts: readonly ReceivableCase[]): readonly LateFeeChange[] {
  return debts.flatMap(({ ref, customer, currency, place, lateFeeMoves }) =>
    lateFeeMoves
      .filter(({ kind }) => kind !== 'paid')
      .map((move): LateFeeChange => ({ ...move, ref, customer, currency, place })),
  );
}

/** 违约金 stands in the ledger once it is billed or paid, whichever comes first (DOMAIN.md 1.6); waived again, in red. */
export function lateFeeFacts(changes: readonly LateFeeChange[]): readonly BookFact[] {
  const byRef = new Map<string, LateFeeChange[]>();
  for (const change of changes) byRef.set(change.ref, [...(byRef.get(change.ref) ?? []), change]);
  return [...byRef.values()].flatMap((own) =>
    lateFeeBookings(own).map(({ kind, on, amount, customer, currency, place }): BookFact => ({
      kind: 'late-fee',
      on,
      currency,
      place,
      customer,
      amount,
      ...(kind === 'waived' ? { isWaived: true } : {}),
    })),
  );
}
