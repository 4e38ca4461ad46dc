import type { MoneyCase } from '../model/case.ts';
import type { Day } from '../model/day.ts';
import type { BookFact } from '../model/ledger.ts';
import { minor, negate, type Minor } from '../model/money.ts';
import type { ReceivableEvent } from '../model/receivable.ts';
import type { ReceivableCase, Reduction } from '../model/receivable-case.ts';
import type { Database } from '../store/database.ts';
import { loadInvoiceTaxes, type FactSpan } from '../store/read/book-facts.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { addDays } from '../model/day.ts';

/** Sales on account, and what lowers customers' debts other than money: red invoices, discounts, write-offs. */
export async function customerFacts(
  db: Database,
  money: readonly MoneyCase[],
  { from, next, end }: FactSpan,
): Promise<readonly BookFact[]> {
  const receivables = money.filter((one) => one.kind === 'receivable');
  const taxes = new Map((await loadInvoiceTaxes(db)).map((row) => [`${row.file}:${row.line}`, minor(row.tax)]));
  const events = await loadReceivableEvents(db, addDays(end, -1));
  const facts = receivables.flatMap((one) => [
    saleOf(one, taxes),
    ...one.reductions.flatMap((reduction) => reductionOf(one, reduction)),
    ...events.filter((event) => event.ref === one.ref).flatMap((event) => writeOffOf(one, event)),
  ]);
  return facts.filter((fact) => fact.on >= from && fact.on < next);
}

function saleOf(one: ReceivableCase, taxes: ReadonlyMap<string, Minor>): BookFact {
  const { openedOn, currency, place, customer, original } = one;
  const tax = one.invoiceNo === undefined ? undefined : taxes.get(`${place.file}:${place.line}`);
  return {
    kind: 'sale',
    on: openedOn,
    currency,
    place,
    customer,
    gross: original,
    ...(tax === undefined ? {} : { tax }),
  };
}

/** Money and platforms' settlements stand in their own statements, write-offs with the decision. */
function reductionOf(one: ReceivableCase, { kind, on, amount }: Reduction): readonly BookFact[] {
  const { currency, place, customer } = one;
  if (kind === 'credit-note') return [{ kind: 'sale-reversed', on, currency, place, customer, gross: amount }];
  return kind === 'discount' ? [{ kind: 'discount', on, currency, place, customer, amount }] : [];
}

/** Small rests of short payments are finance costs, debts given up bad debts; taken back, they live again. */
function writeOffOf(one: ReceivableCase, { decision, on, undoneOn }: ReceivableEvent): readonly BookFact[] {
  if (decision.kind !== 'write-off') return [];
  const { currency, place, customer } = one;
  const kind = decision.cause === 'short-payment' ? 'rounding' : 'write-off';
  const fact = (day: Day, amount: Minor): BookFact => ({ kind, on: day, currency, place, customer, amount });
  return [fact(on, decision.amount), ...(undoneOn === undefined ? [] : [fact(undoneOn, negate(decision.amount))])];
}
