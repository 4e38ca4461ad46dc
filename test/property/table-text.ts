import fc from 'fast-check';
import iconv from 'iconv-lite';

import { dayBetween } from './arbitrary.ts';
import { openStatements, type OpenStatement, type ReadOptions } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { StatementOutcome, StatementPart } from '../../src/model/statement.ts';

/** How an amount is printed: its decimal mark, what stands between thousands, and the currency's places. */
export interface Punctuation {
  readonly decimal: '.' | ',';
  readonly thousands: string;
  readonly places: number;
}

const PLAIN: Punctuation = { decimal: '.', thousands: '', places: 2 };

/** Whole minor units as a statement prints them. */
export function printed(minor: number, { decimal, thousands, places }: Punctuation = PLAIN): string {
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(?:\d{3})+$)/gu, thousands);
  const fraction = places === 0 ? '' : `${decimal}${digits.slice(-places)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

/** `1,234.56`, as banks print it. */
export const grouped = (minor: number): string => printed(minor, { ...PLAIN, thousands: ',' });

export const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** A cell between quotes where its text needs them. */
export function quoted(cell: string, delimiter = ','): string {
  const isPlain = !/["\r\n]/u.test(cell) && !cell.includes(delimiter);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

export const lined = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');

/** Rows of cells by the name of their column, written under `header` in its order; a cell that isn't told is empty. */
export function table(
  header: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
  delimiter = ',',
): string {
  const cells = [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))];
  return lined(cells.map((line) => line.map((cell) => quoted(cell, delimiter)).join(delimiter)));
}

/** All of them, in any order. */
export function inAnyOrder<T>(values: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
}

export const someOf = <T>(one: fc.Arbitrary<T>, most = 10): fc.Arbitrary<readonly T[]> =>
  fc.array(one, { minLength: 1, maxLength: most });

export const amount = fc.integer({ min: 1, max: 99_999_999 });
export const dayOfJune = dayBetween('2026-06-01', '2026-06-30');
const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
export const clock = fc.tuple(two(23), two(59), two(59)).map((parts) => parts.join(':'));
export const momentOfJune = fc.tuple(dayOfJune, clock).map((parts) => parts.join(' '));
/** More digits than a number keeps, as most numbers of trades have. */
export const longNo = fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n - 1n }).map((no) => `4200${String(no)}`);

export interface ReadTable {
  readonly statement: OpenStatement;
  /** Without the number of their line. */
  readonly rows: readonly object[];
  readonly part: StatementPart | undefined;
  readonly outcome: StatementOutcome;
  /** Nothing to say about any row or sum. */
  readonly clean: boolean;
}

/** Reads the one statement of a file, in UTF-8 unless said otherwise. */
export async function readTable(
  text: string,
  options: Partial<ReadOptions> & { readonly writtenIn?: string; readonly name?: string } = {},
): Promise<ReadTable> {
  const { writtenIn = 'utf8', name = 'file.csv', ...rest } = options;
  const file = {
    name,
    async *open() {
      yield await Promise.resolve(iconv.encode(text, writtenIn));
    },
  };
  for await (const statement of openStatements(file, { currency: CNY, ...rest })) {
    const rows: object[] = [];
    for await (const batch of statement.batches) {
      rows.push(...batch.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'line'))));
    }
    const outcome = statement.outcome();
    const said = [outcome.issues, outcome.problems, outcome.remarks].flat();
    return { statement, rows, part: outcome.parts[0], outcome, clean: said.length === 0 };
  }
  throw new Error('no statement');
}

/** What is told of something; what isn't is left out. */
export function told(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}
