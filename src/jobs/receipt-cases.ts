import { dayOf, type Day } from '../model/day.ts';
import type { OpenBankLine } from '../model/match.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { isInForce } from '../model/receivable.ts';
import type { CreditCase, ReceiptCase, ReceivableCase } from '../model/receivable-case.ts';
import { RECEIPT_METHODS } from '../model/statement.ts';
import type { Database } from '../store/database.ts';
import type { GroupMember } from '../store/read/groups.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { loadReceipts } from '../store/read/receipts.ts';
import type { CustomerBook } from './customer-book.ts';
import { incomingKey, incomingMoney, type Incoming } from './incoming-money.ts';
import { returnedMoney, type Return } from './returned-money.ts';
import type { CustomerGroups } from './receivable-cases.ts';
import type { Standing } from './standing.ts';

/** Money from customers as of the day, with the groups that say what it pays. */
export interface CustomerReceipts {
  readonly incoming: readonly Incoming[];
  readonly returns: ReadonlyMap<string, Return>;
  readonly groups: CustomerGroups;
  /** Every member of a receipt's group, by `incomingKey`; those of returns left out. */
  readonly applied: ReadonlyMap<string, readonly GroupMember[]>;
}

/** Reads what came in by the day, what went back by then, and what matching made of it. */
export async function customerReceipts(
  db: Database,
  book: CustomerBook,
  standing: Standing,
  asOf: Day,
): Promise<CustomerReceipts> {
  const receipts = (await loadReceipts(db)).filter((one) => one.receivedOn <= asOf);
  const events = (await loadReceivableEvents(db, asOf)).filter((one) => isInForce(one, asOf));
  const incoming = incomingMoney(standing.bankLines, receipts, book).map((one) => knownOn(one, asOf));
  const returns = returnedMoney(incoming, standing.bankLines, events, book);
  const receiptGroups = standing.members.filter(
    (one) => one.leg === 'receipt-receivable' && one.pass !== 'receipt-returned',
  );
  const keyOfGroup = new Map(
    receiptGroups.filter((one) => one.side === 'actual').map((one) => [one.groupId, `${one.item} ${one.itemId}`]),
  );
  const applied = new Map<string, GroupMember[]>();
  for (const member of receiptGroups) {
    const key = keyOfGroup.get(member.groupId) ?? '';
    applied.set(key, [...(applied.get(key) ?? []), member]);
  }
  const members = receiptGroups.filter((one) => !returns.has(keyOfGroup.get(one.groupId) ?? ''));
  const returned = new Map([...returns].map(([key, one]) => [key, one.on]));
  return { incoming, returns, applied, groups: { members, returned } };
}

/** What the file says of a later day isn't known yet. */
function knownOn(one: Incoming, asOf: Day): Incoming {
  const { returnedOn, ...known } = one;
  return returnedOn === undefined || returnedOn <= asOf ? one : { ...known, isReturned: false };
}

/** Each receipt as it stands: bank credits of known customers, and rows of the receipts file. */
export function receiptCases(
  money: CustomerReceipts,
  receivables: readonly ReceivableCase[],
  standing: Standing,
): readonly ReceiptCase[] {
  const byRef = new Map(receivables.map((one) => [one.ref, one]));
  return money.incoming.flatMap((one) => {
    const own = money.applied.get(incomingKey(one)) ?? [];
    const shares = own.filter((member) => member.side === 'expected');
    const customer = one.customer ?? shares.map((member) => byRef.get(member.ref)?.customer).find((name) => name);
    if (customer === undefined || (own.length === 0 && isElsewhere(one, standing))) return [];
    const sentBack = money.returns.get(incomingKey(one));
    return [caseOf(one, { customer, shares, byRef, standing, ...(sentBack === undefined ? {} : { sentBack }) })];
  });
}

/** A bank line that a payout or a person's other group holds. */
function isElsewhere(one: Incoming, standing: Standing): boolean {
  return one.item === 'bank' && standing.atBank.has(`bank ${one.id}`);
}

interface Found {
  readonly customer: string;
  readonly shares: readonly GroupMember[];
  readonly byRef: ReadonlyMap<string, ReceivableCase>;
  readonly standing: Standing;
  readonly sentBack?: Return;
}

function caseOf(one: Incoming, { customer, shares, byRef, standing, sentBack }: Found): ReceiptCase {
  const { line, receipt } = one;
  const applied = plus(ZERO, ...shares.map((member) => member.amount));
  const place = line === undefined ? receipt?.place : standing.bankPlaces.get(line.id);
  const known = RECEIPT_METHODS.find((method) => method === receipt?.method);
  const method = known ?? (line === undefined ? undefined : 'transfer');
  return {
    kind: 'receipt',
    ref: one.ref,
    customer,
    on: one.on,
    amount: one.amount,
    currency: one.currency,
    unapplied: sentBack === undefined ? minor(Math.max(0, minus(one.amount, applied))) : ZERO,
    isNamed: shares.length > 0,
    isCleared: line !== undefined || method === 'cash',
    reopened: sentBack === undefined ? ZERO : reopenedOf(one, shares, byRef),
    applied: sentBack === undefined ? shares.map(({ ref, matchedOn, amount }) => ({ ref, on: matchedOn, amount })) : [],
    place: place ?? { file: '', line: 0 },
    ...(method === undefined ? {} : { method }),
    ...(sentBack === undefined ? {} : { returnedOn: sentBack.on }),
    ...numbersOf(line, receipt, standing),
  };
}

function numbersOf(
  line: OpenBankLine | undefined,
  receipt: Incoming['receipt'],
  standing: Standing,
): Pick<ReceiptCase, 'chequeNo' | 'reference' | 'receiptNo' | 'account'> {
  const reference = line?.reference ?? receipt?.reference;
  return {
    ...(receipt === undefined ? {} : { receiptNo: receipt.receiptNo }),
    ...(receipt?.chequeNo === undefined ? {} : { chequeNo: receipt.chequeNo }),
    ...(reference === undefined ? {} : { reference }),
    ...(line === undefined ? {} : { account: standing.accountRef(line.accountId) }),
  };
}

/** Of what it had paid, or names where nothing says how much: as far as it is open. */
function reopenedOf(one: Incoming, shares: readonly GroupMember[], byRef: ReadonlyMap<string, ReceivableCase>): Minor {
  const named = one.numbers.flatMap((number) => [`order:${number}`, `invoice:${number}`]);
  const refs = shares.length > 0 ? shares.map((member) => member.ref) : [...new Set(named)];
  const open = plus(ZERO, ...refs.map((ref) => minor(Math.max(0, byRef.get(ref)?.open ?? 0))));
  return minor(Math.min(open, one.amount));
}

/** Customers with a limit, and since when they have been above it. */
export function creditCases(
  book: CustomerBook,
  receivables: readonly ReceivableCase[],
  receipts: readonly ReceiptCase[],
): readonly CreditCase[] {
  return [...book.customers.values()].flatMap((customer) => {
    const { creditLimit: limit, currency, place } = customer;
    if (limit === undefined) return [];
    const isOwn = (one: { readonly customer: string; readonly currency: string }): boolean =>
      one.customer === customer.customer && one.currency === currency;
    const changes = [
      ...receivables
        .filter(isOwn)
        .flatMap((one) => [
          { on: one.openedOn, amount: one.original },
          ...one.reductions.map(({ on, amount }) => ({ on, amount: -amount })),
        ]),
      ...receipts.filter(isOwn).map((one) => ({ on: one.on, amount: -one.unapplied })),
    ];
    return [{ kind: 'credit', customer: customer.customer, currency, limit, place, ...exposureOf(changes, limit) }];
  });
}

/** Day by day: what it comes to at the end, and the first day of the last stretch above the limit. */
function exposureOf(
  changes: readonly { readonly on: Day; readonly amount: number }[],
  limit: Minor,
): Pick<CreditCase, 'exposure' | 'overSince'> {
  let exposure = ZERO;
  let overSince: Day | undefined;
  const days = [...new Set(changes.map((change) => change.on))].sort();
  for (const day of days) {
    const own = changes.filter((change) => change.on === day).map((change) => minor(change.amount));
    exposure = plus(exposure, ...own);
    if (exposure <= limit) overSince = undefined;
    else overSince ??= dayOf(day);
  }
  return { exposure, ...(overSince === undefined ? {} : { overSince }) };
}
