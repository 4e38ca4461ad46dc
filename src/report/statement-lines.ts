import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceiptCase, ReceivableCase, ReductionKind } from '../model/receivable-case.ts';
import { lateFeeBookings } from '../receivables/index.ts';
import { byKey } from './columns.ts';

/** One entry of a customer's account: what was sold, what came, what went back. Both sides positive. */
export interface StatementEntry {
  readonly currency: Currency;
  readonly date: Day;
  readonly doc: 'order' | 'invoice' | 'receipt' | 'returned' | 'late-fee' | 'late-fee-back' | ReductionKind;
  readonly ref: string;
  readonly debit: Minor;
  readonly credit: Minor;
  readonly due?: Day;
  readonly reference?: string;
}

/** Every entry of the receivables and receipts handed in, by currency, day and kind. They add up to what is owed. */
export function statementEntries(
  receivables: readonly ReceivableCase[],
  receipts: readonly ReceiptCase[],
): readonly StatementEntry[] {
  return [...receivables.flatMap(debtEntries), ...receipts.flatMap(receiptEntries)].sort(
    byKey((one) => [one.currency, one.date, one.debit > 0 ? '0' : '1', one.ref, one.doc].join('\n')),
  );
}

function debtEntries(one: ReceivableCase): readonly StatementEntry[] {
  const { ref, currency } = one;
  const sold: StatementEntry = {
    currency,
    date: one.openedOn,
    doc: one.invoiceNo === undefined ? 'order' : 'invoice',
    ref,
    debit: one.original,
    credit: ZERO,
    due: one.dueOn,
  };
  // Money is told by its receipts, in one sum each.
  const lowered = one.reductions
    .filter((reduction) => reduction.kind !== 'receipt')
    .map(({ on: date, kind: doc, amount }): StatementEntry => ({
      currency,
      date,
      doc,
      ref,
      debit: ZERO,
      credit: amount,
    }));
  return [sold, ...lowered, ...lateFeeEntries(one)];
}

/** The late fee as it stands in the ledger: billed, or paid without that; waived or taken back, on the other side. */
function lateFeeEntries({ ref, currency, lateFeeMoves }: ReceivableCase): readonly StatementEntry[] {
  return lateFeeBookings(lateFeeMoves).map(({ on: date, amount }) => {
    const isBack = amount < 0;
    return {
      currency,
      date,
      doc: isBack ? 'late-fee-back' : 'late-fee',
      ref,
      debit: isBack ? ZERO : amount,
      credit: isBack ? negate(amount) : ZERO,
    };
  });
}

function receiptEntries(one: ReceiptCase): readonly StatementEntry[] {
  const { ref, currency, amount, returnedOn, reference } = one;
  const common = { currency, ref, ...(reference === undefined ? {} : { reference }) };
  const came: StatementEntry = { ...common, date: one.on, doc: 'receipt', debit: ZERO, credit: amount };
  if (returnedOn === undefined) return [came];
  return [came, { ...common, date: returnedOn, doc: 'returned', debit: amount, credit: ZERO }];
}

/** What entries come to: debit − credit. */
export function balanceOf(entries: readonly StatementEntry[]): Minor {
  return minus(plus(ZERO, ...entries.map((one) => one.debit)), plus(ZERO, ...entries.map((one) => one.credit)));
}
