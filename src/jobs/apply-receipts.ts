import type { WorkingCalendar } from '../model/calendar.ts';
import { dayOf, daysBetween, type Day } from '../model/day.ts';
import type { MatchMember, MatchProposal, OpenBankLine } from '../model/match.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { BookSettings } from '../model/settings.ts';
import { applyReceipts, type Receipt } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import { loadByNumbers, loadReceipts, type ReceivableRow, type StoredReceipt } from '../store/read/receivables.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { isReceivable, receivableDue } from './receivable-book.ts';

/** A number shorter than this in a memo is no name. */
const NUMBER_CHARS_MIN = 6;
const TIE_DAYS_MAX = 3;

/** Money from a customer with the numbers it names, from a bank line or the receipts file. */
interface Incoming {
  readonly ref: string;
  readonly item: 'bank' | 'receipt';
  readonly id: number;
  readonly on: Day;
  readonly amount: Minor;
  readonly currency: OpenBankLine['currency'];
  readonly numbers: readonly string[];
}

interface Options {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf?: Day;
}

/**
 * Receipt ↔ receivable: a bank credit (or a row of the receipts file) that names an order or invoice pays it, in part
 * or in whole; what is over stays with the group as its difference. The same money in the bank and in the receipts
 * file counts once, by the bank's number or by customer, amount and day.
 */
export async function applyReceiptsToReceivables(
  db: Database,
  accounts: readonly StoredAccount[],
  bankLines: readonly OpenBankLine[],
  options: Options,
): Promise<readonly MatchProposal[]> {
  const receipts = (await loadReceipts(db)).filter(
    (one) => options.asOf === undefined || one.receivedOn <= options.asOf,
  );
  const incoming = [...fromBank(bankLines, receipts), ...fromFile(bankLines, receipts)];
  const numbers = [...new Set(incoming.flatMap((one) => one.numbers))].sort();
  const named = new Map((await loadByNumbers(db, numbers)).map((row) => [row.number, row]));
  const naming = incoming.filter((one) => one.numbers.some((number) => named.has(number)));
  const application = applyReceipts(
    [...named.values()].map((row) => ({
      ref: row.ref,
      currency: row.currency,
      openedOn: row.openedOn,
      dueOn: receivableDue(row, options.settings, options.calendar),
      open: isReceivable(row) ? row.amount : ZERO,
    })),
    naming.map((one): Receipt => ({
      ref: keyOf(one),
      currency: one.currency,
      receivedOn: one.on,
      amount: one.amount,
      names: one.numbers.flatMap((number) => named.get(number)?.ref ?? []),
    })),
  );
  const accountId =
    accounts.find((account) => account.kind === 'receivables')?.id ??
    accounts.find((account) => account.kind === 'orders')?.id ??
    0;
  return naming.map((one) => {
    const rows = [...new Set(one.numbers.flatMap((number) => named.get(number) ?? []))];
    const paid = application.allocations.filter((allocation) => allocation.receipt === keyOf(one));
    return proposal(one, rows, { accountId, paid });
  });
}

/** Banks give one serial number to several rows now and then: the row itself makes the key its own. */
function keyOf(one: Incoming): string {
  return `${one.item} ${one.ref} ${one.id}`;
}

interface Applied {
  readonly accountId: number;
  readonly paid: readonly { readonly receivable: string; readonly amount: Minor; readonly on: Day }[];
}

function proposal(one: Incoming, rows: readonly ReceivableRow[], { accountId, paid }: Applied): MatchProposal {
  const expected = rows.map((row): MatchMember => ({
    side: 'expected',
    kind: row.item,
    id: row.id,
    ref: row.ref,
    amount: paid.find((allocation) => allocation.receivable === row.ref)?.amount ?? ZERO,
  }));
  const applied = plus(...expected.map((member) => member.amount));
  const [first] = rows;
  return {
    leg: 'receipt-receivable',
    shape: expected.length > 1 ? 'n:1' : '1:1',
    state: 'auto',
    pass: 'receipt-by-number',
    accountId,
    members: [...expected, { side: 'actual', kind: one.item, id: one.id, ref: one.ref, amount: one.amount }],
    difference: minus(one.amount, applied),
    currency: one.currency,
    matchedOn: paid.reduce<Day>((day, allocation) => (allocation.on > day ? allocation.on : day), one.on),
    why: { named: rows.map((row) => row.number).join(' '), customer: first?.customer ?? '' },
  };
}

function fromBank(bankLines: readonly OpenBankLine[], receipts: readonly StoredReceipt[]): readonly Incoming[] {
  return bankLines
    .filter((line) => line.amount > 0)
    .map((line) => {
      const tied = receipts.filter((receipt) => isSameMoney(receipt, line, bankLines));
      return {
        ref: line.ref,
        item: 'bank',
        id: line.id,
        on: dayOf(line.bookedAt),
        amount: line.amount,
        currency: line.currency,
        numbers: [
          ...numbersIn(`${line.memo ?? ''} ${line.counterparty ?? ''}`),
          ...tied.flatMap((receipt) => numbersIn(receipt.appliesTo ?? '')),
        ],
      };
    });
}

/** Receipts that no bank line shows: cash, cheques, cards, and transfers of banks whose statements aren't here. */
function fromFile(bankLines: readonly OpenBankLine[], receipts: readonly StoredReceipt[]): readonly Incoming[] {
  return receipts
    .filter((receipt) => !isReturned(receipt) && !bankLines.some((line) => isSameMoney(receipt, line, bankLines)))
    .map((receipt) => ({
      ref: `receipt:${receipt.receiptNo}`,
      item: 'receipt',
      id: receipt.id,
      on: receipt.receivedOn,
      amount: receipt.amount,
      currency: receipt.currency,
      numbers: numbersIn(receipt.appliesTo ?? ''),
    }));
}

function isReturned(receipt: StoredReceipt): boolean {
  return /退票|退回|returned|bounced/iu.test(receipt.status ?? '');
}

/** A receipt and a bank line that tell the same money: by the bank's number, else by customer, amount and day. */
function isSameMoney(receipt: StoredReceipt, line: OpenBankLine, all: readonly OpenBankLine[]): boolean {
  if (line.amount !== receipt.amount || line.currency !== receipt.currency) return false;
  if (receipt.reference !== undefined && all.some((other) => other.reference === receipt.reference)) {
    return line.reference === receipt.reference;
  }
  if (receipt.method !== undefined && receipt.method !== 'transfer') return false;
  const near = all.filter(
    (other) =>
      other.amount === receipt.amount &&
      other.counterparty === receipt.customer &&
      Math.abs(daysBetween(receipt.receivedOn, dayOf(other.bookedAt))) <= TIE_DAYS_MAX,
  );
  return near.length === 1 && near[0] === line;
}

/** Runs of letters and digits that may be an order's or invoice's number, whole and in their parts. */
function numbersIn(text: string): readonly string[] {
  const runs = text.normalize('NFKC').match(/[A-Za-z0-9][A-Za-z0-9_-]*/gu) ?? [];
  const parts = runs.flatMap((run) => [run, ...run.split(/[_-]/u)]);
  return [...new Set(parts)].filter((part) => part.length >= NUMBER_CHARS_MIN && /\d/u.test(part));
}
