import type { OutstandingKind } from '../close/index.ts';
import type { PayoutCase } from '../model/case.ts';
import { dayOf, LAST_DAY, type Day } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import { absolute, minus, plus, type Minor } from '../model/money.ts';
import type { Words } from '../model/words.ts';
import type { BankAccount, BankGroup, BankWorld } from './bank-world.ts';
import { byKey } from './columns.ts';

export type ItemKind = OutstandingKind;

/** An outstanding item 未达账项: one side has it, the other not yet. */
export interface BankItem {
  readonly kind: ItemKind;
  readonly date: Day;
  readonly ref: string;
  readonly counterparty: string | undefined;
  readonly summary: Words;
  /** Positive; the kind says which way it goes. */
  readonly amount: Minor;
  readonly place: Place | undefined;
  /** The day its counterpart came, where that is known by the day asked for. */
  readonly clearedOn: Day | undefined;
}

/** What our side knows of the account by a day: everything sent to it and received on it, and what is outstanding. */
export interface BookSide {
  /** Σ of what our items say came to the account since its first statement. */
  readonly booked: Minor;
  readonly items: readonly BankItem[];
}

/** The books' side of one account as of a day, and the outstanding items of both sides. */
export function bookSide(world: BankWorld, account: BankAccount, day: Day): BookSide {
  const groups = world.groups.filter((group) => group.matchedOn <= day && linesOf(world, account, group).length > 0);
  const transit = world.payouts.filter((payout) => isInTransit(world, account, payout, day));
  const receipts = receiptsOf(world, account, day);
  const booked = [
    ...groups.map((group) => bookedFor(world, account, group)),
    ...transit.map((payout) => payout.amount),
    ...receipts.map(({ receipt }) => receipt.amount),
  ];
  const items = [
    ...groups.flatMap((group) => differenceItems(world, account, group)),
    ...transit.map((payout) => transitItem(world, payout)),
    ...receipts.flatMap(({ receipt, line }) => (isThere(line, day) ? [] : [receiptItem(receipt, line)])),
    ...unknownLines(world, account, day),
  ];
  return {
    booked: plus(...booked),
    items: [...items].sort(byKey((item) => `${item.date}\n${item.ref}\n${item.kind}`)),
  };
}

type Line = BankWorld['lines'][number];
type Tied = BankWorld['receipts'][number];

function isOwn(account: BankAccount, line: Line): boolean {
  return line.account === account.account && line.currency === account.currency;
}

function linesOf(world: BankWorld, account: BankAccount, group: BankGroup): readonly Line[] {
  const ids = new Set(group.members.filter((one) => one.item === 'bank').map((one) => one.itemId));
  return world.lines.filter((line) => ids.has(line.id) && isOwn(account, line));
}

/**
 * What our side of a group says should be on the account: payouts less what comes back, days less the transfer fee.
 * A customer's receipt is known by what came: it is booked as it is.
 */
function bookedFor(world: BankWorld, account: BankAccount, group: BankGroup): Minor {
  const own = linesOf(world, account, group);
  const isWhole = own.length === group.members.filter((one) => one.item === 'bank').length;
  if (group.leg === 'receipt-receivable' || !isWhole) return plus(...own.map((line) => line.amount));
  const ours = group.members.filter((one) => one.item !== 'bank').map((one) => one.amount);
  return minus(plus(...ours), group.transferFee);
}

/** A payout that came short or over: the difference is an item of its own until its reason is booked. */
function differenceItems(world: BankWorld, account: BankAccount, group: BankGroup): readonly BankItem[] {
  const own = linesOf(world, account, group);
  const difference = minus(plus(...own.map((line) => line.amount)), bookedFor(world, account, group));
  const [line] = own;
  if (!line || difference === 0) return [];
  const summary =
    difference < 0 ? { en: 'payout came short', zh: '打款少到' } : { en: 'payout came with too much', zh: '打款多到' };
  return [{ ...lineItem(world, line), kind: kindOf(difference), amount: absolute(difference), summary }];
}

function kindOf(amount: Minor): ItemKind {
  return amount < 0 ? 'bank_out_not_book' : 'bank_in_not_book';
}

/** Sent by then to this account and not there by then. What was due before the first statement isn't looked for. */
function isInTransit(world: BankWorld, account: BankAccount, payout: PayoutCase, day: Day): boolean {
  if (payout.currency !== account.currency || payout.day > day) return false;
  if ((payout.to ?? world.onlyBank) !== account.account) return false;
  if ((payout.lastOn ?? payout.day) < account.firstOn) return false;
  return groupOf(world, payout, day) === undefined;
}

function groupOf(world: BankWorld, payout: PayoutCase, day: Day): BankGroup | undefined {
  return world.groups.find(
    (group) =>
      group.matchedOn <= day &&
      group.members.some(
        (one) =>
          one.side === 'expected' &&
          (one.item === 'line' || one.item === 'batch') &&
          one.ref === payout.ref &&
          one.amount === payout.amount,
      ),
  );
}

function transitItem(world: BankWorld, payout: PayoutCase): BankItem {
  return {
    kind: 'book_in_not_bank',
    date: payout.day,
    ref: payout.ref,
    counterparty: payout.account,
    summary: { en: `payout of ${payout.account}`, zh: `${payout.account} 打款` },
    amount: payout.amount,
    place: payout.place,
    clearedOn: groupOf(world, payout, LAST_DAY)?.matchedOn,
  };
}

function isThere(line: OpenLine | undefined, day: Day): boolean {
  return line !== undefined && dayOf(line.bookedAt) <= day;
}
type OpenLine = NonNullable<Tied['line']>;

/** Receipts that are this account's and in no group by their bank line: known to us, at the bank or not. */
function receiptsOf(world: BankWorld, account: BankAccount, day: Day): readonly Tied[] {
  const grouped = groupedLines(world, day);
  const banks = new Set(world.accounts.filter((one) => one.currency === account.currency).map((one) => one.account));
  return world.receipts.filter(({ receipt, line }) => {
    if (receipt.currency !== account.currency || receipt.receivedOn > day || receipt.receivedOn < account.firstOn)
      return false;
    if (line === undefined) return banks.size === 1;
    return world.lines.some((one) => one.id === line.id && isOwn(account, one)) && !grouped.has(line.id);
  });
}

function receiptItem(receipt: Tied['receipt'], line: OpenLine | undefined): BankItem {
  return {
    kind: 'book_in_not_bank',
    date: receipt.receivedOn,
    ref: `receipt:${receipt.receiptNo}`,
    counterparty: receipt.customer,
    summary: receipt.method === 'cheque' ? { en: 'cheque', zh: '支票' } : { en: 'transfer', zh: '转账' },
    amount: receipt.amount,
    place: receipt.place,
    clearedOn: line === undefined ? undefined : dayOf(line.bookedAt),
  };
}

function groupedLines(world: BankWorld, day: Day): ReadonlySet<number> {
  const groups = world.groups.filter((group) => group.matchedOn <= day);
  return new Set(groups.flatMap((group) => group.members.flatMap((one) => (one.item === 'bank' ? [one.itemId] : []))));
}

/** Bank lines that nothing of ours answers. */
function unknownLines(world: BankWorld, account: BankAccount, day: Day): readonly BankItem[] {
  const grouped = groupedLines(world, day);
  const known = new Set(receiptsOf(world, account, day).flatMap(({ line }) => line?.id ?? []));
  const later = new Map(
    world.groups.flatMap((group) =>
      group.members.flatMap((one) => (one.item === 'bank' ? [[one.itemId, group.matchedOn] as const] : [])),
    ),
  );
  return world.lines
    .filter((line) => isOwn(account, line) && dayOf(line.bookedAt) <= day)
    .filter((line) => !grouped.has(line.id) && !known.has(line.id) && line.amount !== 0)
    .map((line) => ({ ...lineItem(world, line), clearedOn: later.get(line.id) }));
}

function lineItem(world: BankWorld, line: Line): BankItem {
  const text = line.memo ?? '';
  return {
    kind: kindOf(line.amount),
    date: dayOf(line.bookedAt),
    ref: line.ref,
    counterparty: line.counterparty,
    summary: { en: text, zh: text },
    amount: absolute(line.amount),
    place: world.places.get(line.id),
    clearedOn: undefined,
  };
}
