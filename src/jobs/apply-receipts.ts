import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import type { OpenBankLine, MatchProposal } from '../model/match.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { BookSettings } from '../model/settings.ts';
import { applyReceipts, type OpenReceivable, type Receipt } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import { loadMembers, type GroupMember } from '../store/read/groups.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { loadByNumbers, loadCreditNotes, type ReceivableRow } from '../store/read/receivables.ts';
import { loadReceipts } from '../store/read/receipts.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { loadCustomerBook, type CustomerBook } from './customer-book.ts';
import { incomingKey, incomingMoney, type Incoming } from './incoming-money.ts';
import { isReceivable, receivableDue } from './receivable-book.ts';
import { receiptProposal, returnProposal } from './receipt-proposals.ts';
import { returnedMoney } from './returned-money.ts';

export interface ApplyOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf?: Day;
  /** Held by a person's group, by `incomingKey`: their word stands. */
  readonly taken: ReadonlySet<string>;
  /** Held by a group of a closed month, by `incomingKey`: what it paid stays paid, unless the money goes back. */
  readonly frozen: ReadonlySet<string>;
}

/** The last day there is: with it nothing is cut off. */
const LAST_DAY = '9999-12-31' as Day;

/**
 * Receipt ↔ receivable: a bank credit (or a row of the receipts file) that names an order or invoice pays it, in part
 * or in whole; what is over stays with the group as its difference. The same money in the bank and in the receipts
 * file counts once. What was sent back gives up what it had paid, on the day of the return.
 */
export async function applyReceiptsToReceivables(
  db: Database,
  accounts: readonly StoredAccount[],
  bankLines: readonly OpenBankLine[],
  options: ApplyOptions,
): Promise<readonly MatchProposal[]> {
  const book = await loadCustomerBook(db, options.asOf ?? LAST_DAY);
  const receipts = (await loadReceipts(db)).filter((one) => one.receivedOn <= (options.asOf ?? LAST_DAY));
  const events = await loadReceivableEvents(db, options.asOf);
  const incoming = incomingMoney(bankLines, receipts, book).filter((one) => !options.taken.has(incomingKey(one)));
  const open = bankLines.filter((line) => !options.taken.has(`bank ${line.id}`));
  const returns = returnedMoney(incoming, open, events, book);
  const numbers = [...new Set(incoming.flatMap((one) => one.numbers))].sort();
  const named = new Map((await loadByNumbers(db, numbers)).map((row) => [row.number, row]));
  const again = new Set([...options.frozen].filter((key) => returns.has(key)));
  // Money that came and went on one day, and money that names nothing, is no receipt of anything.
  const naming = incoming.filter(
    (one) =>
      returns.get(incomingKey(one))?.on !== one.on &&
      one.numbers.some((number) => named.has(number)) &&
      (!options.frozen.has(incomingKey(one)) || again.has(incomingKey(one))),
  );
  const application = applyReceipts(await openReceivables(db, [...named.values()], book, { ...options, again }), [
    ...naming.map((one) => receiptOf(one, named, returns.get(incomingKey(one))?.on)),
    ...(await creditsOf(db, options.asOf ?? LAST_DAY)),
  ]);
  const accountId = receivablesAccount(accounts);
  return naming.flatMap((one) => {
    const rows = [...new Map(rowsNamed(one, named).map((row) => [row.ref, row])).values()];
    const paid = application.allocations.filter((allocation) => allocation.receipt === incomingKey(one));
    const group = receiptProposal(one, rows, { accountId, paid });
    const sentBack = returns.get(incomingKey(one));
    return sentBack === undefined ? [group] : [group, returnProposal(one, group, sentBack)];
  });
}

function rowsNamed(one: Incoming, named: ReadonlyMap<string, ReceivableRow>): readonly ReceivableRow[] {
  return one.numbers.flatMap((number) => named.get(number) ?? []);
}

function receiptOf(one: Incoming, named: ReadonlyMap<string, ReceivableRow>, returnedOn: Day | undefined): Receipt {
  return {
    ref: incomingKey(one),
    currency: one.currency,
    receivedOn: one.on,
    amount: one.amount,
    names: rowsNamed(one, named).map((row) => row.ref),
    ...(one.customer === undefined ? {} : { customer: one.customer }),
    ...(returnedOn === undefined ? {} : { returnedOn }),
  };
}

/** What is open before any receipt: less what people have matched themselves, and what closed months hold. */
async function openReceivables(
  db: Database,
  rows: readonly ReceivableRow[],
  book: CustomerBook,
  options: ApplyOptions & { readonly again: ReadonlySet<string> },
): Promise<readonly OpenReceivable[]> {
  const { settings, calendar } = options;
  const held = heldOf(await loadMembers(db, LAST_DAY), options.again);
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  return [...byRef.values()].map((row) => ({
    ref: row.ref,
    customer: book.nameOf(row.customer, row.taxId),
    currency: row.currency,
    openedOn: row.openedOn,
    dueOn: receivableDue(row, settings, calendar),
    open: isReceivable(row) ? minor(Math.max(0, minus(row.amount, held.get(row.ref) ?? ZERO))) : ZERO,
  }));
}

/** What standing groups have paid of each receivable; money that went back is worked out anew, its return too. */
function heldOf(members: readonly GroupMember[], again: ReadonlySet<string>): ReadonlyMap<string, Minor> {
  const own = members.filter(({ leg }) => leg === 'receipt-receivable');
  const isAgain = ({ pass, side, item, itemId }: GroupMember): boolean =>
    pass === 'receipt-returned' || (side === 'actual' && again.has(`${item} ${itemId}`));
  const redone = new Set(own.filter(isAgain).map(({ groupId }) => groupId));
  const held = new Map<string, Minor>();
  for (const { side, ref, amount, groupId } of own) {
    if (side === 'expected' && !redone.has(groupId)) held.set(ref, plus(held.get(ref) ?? ZERO, amount));
  }
  return held;
}

/** Red invoices take off what they are about, before any money does; what is over is nobody's receipt. */
async function creditsOf(db: Database, asOf: Day): Promise<readonly Receipt[]> {
  const notes = (await loadCreditNotes(db)).filter((note) => note.on <= asOf);
  return notes.map((note) => ({
    ref: `credit-note ${note.invoiceNo}`,
    currency: note.currency,
    receivedOn: note.on,
    amount: note.amount,
    names: [
      ...(note.orderNo === undefined ? [] : [`order:${note.orderNo}`]),
      ...(note.originalNo === undefined ? [] : [`invoice:${note.originalNo}`]),
    ],
  }));
}

function receivablesAccount(accounts: readonly StoredAccount[]): number {
  const ofKind = (kind: StoredAccount['kind']): number | undefined => accounts.find((one) => one.kind === kind)?.id;
  return ofKind('receivables') ?? ofKind('orders') ?? 0;
}
