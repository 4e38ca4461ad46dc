import type { MoneyCase } from '../model/case.ts';
import type { Day } from '../model/day.ts';
import type { BookFact } from '../model/ledger.ts';
import { minor, minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import { isInForce, type ReceivableEvent } from '../model/receivable.ts';
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
    ...givenUp(
      one,
      events.filter((event) => event.ref === one.ref),
    ),
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

/** What a person gave up of a debt, and what of it came in after all. */
function givenUp(one: ReceivableCase, events: readonly ReceivableEvent[]): readonly BookFact[] {
  const writeOffs = events.filter((event) => event.decision.kind === 'write-off');
  return writeOffs.length === 0
    ? []
    : [...writeOffs.flatMap((event) => writeOffOf(one, event)), ...recoveriesOf(one, writeOffs)];
}

/** Day by day: what has come beyond the rest of the debt, as far as it was written off. */
function recoveriesOf(one: ReceivableCase, writeOffs: readonly ReceivableEvent[]): readonly BookFact[] {
  const { currency, place, customer, original } = one;
  const isSmall = writeOffs.every(({ decision }) => decision.kind === 'write-off' && isShortPayment(decision));
  const came = one.reductions.filter(({ kind }) => kind !== 'write-off');
  const upTo = (day: Day): Minor => plus(ZERO, ...came.filter(({ on }) => on <= day).map(({ amount }) => amount));
  const writtenOff = (day: Day): Minor =>
    plus(ZERO, ...writeOffs.filter((event) => isInForce(event, day)).map(amountOf));
  const days = [...came.map(({ on }) => on), ...writeOffs.flatMap(({ on, undoneOn }) => [on, undoneOn ?? on])];
  let known = ZERO;
  return [...new Set(days)].sort().flatMap((on): readonly BookFact[] => {
    const lost = writtenOff(on);
    const recovered = minor(Math.max(0, Math.min(lost, upTo(on) + lost - original)));
    const amount = minus(recovered, known);
    known = recovered;
    if (amount === 0) return [];
    return isSmall
      ? [{ kind: 'rounding', on, currency, place, customer, amount: negate(amount) }]
      : [{ kind: 'recovery', on, currency, place, customer, amount }];
  });
}

function amountOf({ decision }: ReceivableEvent): Minor {
  return decision.kind === 'write-off' ? decision.amount : ZERO;
}

function isShortPayment({ cause }: Extract<ReceivableEvent['decision'], { readonly kind: 'write-off' }>): boolean {
  return cause === 'short-payment';
}

/** Small rests of short payments are finance costs, debts given up bad debts; taken back, they live again. */
function writeOffOf(one: ReceivableCase, { decision, on, undoneOn }: ReceivableEvent): readonly BookFact[] {
  // Taken back on its own day it has never held.
  if (decision.kind !== 'write-off' || undoneOn === on) return [];
  const { currency, place, customer } = one;
  const kind = isShortPayment(decision) ? 'rounding' : 'write-off';
  const fact = (day: Day, amount: Minor): BookFact => ({ kind, on: day, currency, place, customer, amount });
  return [fact(on, decision.amount), ...(undoneOn === undefined ? [] : [fact(undoneOn, negate(decision.amount))])];
}
