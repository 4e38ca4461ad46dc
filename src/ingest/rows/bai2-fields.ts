import { civilDay, type Day } from '../../model/day.ts';
import { defined } from '../defined.ts';
import type { Bai2Record } from '../tokenise/bai2.ts';
import { swiftDay } from './swift-fields.ts';

/** A status or a sum of `03`: `010,100000,,`. The amount is in the currency's minor units, signed as written. */
export interface Bai2Summary {
  readonly type: string;
  readonly amount: number;
}

/** A `03` taken apart. */
export interface Bai2Account {
  readonly account: string;
  readonly currency: string;
  readonly summaries: readonly Bai2Summary[];
  /** What stands where a type code should. */
  readonly unread: readonly string[];
}

/** A `16` taken apart. */
export interface Bai2Detail {
  readonly type: string;
  /** Minor units as written; undefined for none or one that can't be read. */
  readonly amount?: number;
  readonly amountText: string;
  readonly valueDay?: string;
  readonly bankReference: string;
  readonly customerReference: string;
  /** Its text, then that of each continuation. */
  readonly texts: readonly string[];
}

/** `261101`, also with the century. */
export function bai2Day(text: string): Day | undefined {
  if (/^\d{8}$/.test(text)) return civilDay(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  const day = /^\d{6}$/.test(text) ? swiftDay(text) : undefined;
  return day?.bent === false ? day.day : undefined;
}

/** Ten trillion of a currency with two places: sums of such amounts are still exact. */
const LARGEST = 10 ** 15;

/** A whole number of minor units with or without a sign. */
export function bai2Amount(text: string): number | undefined {
  const trimmed = text.trim();
  const value = /^[-+]?\d{1,18}$/.test(trimmed) ? Number(trimmed) : undefined;
  return value === undefined || Math.abs(value) <= LARGEST ? value : undefined;
}

/** The fields of a record that has no text; its continuations go on with them. */
export function bai2Cells({ pieces }: Bai2Record): readonly string[] {
  return pieces
    .join(',')
    .split(',')
    .map((cell) => cell.trim());
}

/** Reads account, currency and the groups of type, amount, count and funds; empty fields between them are skipped. */
export function readAccount(record: Bai2Record): Bai2Account {
  const cells = bai2Cells(record);
  const [account = '', currency = ''] = cells;
  const summaries: Bai2Summary[] = [];
  const unread: string[] = [];
  let at = 2;
  while (at < cells.length) {
    const type = cells[at] ?? '';
    const amount = bai2Amount(cells[at + 1] ?? '');
    if (!/^\d{3}$/.test(type)) {
      if (type !== '') unread.push(type);
      at += 1;
      continue;
    }
    if (amount !== undefined) summaries.push({ type, amount });
    else if ((cells[at + 1] ?? '') !== '') unread.push(cells[at + 1] ?? '');
    at = behindFunds(cells, at + 3);
  }
  return { account, currency, summaries, unread };
}

/** Reads a detail; fields may be broken off before the references, after them a continuation is text. */
export function readDetail({ pieces }: Bai2Record): Bai2Detail {
  const [first = '', ...below] = pieces;
  const cells = first.split(',');
  while (below.length > 0 && cells.length < behindFunds(cells, 2)) cells.push(...(below.shift() ?? '').split(','));
  const at = behindFunds(cells, 2);
  const cell = (index: number): string => cells[index]?.trim() ?? '';
  return defined({
    type: cell(0),
    amount: bai2Amount(cell(1)),
    amountText: cell(1),
    valueDay: cell(2) === 'V' ? cell(3) : undefined,
    bankReference: cell(at),
    customerReference: cell(at + 1),
    texts: [cells.slice(at + 2).join(','), ...below].map((text) => text.trim()).filter((text) => text !== ''),
  });
}

/**
 * Where the fields go on behind a funds type at `at`: `S` has three amounts, `V` a date and a time, `D` a number of
 * pairs, the others nothing. A type code in its place means that the bank left it out.
 */
function behindFunds(cells: readonly string[], at: number): number {
  const funds = cells[at]?.trim() ?? '';
  if (funds === 'S') return at + 4;
  if (funds === 'V') return at + 3;
  if (funds === 'D') return at + 2 + 2 * pairsIn(cells[at + 1] ?? '');
  return /^\d{3}$/.test(funds) ? at : at + 1;
}

function pairsIn(text: string): number {
  return /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : 0;
}
