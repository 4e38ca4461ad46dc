import { dayOf, daysBetween, type Day } from '../model/day.ts';
import type { OpenBankLine } from '../model/match.ts';
import type { ReceivableEvent } from '../model/receivable.ts';
import type { CustomerBook } from './customer-book.ts';
import { incomingKey, mentions, saysReturned, type Incoming } from './incoming-money.ts';

/** A cheque or transfer comes back within weeks. */
const RETURN_DAYS_MAX = 90;
/** A bank that takes its fee for a return (退票手续费) with the money takes at most this much: 50.00. */
const RETURN_FEE_MAX = 5_000;

/** The day a receipt was sent back, and the bank debit that shows it, where one does. */
export interface Return {
  readonly on: Day;
  readonly debit?: OpenBankLine;
}

/**
 * Receipts that were sent back (退票), by `incomingKey`: as the receipts file says with a day, as a person recorded, or
 * as a debit of the bank shows that says so and fits one receipt only: by a number it names (then also with the bank's
 * fee on top), else by its payer and amount. What the file calls returned without a day went back on the day it came.
 */
export function returnedMoney(
  incoming: readonly Incoming[],
  bankLines: readonly OpenBankLine[],
  events: readonly ReceivableEvent[],
  book: CustomerBook,
): ReadonlyMap<string, Return> {
  const returns = new Map<string, Return>();
  const recorded = new Map(events.filter((one) => one.decision.kind === 'return').map((one) => [one.ref, one.on]));
  for (const one of incoming) {
    const on = recorded.get(one.ref) ?? recorded.get(`receipt:${one.receipt?.receiptNo ?? ''}`) ?? one.returnedOn;
    if (on !== undefined) returns.set(incomingKey(one), { on });
    else if (one.isReturned) returns.set(incomingKey(one), { on: one.on });
  }
  const debits = bankLines.filter((line) => line.amount < 0 && saysReturned(line));
  for (const debit of debits) {
    const one = sentBackBy(debit, incoming, returns, book);
    if (one === undefined) continue;
    const said = returns.get(incomingKey(one));
    const on = dayOf(debit.bookedAt);
    returns.set(incomingKey(one), { on: said !== undefined && said.on > one.on ? said.on : on, debit });
  }
  return returns;
}

/** The one receipt that a debit sends back. */
function sentBackBy(
  debit: OpenBankLine,
  incoming: readonly Incoming[],
  returns: ReadonlyMap<string, Return>,
  book: CustomerBook,
): Incoming | undefined {
  const candidates = incoming.filter((one) => {
    const age = daysBetween(one.on, dayOf(debit.bookedAt));
    const isOpen = returns.get(incomingKey(one))?.debit === undefined;
    const fee = -debit.amount - one.amount;
    const isInTime = age >= 0 && age <= RETURN_DAYS_MAX;
    return isOpen && isInTime && one.currency === debit.currency && fee >= 0 && fee <= RETURN_FEE_MAX;
  });
  const isExact = (one: Incoming): boolean => one.amount === -debit.amount;
  const named = candidates.filter((one) => numbersOf(one).some((number) => mentions(debit, number)));
  const payer = book.recognise(debit);
  const own = candidates.filter((one) => isExact(one) && payer !== undefined && one.customer === payer);
  const fitting = [named.filter(isExact), own, named].find((some) => some.length > 0) ?? [];
  return fitting.length === 1 ? fitting[0] : undefined;
}

function numbersOf({ line, receipt, numbers }: Incoming): readonly string[] {
  const own = [line?.reference, receipt?.chequeNo, receipt?.receiptNo, receipt?.reference];
  return [...numbers, ...own.filter((number) => number !== undefined)];
}
