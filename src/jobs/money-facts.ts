import type { Currency } from '../model/currency.ts';
import { dayOf, type Day } from '../model/day.ts';
import type { MoneyCase } from '../model/case.ts';
import type { Place } from '../model/finding.ts';
import type { BankPurpose, BookFact } from '../model/ledger.ts';
import type { OpenBankLine } from '../model/match.ts';
import { minor, negate, plus, ZERO, type Minor } from '../model/money.ts';
import { debtOfLateFee } from '../model/receivable.ts';
import type { ReceiptCase } from '../model/receivable-case.ts';
import type { Database } from '../store/database.ts';
import { loadMoneyGroups, type FactSpan, type MoneyGroupRow } from '../store/read/book-facts.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadPlaces } from '../store/read/groups.ts';
import { loadBankLines } from '../store/read/open-items.ts';
import { bankPurpose } from '../vouchers/index.ts';
import { decidedLateFeeChanges, lateFeeFacts, type LateFeeChange } from './late-fee-facts.ts';

type BankFact = Extract<BookFact, { readonly kind: 'bank' }>;

/** A group with its members by side. */
interface MoneyGroup {
  readonly leg: string;
  readonly currency: Currency;
  /** The wallet's id; of receipts that of the customers' side. */
  readonly wallet: string;
  readonly matchedOn: Day;
  readonly transferFee: Minor;
  /** Of money that went back: what had come. */
  readonly returned?: string;
  readonly expected: readonly MoneyGroupRow[];
  readonly actual: readonly MoneyGroupRow[];
}

/**
 * What the bank's statements and the receipts say of a span's days: every bank line once, by the group it is in, and
 * customers' money that no bank shows; with what it pays of late fees, those that were billed and waived.
 */
export async function moneyFacts(
  db: Database,
  money: readonly MoneyCase[],
  span: FactSpan,
): Promise<readonly BookFact[]> {
  const groups = gathered((await loadMoneyGroups(db, span.end)).filter((member) => member.counts_on < span.end));
  const receipts = money.filter((one) => one.kind === 'receipt');
  const world: MoneyWorld = {
    refs: new Map((await loadAccounts(db)).map((account) => [account.id, account.ref])),
    places: await loadPlaces(db, 'bank'),
    customers: new Map(money.flatMap((one) => (one.kind === 'receivable' ? [[one.ref, one.customer] as const] : []))),
    receipts: new Map(receipts.map((one) => [placeKey(one.place), one])),
    groups,
  };
  const lines = (await loadBankLines(db)).filter((line) => dayOf(line.bookedAt) < span.end && line.amount !== 0);
  const facts = [
    ...lateFeeFacts([
      ...decidedLateFeeChanges(money.filter((one) => one.kind === 'receivable')),
      ...groups.flatMap((group) => lateFeesPaid(group, world)),
    ]),
    ...lines.flatMap((line) => bankFacts(line, world)),
    ...receipts.filter((one) => one.account === undefined).flatMap((one) => receiptFacts(one, world)),
  ];
  return facts.filter((fact) => fact.on >= span.from && fact.on < span.next);
}

/** What a group's money pays of late fees, or gives back of them. */
function lateFeesPaid(group: MoneyGroup, world: MoneyWorld): readonly LateFeeChange[] {
  const [money] = group.actual;
  return group.expected.flatMap((member): readonly LateFeeChange[] => {
    const ref = debtOfLateFee(member.ref);
    if (ref === undefined || member.amount === 0) return [];
    return [
      {
        ref,
        kind: 'paid',
        on: member.counts_on,
        amount: minor(member.amount),
        customer: customerOf(ref, world),
        currency: group.currency,
        place: (money && placeOf(money, world)) ?? { file: '', line: 0 },
      },
    ];
  });
}

function placeOf({ item, item_id, ref }: MoneyGroupRow, { places, receipts }: MoneyWorld): Place | undefined {
  if (item === 'bank') return places.get(item_id);
  return [...receipts.values()].find((one) => one.ref === ref)?.place;
}

/** Who owes a debt, or its late fee. */
function customerOf(ref: string, { customers }: MoneyWorld): string {
  return customers.get(debtOfLateFee(ref) ?? ref) ?? '';
}

interface MoneyWorld {
  readonly refs: ReadonlyMap<number, string>;
  readonly places: ReadonlyMap<number, Place>;
  /** Who owes a receivable, by its ref. */
  readonly customers: ReadonlyMap<string, string>;
  /** Money of known customers, by the row that tells it. */
  readonly receipts: ReadonlyMap<string, ReceiptCase>;
  readonly groups: readonly MoneyGroup[];
}

function placeKey({ file, line }: Place): string {
  return `${file}:${line}`;
}

function gathered(rows: readonly MoneyGroupRow[]): readonly MoneyGroup[] {
  const byId = new Map<string, MoneyGroupRow[]>();
  for (const row of rows) {
    const own = byId.get(row.id);
    if (own) own.push(row);
    else byId.set(row.id, [row]);
  }
  return [...byId.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const why = JSON.parse(first.why) as { readonly transfer_fee?: number; readonly returned?: string };
    return [
      {
        leg: first.leg,
        currency: first.currency,
        wallet: first.account,
        matchedOn: first.matched_on,
        transferFee: minor(why.transfer_fee ?? 0),
        ...(why.returned === undefined ? {} : { returned: why.returned }),
        expected: members.filter((member) => member.side === 'expected'),
        actual: members.filter((member) => member.side === 'actual'),
      },
    ];
  });
}

/** Groups in which this row is a side of its own amount; a return without a bank entry names it with the other sign. */
function groupOf(groups: readonly MoneyGroup[], { item, id, ref, amount }: Item): MoneyGroup | undefined {
  return groups.find((group) =>
    [...group.actual, ...group.expected].some(
      (member) =>
        member.item === item &&
        (id === undefined ? member.ref === ref : member.item_id === id) &&
        Math.sign(member.amount) === Math.sign(amount),
    ),
  );
}

/** A bank line is known by its row, a receipt by its number. */
interface Item {
  readonly item: 'bank' | 'receipt';
  readonly id?: number;
  readonly ref: string;
  readonly amount: Minor;
}

function bankFacts(line: OpenBankLine, world: MoneyWorld): readonly BookFact[] {
  const item: Item = { item: 'bank', id: line.id, ref: line.ref, amount: line.amount };
  const group = groupOf(world.groups, item);
  const fact: Omit<BankFact, 'purpose'> = {
    kind: 'bank',
    on: dayOf(line.bookedAt),
    currency: line.currency,
    place: world.places.get(line.id) ?? { file: '', line: 0 },
    bank: world.refs.get(line.accountId) ?? '',
    amount: line.amount,
  };
  const returned = returnsWithoutBank(fact, item, world);
  if (group === undefined) return [ungrouped(fact, line, world), ...returned];
  if (group.leg === 'receipt-receivable') return [...receiptOf(fact, group, world), ...returned];
  if (group.leg === 'settlement-bank') {
    return [{ ...fact, purpose: 'days', wallet: group.wallet, transferFee: group.transferFee }, ...returned];
  }
  // A batch that no row of the statement pays out leaves the wallet when the bank shows it.
  const isRow = group.expected.every((member) => member.item !== 'batch');
  return [{ ...fact, purpose: isRow ? 'payout' : 'days', wallet: group.wallet }, ...returned];
}

/** Money of a known customer that pays nothing yet is an advance; it may have gone back by a way nobody can tell. */
function ungrouped(fact: Omit<BankFact, 'purpose'>, line: OpenBankLine, { receipts }: MoneyWorld): BookFact {
  const receipt = receipts.get(placeKey(fact.place));
  if (receipt === undefined || receipt.returnedOn !== undefined || line.amount < 0)
    return { ...fact, purpose: purposeOf(line) };
  return { ...fact, purpose: 'receipt', customer: receipt.customer };
}

function purposeOf({ memo = '', counterparty = '', amount }: OpenBankLine): BankPurpose {
  return bankPurpose(`${memo} ${counterparty}`, amount);
}

/** What the money pays on the day it came; what it pays later lies with the advances until then. */
function receiptOf(fact: Omit<BankFact, 'purpose'>, group: MoneyGroup, world: MoneyWorld): readonly BookFact[] {
  const [first] = group.actual;
  // Of several bank lines in one group the first carries what was applied.
  const isFirst = group.actual.length === 1 || first?.ref === undefined || sameRow(first, fact.place, world);
  const parts = isFirst ? partsOf(group, world) : [];
  const now = parts.filter((part) => part.on <= fact.on);
  const customer = parts[0]?.customer;
  return [
    {
      ...fact,
      purpose: 'receipt',
      applied: plus(ZERO, ...now.map((part) => part.amount)),
      ...(customer === undefined ? {} : { customer }),
      ...returnFeeOf(fact, group, world),
    },
    ...parts.filter((part) => part.on > fact.on).map((part) => applied(fact, part)),
  ];
}

/** What the bank took beyond the money that went back. */
function returnFeeOf(
  { amount }: Pick<BankFact, 'amount'>,
  { returned }: MoneyGroup,
  { receipts }: MoneyWorld,
): Pick<BankFact, 'returnFee'> {
  const came = returned === undefined ? undefined : [...receipts.values()].find((one) => one.ref === returned);
  return came === undefined || amount >= 0 ? {} : { returnFee: minor(Math.max(0, -amount - came.amount)) };
}

function sameRow(member: MoneyGroupRow, place: Place, { places }: MoneyWorld): boolean {
  const own = places.get(member.item_id);
  return own?.file === place.file && own.line === place.line;
}

interface Part {
  readonly on: Day;
  readonly customer: string;
  readonly amount: Minor;
}

function partsOf(group: MoneyGroup, world: MoneyWorld): readonly Part[] {
  return group.expected
    .filter((member) => member.amount !== 0)
    .map((member) => ({
      on: member.counts_on,
      customer: customerOf(member.ref, world),
      amount: minor(member.amount),
    }));
}

function applied({ currency, place }: Pick<BookFact, 'currency' | 'place'>, { on, customer, amount }: Part): BookFact {
  return { kind: 'advance-applied', on, currency, place, customer, amount };
}

/** Money that is known to have gone back although no bank entry shows it yet. */
function returnsWithoutBank(
  { currency, place }: Pick<BookFact, 'currency' | 'place'>,
  item: Item,
  world: MoneyWorld,
): readonly BookFact[] {
  const { amount } = item;
  const group = groupOf(world.groups, { ...item, amount: negate(amount) });
  if (group?.leg !== 'receipt-receivable') return [];
  const parts = partsOf(group, world);
  const customer = parts[0]?.customer ?? '';
  const owed = negate(plus(ZERO, ...parts.map((part) => part.amount)));
  return [{ kind: 'receipt-returned', on: group.matchedOn, currency, place, customer, amount, owed }];
}

/** Rows of the receipts file that stand for money of their own: cash, cheques, banks whose statements aren't here. */
function receiptFacts(receipt: ReceiptCase, world: MoneyWorld): readonly BookFact[] {
  const { currency, place, amount, customer, on, ref } = receipt;
  const item: Item = { item: 'receipt', ref, amount };
  const group = groupOf(world.groups, item);
  // Sent back without a word on what it had paid: as if it had never come.
  if (group === undefined && receipt.returnedOn !== undefined) return [];
  const parts = group === undefined ? [] : partsOf(group, world);
  const now = parts.filter((part) => part.on <= on);
  const fact = { currency, place, on };
  return [
    {
      ...fact,
      kind: 'receipt',
      method: receipt.method === 'cash' ? 'cash' : 'other',
      customer,
      amount,
      applied: plus(ZERO, ...now.map((part) => part.amount)),
    },
    ...parts.filter((part) => part.on > on).map((part): BookFact => applied(fact, part)),
    ...returnsWithoutBank(fact, item, world),
  ];
}
