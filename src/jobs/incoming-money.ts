import { dayOf, daysBetween, parseDay, type Day } from '../model/day.ts';
import type { OpenBankLine } from '../model/match.ts';
import type { Minor } from '../model/money.ts';
import type { StoredReceipt } from '../store/read/receipts.ts';
import type { CustomerBook } from './customer-book.ts';

/** A number shorter than this in a memo is no name. */
const NUMBER_CHARS_MIN = 6;
/** Transfers are in the bank within days; further apart they aren't the same money. */
const TIE_DAYS_MAX = 3;

/** Money that may come from a customer, with the numbers it names: a bank credit, or a row of the receipts file. */
export interface Incoming {
  /** `bank:ACCOUNT/REF` or `receipt:NO`. */
  readonly ref: string;
  readonly item: 'bank' | 'receipt';
  readonly id: number;
  readonly on: Day;
  readonly amount: Minor;
  readonly currency: OpenBankLine['currency'];
  /** Undefined where nobody knows the payer. */
  readonly customer?: string;
  readonly numbers: readonly string[];
  readonly line?: OpenBankLine;
  /** The row of the receipts file: itself, or the one that tells the same money as the bank line. */
  readonly receipt?: StoredReceipt;
  /** 退票, with its day as far as the receipts file says it. */
  readonly isReturned: boolean;
  readonly returnedOn?: Day;
}

/** Banks give one serial number to several rows now and then: the row itself makes the key its own. */
export function incomingKey(one: Pick<Incoming, 'item' | 'id'>): string {
  return `${one.item} ${one.id}`;
}

/**
 * Bank credits and receipts, each money once: what both tell is the bank's, with what the receipts file knows of it.
 * They are tied by the bank's number, by the cheque's number, else by customer, amount and a few days, if only one fits.
 */
export function incomingMoney(
  bankLines: readonly OpenBankLine[],
  receipts: readonly StoredReceipt[],
  book: CustomerBook,
): readonly Incoming[] {
  const credits = bankLines.filter((line) => line.amount > 0);
  const ties = tieReceipts(credits, receipts, book);
  const tied = new Set(ties.values());
  return [
    ...credits.map((line) => fromBank(line, ties.get(line), book)),
    ...receipts.filter((receipt) => !tied.has(receipt)).map((receipt) => fromFile(receipt, book)),
  ];
}

function fromBank(line: OpenBankLine, receipt: StoredReceipt | undefined, book: CustomerBook): Incoming {
  const customer = receipt === undefined ? book.recognise(line) : book.nameOf(receipt.customer);
  return {
    ref: line.ref,
    item: 'bank',
    id: line.id,
    on: dayOf(line.bookedAt),
    amount: line.amount,
    currency: line.currency,
    numbers: [...numbersIn(`${line.memo ?? ''} ${line.counterparty ?? ''}`), ...numbersIn(receipt?.appliesTo ?? '')],
    line,
    ...returnOf(receipt),
    ...(customer === undefined ? {} : { customer }),
    ...(receipt === undefined ? {} : { receipt }),
  };
}

/** Receipts that no bank line shows: cash, cheques, cards, and transfers of banks whose statements aren't here. */
function fromFile(receipt: StoredReceipt, book: CustomerBook): Incoming {
  return {
    ref: `receipt:${receipt.receiptNo}`,
    item: 'receipt',
    id: receipt.id,
    on: receipt.receivedOn,
    amount: receipt.amount,
    currency: receipt.currency,
    customer: book.nameOf(receipt.customer),
    numbers: numbersIn(receipt.appliesTo ?? ''),
    receipt,
    ...returnOf(receipt),
  };
}

const RETURNED = /退票|退回|退汇|returned|bounced|dishonou?red/iu;

/** `退票 2026-06-15`: the file may say when. Without a day the money is taken as never received. */
function returnOf(receipt: StoredReceipt | undefined): Pick<Incoming, 'isReturned' | 'returnedOn'> {
  const words = receipt?.status ?? '';
  if (receipt === undefined || !RETURNED.test(words)) return { isReturned: false };
  const returnedOn = parseDay(/\d{4}-\d{2}-\d{2}/u.exec(words)?.[0] ?? '');
  const isLater = returnedOn !== undefined && returnedOn >= receipt.receivedOn;
  return { isReturned: true, ...(isLater ? { returnedOn } : {}) };
}

/** Whether a bank line says that money went back. */
export function saysReturned(line: OpenBankLine): boolean {
  return RETURNED.test(`${line.memo ?? ''} ${line.counterparty ?? ''}`);
}

function tieReceipts(
  credits: readonly OpenBankLine[],
  receipts: readonly StoredReceipt[],
  book: CustomerBook,
): ReadonlyMap<OpenBankLine, StoredReceipt> {
  const byAmount = new Map<string, OpenBankLine[]>();
  const references = new Set(credits.map((line) => line.reference));
  for (const line of credits) {
    const key = `${line.currency} ${line.amount}`;
    byAmount.set(key, [...(byAmount.get(key) ?? []), line]);
  }
  const ties = new Map<OpenBankLine, StoredReceipt>();
  const tie = (isSame: (receipt: StoredReceipt, line: OpenBankLine) => boolean): void => {
    const done = new Set(ties.values());
    for (const receipt of receipts.filter((one) => !done.has(one))) {
      const equal = byAmount.get(`${receipt.currency} ${receipt.amount}`) ?? [];
      const fitting = equal.filter((line) => !ties.has(line) && isSame(receipt, line));
      const [line] = fitting;
      if (line !== undefined && fitting.length === 1) ties.set(line, receipt);
    }
  };
  tie((receipt, line) => receipt.reference !== undefined && receipt.reference === line.reference);
  tie((receipt, line) => receipt.chequeNo !== undefined && mentions(line, receipt.chequeNo));
  tie((receipt, line) => {
    if (receipt.reference !== undefined && references.has(receipt.reference)) return false;
    if (receipt.method !== undefined && receipt.method !== 'transfer') return false;
    const apart = Math.abs(daysBetween(receipt.receivedOn, dayOf(line.bookedAt)));
    const isTheirs = line.counterparty === receipt.customer || book.recognise(line) === book.nameOf(receipt.customer);
    return apart <= TIE_DAYS_MAX && isTheirs;
  });
  return ties;
}

/** Whether the bank line names a number. */
export function mentions(line: OpenBankLine, number: string): boolean {
  return line.reference === number || numbersIn(line.memo ?? '').includes(number);
}

/** Runs of letters and digits that may be an order's or invoice's number, whole and in their parts. */
function numbersIn(text: string): readonly string[] {
  const runs = text.normalize('NFKC').match(/[A-Za-z0-9][A-Za-z0-9_-]*/gu) ?? [];
  const parts = runs.flatMap((run) => [run, ...run.split(/[_-]/u)]);
  return [...new Set(parts)].filter((part) => part.length >= NUMBER_CHARS_MIN && /\d/u.test(part));
}
