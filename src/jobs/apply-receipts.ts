import type { WorkingCalendar } from '../model/calendar.ts';
import { daysBetween, LAST_DAY, type Day } from '../model/day.ts';
import type { OpenBankLine, MatchProposal } from '../model/match.ts';
import { minor, minus, negate, plus, ZERO } from '../model/money.ts';
import { debtRef, LATE_FEE, type ReceivableEvent } from '../model/receivable.ts';
import type { BookSettings } from '../model/settings.ts';
import {
  applyReceipts,
  billedLevel,
  decidedLateFees,
  spreadBy,
  type Allocation,
  type Application,
  type BilledFee,
  type OpenReceivable,
  type Receipt,
  type Spread,
} from '../receivables/index.ts';
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
import { returnedMoney, type Return } from './returned-money.ts';
import { spreadStanding, type HeldPayment, type SpreadAround } from './spread-standing.ts';

export interface ApplyOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf?: Day;
  /** Held by a person's group, by `incomingKey`: their word stands. */
  readonly taken: ReadonlySet<string>;
  /** Held by a group of a closed month, by `incomingKey`: what it paid stays paid, unless the money goes back. */
  readonly frozen: ReadonlySet<string>;
}

const FIRST_DAY = '0001-01-01' as Day;

/** Groups that hold, and those that a person may accept. */
export interface AppliedReceipts {
  readonly proposals: readonly MatchProposal[];
  readonly suggestions: readonly MatchProposal[];
}

/**
 * Receipt ↔ receivable: a bank credit (or a row of the receipts file) that names an order or invoice pays it, in part
 * or in whole; what is over stays with the group as its difference. The same money in the bank and in the receipts
 * file counts once. What was sent back gives up what it had paid, on the day of the return. What a known customer pays
 * without naming anything is spread by the books' policy: for good with `auto_apply`, else as a suggestion.
 */
export async function applyReceiptsToReceivables(
  db: Database,
  accounts: readonly StoredAccount[],
  bankLines: readonly OpenBankLine[],
  options: ApplyOptions,
): Promise<AppliedReceipts> {
  const asOf = options.asOf ?? LAST_DAY;
  const book = await loadCustomerBook(db, asOf);
  const receipts = (await loadReceipts(db)).filter((one) => one.receivedOn <= asOf);
  const events = await loadReceivableEvents(db, options.asOf);
  const incoming = incomingMoney(bankLines, receipts, book).filter((one) => !options.taken.has(incomingKey(one)));
  const open = bankLines.filter((line) => !options.taken.has(`bank ${line.id}`));
  const returns = returnedMoney(incoming, open, events, book);
  const numbers = [...new Set(incoming.flatMap((one) => one.numbers))].sort();
  const named = new Map((await loadByNumbers(db, numbers)).map((row) => [row.number, row]));
  const again = new Set([...options.frozen].filter((key) => returns.has(key)));
  const isFree = (one: Incoming): boolean => !options.frozen.has(incomingKey(one)) || again.has(incomingKey(one));
  // Money that came and went on one day, and money that names nothing, is no receipt of anything.
  const naming = incoming.filter(
    (one) =>
      returns.get(incomingKey(one))?.on !== one.on && one.numbers.some((number) => named.has(number)) && isFree(one),
  );
  const namingSet = new Set(naming);
  const silent = incoming.filter((one) => isSilent(one, namingSet, returns) && isFree(one));
  const rows = rowsConcerned([...named.values()], [...naming, ...silent], book);
  const held = heldOf(await loadMembers(db, LAST_DAY), again);
  const spread = spreadOf(rows, { events, held }, options);
  const { autoApply } = options.settings.receivables;
  const returnedOn = (one: Incoming): Day | undefined => returns.get(incomingKey(one))?.on;
  const owed = openReceivables(rows, book, { ...options, asOf, held, events });
  const application = applyReceipts(
    owed,
    [
      ...[...naming, ...(autoApply ? silent : [])].map((one) => receiptOf(one, named, returnedOn(one))),
      ...(await creditsOf(db, asOf)),
    ],
    autoApply ? spread : undefined,
  );
  const work = { accountId: receivablesAccount(accounts), rows: new Map(rows.map((row) => [row.ref, row])), named };
  const proposals = [...naming, ...(autoApply ? silent : [])].flatMap((one) => {
    const paid = application.allocations.filter((allocation) => allocation.receipt === incomingKey(one));
    const group = groupOf(one, paid, work);
    const sentBack = returns.get(incomingKey(one));
    if (group === undefined) return [];
    return sentBack === undefined ? [group] : [group, returnProposal(one, group, sentBack)];
  });
  if (autoApply) return { proposals, suggestions: [] };
  const heldToo = withPaid(held, application);
  const suggested = applyReceipts(
    openReceivables(rows, book, { ...options, asOf, held: heldToo, events }),
    silent.filter((one) => !returns.has(incomingKey(one))).map((one) => receiptOf(one, new Map(), undefined)),
    spreadOf(rows, { events, held: heldToo }, options),
  );
  const suggestions = silent.flatMap((one) => suggestionOf(one, suggested.allocations, work));
  return { proposals, suggestions };
}

/** Only what was there when the money came: what opens later is for a person to say. */
function suggestionOf(one: Incoming, allocations: readonly Allocation[], work: GroupWork): readonly MatchProposal[] {
  const paid = allocations.filter((share) => share.receipt === incomingKey(one) && share.on === one.on);
  const group = groupOf(one, paid, work);
  return group === undefined ? [] : [{ ...group, state: 'suggested', suggestion: pointsOf(group) }];
}

/** From a known customer, naming nothing, and not sent back on the day it came. */
function isSilent(one: Incoming, naming: ReadonlySet<Incoming>, returns: ReadonlyMap<string, Return>): boolean {
  return one.customer !== undefined && returns.get(incomingKey(one))?.on !== one.on && !naming.has(one);
}

/** What is named, and whatever else the payers owe. */
function rowsConcerned(
  named: readonly ReceivableRow[],
  money: readonly Incoming[],
  book: CustomerBook,
): readonly ReceivableRow[] {
  const payers = new Set(money.map((one) => one.customer));
  const own = book.receivables.filter((row) => payers.has(row.customer));
  return [...new Map([...own, ...named].map((row) => [row.ref, row])).values()];
}

/** By the books' policy; due days, write-offs and late fees as what people decided had made them by the day. */
function spreadOf(rows: readonly ReceivableRow[], known: Known, { settings, calendar }: ApplyOptions): Spread {
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  return spreadBy({
    policy: settings.receivables.allocation,
    standing: (item, on) =>
      spreadStanding(item, on, { settings, calendar, row: byRef.get(item.ref), ...aboutDebt(item.ref, known) }),
  });
}

/** What is known of debts before any of the money is applied. */
interface Known {
  readonly events: readonly ReceivableEvent[];
  readonly held: Held;
}

/** What standing groups have paid of each debt, and of its late fee under a ref of its own. */
type Held = ReadonlyMap<string, readonly HeldPayment[]>;

function aboutDebt(ref: string, { events, held }: Known): Pick<SpreadAround, 'events' | 'held' | 'feesHeld'> {
  return {
    events: events.filter((event) => event.ref === ref),
    held: held.get(ref) ?? [],
    feesHeld: held.get(`${LATE_FEE}${ref}`) ?? [],
  };
}

interface GroupWork {
  readonly accountId: number;
  readonly rows: ReadonlyMap<string, ReceivableRow>;
  readonly named: ReadonlyMap<string, ReceivableRow>;
}

/** The money with what it names and what it pays; none where it is neither. */
function groupOf(
  one: Incoming,
  paid: readonly Allocation[],
  { accountId, rows, named }: GroupWork,
): MatchProposal | undefined {
  const chosen = paid.flatMap((allocation) => rows.get(allocation.receivable) ?? []);
  const about = [...new Map([...rowsNamed(one, named), ...chosen].map((row) => [row.ref, row])).values()];
  return about.length === 0 ? undefined : receiptProposal(one, about, { accountId, paid });
}

/** The payer is known (25), and pays exactly what is open where nothing is left over (50). */
function pointsOf({ difference, members }: MatchProposal): NonNullable<MatchProposal['suggestion']> {
  const isExact = difference === 0 && members.length === SIDES;
  return { score: KNOWN_PAYER + (isExact ? EXACT_SUM : 0), rank: 1, rivals: 0, coincidences: 0 };
}

const SIDES = 2;
const KNOWN_PAYER = 25;
const EXACT_SUM = 50;

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
function openReceivables(
  rows: readonly ReceivableRow[],
  book: CustomerBook,
  { settings, calendar, asOf, ...known }: Known & ApplyOptions & { readonly asOf: Day },
): readonly OpenReceivable[] {
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  return [...byRef.values()].map((row) => {
    const { events, held, feesHeld } = aboutDebt(row.ref, known);
    const paid = plus(ZERO, ...held.map(({ amount }) => amount));
    return {
      ref: row.ref,
      customer: book.nameOf(row.customer, row.taxId),
      currency: row.currency,
      openedOn: row.openedOn,
      dueOn: receivableDue(row, settings, calendar),
      open: isReceivable(row) ? minor(Math.max(0, minus(row.amount, paid))) : ZERO,
      billed: billedFees(events, feesHeld, asOf),
    };
  });
}

/** What was billed of its late fee day by day, less what is paid of it already. */
function billedFees(
  events: readonly ReceivableEvent[],
  feesHeld: readonly HeldPayment[],
  asOf: Day,
): readonly BilledFee[] {
  const billed = decidedLateFees(events, asOf).map((move) => ({ on: move.on, amount: billedLevel([move]) }));
  const paid = feesHeld.map(({ on, amount }) => ({ on, amount: negate(amount) }));
  return [...billed, ...paid]
    .filter(({ amount }) => amount !== 0)
    .sort((left, right) => daysBetween(right.on, left.on));
}

/** What standing groups have paid of each receivable; money that went back is worked out anew, its return too. */
function heldOf(members: readonly GroupMember[], again: ReadonlySet<string>): Held {
  const own = members.filter(({ leg }) => leg === 'receipt-receivable');
  const isAgain = ({ pass, side, item, itemId }: GroupMember): boolean =>
    pass === 'receipt-returned' || (side === 'actual' && again.has(`${item} ${itemId}`));
  const redone = new Set(own.filter(isAgain).map(({ groupId }) => groupId));
  const held = new Map<string, HeldPayment[]>();
  for (const { side, ref, amount, groupId, matchedOn: on } of own) {
    if (side !== 'expected' || redone.has(groupId)) continue;
    const key = debtRef(ref);
    held.set(key, [...(held.get(key) ?? []), { on, amount }]);
  }
  return held;
}

/**
 * With what sure receipts pay and wasn't sent back: suggestions ask for none of it again. Of a late fee it counts from
 * the first, so that money that came before isn't asked for it either.
 */
function withPaid(held: Held, { allocations, returned }: Application): Held {
  const sentBack = new Set(returned.map((one) => one.receipt));
  const all = new Map(held);
  for (const { receipt, receivable, amount, on, isLateFee } of allocations) {
    if (sentBack.has(receipt)) continue;
    const [key, day] = isLateFee === true ? [`${LATE_FEE}${receivable}`, FIRST_DAY] : [receivable, on];
    all.set(key, [...(all.get(key) ?? []), { on: day, amount }]);
  }
  return all;
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
