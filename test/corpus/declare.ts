// What a user would declare of the bank CSV files of the corpus: from the `profile` beside each file, as plain values.
import { basename } from 'node:path';

/** `profile` of an `*.expected.json`: places counted from 0, dates as strptime prints them. */
interface CsvProfile {
  readonly enc?: string;
  readonly delim?: string;
  readonly skipTop?: number;
  readonly skipBottom?: number;
  readonly date?: readonly [number, string] | number | null;
  readonly amount?: number;
  readonly credit?: number;
  readonly debit?: number;
  readonly dec?: string;
  readonly balance?: number;
  readonly account?: number;
  readonly currency?: number;
  readonly invert?: boolean;
  readonly pending?: string;
  /** Column, and the words for in and out. */
  readonly flag?: readonly [number, string, string];
}

interface Expected {
  readonly file?: string;
  readonly profile?: CsvProfile | null;
  /** Rows that hold no entry: number and text. */
  readonly unreadable?: readonly (readonly [number, string])[] | null;
  readonly firstEntries?: readonly { readonly currency?: string | null }[];
}

const ID = 'corpus-bank';

/**
 * The declaration under which a corpus file is to be read, given with `--as corpus-bank`; undefined where none can be
 * made from what is known (no profile, or one without a date).
 */
export function declarationOf(expected: unknown): unknown {
  const { profile, unreadable, file, firstEntries } = expected as Expected;
  const currency = currencyOf(firstEntries ?? []);
  if (profile?.amount !== undefined && profile.date === null) return withUnknownDate(profile);
  if (profile?.date === undefined || profile.date === null) return byName(basename(file ?? ''), currency);
  const hasMoney = [profile.amount, profile.credit, profile.debit].some((column) => column !== undefined);
  return hasMoney ? byPlaces(profile, currency, (unreadable ?? []).length > 0) : undefined;
}

/** What the entries are in, else what each amount says itself. */
function currencyOf(entries: NonNullable<Expected['firstEntries']>): string {
  return entries.flatMap((entry) => (typeof entry.currency === 'string' ? [entry.currency] : []))[0] ?? 'printed';
}

function byPlaces(profile: CsvProfile, currency: string, hasNotes: boolean): unknown {
  const [, pattern] = dateOf(profile);
  return without({
    id: ID,
    kind: 'bank',
    header: 'none',
    skip: profile.skipTop,
    encoding: profile.enc === 'utf-8-sig' ? 'utf-8' : profile.enc,
    delimiter: profile.delim,
    decimal: profile.dec,
    date_pattern: pattern === undefined ? undefined : datePattern(pattern),
    currency: profile.currency === undefined ? currency : undefined,
    columns: columnsOf(profile),
    signs: signsOf(profile),
    footer: profile.skipBottom === undefined ? undefined : { lines: profile.skipBottom },
    ...exceptionsOf(profile, hasNotes),
  });
}

function dateOf({ date }: CsvProfile): readonly [number, string | undefined] {
  return typeof date === 'number' ? [date, undefined] : (date ?? [0, undefined]);
}

function columnsOf(profile: CsvProfile): unknown {
  const { amount, credit, debit, balance, account, currency, flag } = profile;
  return without({
    booked_on: placeOf(dateOf(profile)[0]),
    amount: placeOf(amount),
    credit: placeOf(credit),
    debit: placeOf(debit),
    direction: placeOf(flag?.[0]),
    balance: placeOf(balance),
    account: placeOf(account),
    currency: placeOf(currency),
  });
}

/** A flag that isn't the word for in means out. */
function signsOf({ invert, flag }: CsvProfile): unknown {
  return without({
    amount: invert === true ? 'inverted' : undefined,
    in: flag?.[1],
    out: flag === undefined ? undefined : [flag[2], '*'],
  });
}

/** Rows that aren't booked, and rows without any amount, which are no entries. */
function exceptionsOf(profile: CsvProfile, hasNotes: boolean): Readonly<Record<string, unknown>> {
  const { pending, amount, credit, debit } = profile;
  const money = [amount, credit, debit].filter((column) => column !== undefined).map(placeOf);
  return {
    pending: pending === undefined ? undefined : [{ column: placeOf(dateOf(profile)[0]), is: [pending] }],
    ignore: hasNotes ? [{ columns: money, empty: true }] : undefined,
    short_rows: hasNotes ? 'taken' : undefined,
  };
}

/** Its dates are made unreadable by whoever shared it: the column is known by its name alone. */
function withUnknownDate({ enc, delim, dec, amount }: CsvProfile): unknown {
  const names = ['Posting date', 'Datum zaúčtování', 'Booking date', 'Date', 'Datum'];
  const columns = { booked_on: names, amount: placeOf(amount) };
  return without({ id: ID, kind: 'bank', encoding: enc, delimiter: delim, decimal: dec, columns });
}

function placeOf(column: number | undefined): number | undefined {
  return column === undefined ? undefined : column + 1;
}

const STRPTIME: Readonly<Record<string, string>> = {
  '%Y': 'YYYY',
  '%y': 'YY',
  '%m': 'MM',
  '%d': 'DD',
  '%b': 'MMM',
  '%B': 'MMMM',
  '%H': 'hh',
  '%M': 'mm',
  '%S': 'ss',
};

function datePattern(strptime: string): string {
  return strptime.replace(/%[A-Za-z]/gu, (token) => STRPTIME[token] ?? '').trim();
}

/** Files whose conversion is known but not their profile: what no file says of itself. */
const KNOWN: Readonly<Record<string, object>> = {
  'test__pcmastercard.csv': {
    columns: { booked_on: 'Date', amount: 'Amount', counterparty: 'Merchant Name' },
    signs: { amount: 'out' },
  },
  'test__amazon.csv': {
    columns: { booked_on: 'date', amount: 'total', reference: 'order id', memo: 'items' },
    ignore: [{ columns: ['total'], empty: true }],
    signs: { amount: 'out' },
  },
  'test__schwab-checking': {
    date_order: 'mdy',
    columns: {
      booked_on: 'Date',
      debit: 'Withdrawal',
      credit: 'Deposit',
      balance: 'RunningBalance',
      reference: 'CheckNumber',
      memo: ['Description', 'Type'],
    },
  },
  'monefy.csv': {
    date_order: 'dmy',
    known_by: ['account', 'category', 'converted amount'],
    columns: { booked_on: 'date', account: 'account', amount: 4, currency: 5, memo: 'description' },
  },
  'test__creditunion.csv': {
    columns: { booked_on: 'Date', amount: 'Amount', reference: 'Check Number', counterparty: 'Description' },
  },
};

function byName(file: string, currency: string): unknown {
  const known = Object.entries(KNOWN).find(([start]) => file.startsWith(start))?.[1];
  return known === undefined ? undefined : { id: ID, kind: 'bank', currency, ...known };
}

/** Absent is left out. */
function without(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
