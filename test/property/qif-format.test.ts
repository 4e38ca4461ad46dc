import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayBetween } from './arbitrary.ts';
import { readStatements } from './read-statements.ts';

const RUNS = { numRuns: 40 };

const entry = fc.record({
  day: dayBetween('1975-01-01', '2035-12-31'),
  cents: fc.integer({ min: -99_999_999, max: 99_999_999 }),
  payee: fc.option(fc.stringMatching(/^[A-Z][a-z]{1,9}( [A-Z][a-z]{1,9}){0,2}$/)),
  memo: fc.option(fc.stringMatching(/^[a-z]{2,9}( \d{1,4}){0,2}$/)),
  number: fc.option(fc.integer({ min: 1, max: 99_999 })),
  parts: fc.integer({ min: 0, max: 3 }),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

type Order = 'dmy' | 'mdy' | 'ymd';

interface Spelling {
  readonly order: Order;
  readonly grouped: boolean;
  readonly blanks: boolean;
  readonly shortYears: boolean;
}

const spelling: fc.Arbitrary<Spelling> = fc.record({
  order: fc.constantFrom('dmy', 'mdy', 'ymd'),
  grouped: fc.boolean(),
  blanks: fc.boolean(),
  shortYears: fc.boolean(),
});

function date(day: string, { order, blanks, shortYears }: Spelling): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  if (order === 'ymd') return day;
  const plain = (part: string): string => (blanks ? String(Number(part)).padStart(2, ' ') : part);
  const last = year >= '2000' ? `'${year.slice(2)}` : `/${year.slice(2)}`;
  const parts = order === 'dmy' ? [plain(dayOfMonth), plain(month)] : [plain(month), plain(dayOfMonth)];
  return `${parts.join('/')}${shortYears ? last : `/${year}`}`;
}

function amount(cents: number, grouped: boolean): string {
  const size = Math.abs(cents);
  const whole = String(Math.floor(size / 100));
  const left = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/gu, ',') : whole;
  return `${cents < 0 ? '-' : ''}${left}.${String(size % 100).padStart(2, '0')}`;
}

function write(one: Entry, how: Spelling): readonly string[] {
  const parts = Array.from({ length: one.parts }, (_, at) => [`SPart ${String(at)}`, `$${amount(at, false)}`]);
  return [
    `D${date(one.day, how)}`,
    `T${amount(one.cents, how.grouped)}`,
    `U${amount(one.cents, how.grouped)}`,
    ...(one.payee === null ? [] : [`P${one.payee}`]),
    ...(one.memo === null ? [] : [`M${one.memo}`]),
    ...(one.number === null ? [] : [`N${String(one.number)}`]),
    'AOne street',
    ...parts.flat(),
    '^',
  ];
}

function expected(entries: readonly Entry[]): readonly object[] {
  return entries.map((one) => ({
    bookedAt: one.day,
    amount: one.cents === 0 ? 0 : one.cents,
    counterparty: one.payee ?? undefined,
    memo: one.memo ?? undefined,
    reference: one.number === null ? undefined : String(one.number),
  }));
}

/** A day above 12 somewhere tells the order of the whole file. */
const TELLING: Entry = { day: '2021-03-27' as Entry['day'], cents: 1, payee: null, memo: null, number: null, parts: 0 };

const accounts = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{2,9} [1-9]\d{3}$/), { minLength: 1, maxLength: 3 });

test('what a QIF writer writes is read back account by account, in the order its own dates tell', async () => {
  await fc.assert(
    fc.asyncProperty(accounts, fc.array(entry, { maxLength: 12 }), spelling, async (names, entries, how) => {
      const lists = names.map((name, at) => ({
        name,
        entries: [...entries.filter((_, index) => index % names.length === at), TELLING],
      }));
      const lines = lists.flatMap(({ name, entries: own }) => [
        ...['!Account', `N${name}`, 'TBank', '^', '!Type:Bank'],
        ...own.flatMap((one) => write(one, how)),
      ]);
      const read = await readStatements(`${lines.join('\r\n')}\r\n`);
      const found = read.map(({ rows, outcome }) => ({
        name: outcome.parts[0]?.account,
        problems: outcome.problems,
        rows: rows.map(({ bookedAt, amount: minor, counterparty, memo, reference }) => ({
          bookedAt,
          amount: minor,
          counterparty,
          memo,
          reference,
        })),
      }));
      expect(found).toEqual(lists.map(({ name, entries: own }) => ({ name, problems: [], rows: expected(own) })));
    }),
    RUNS,
  );
});

test('dates that fit both orders are asked about, and read as a person says', async () => {
  const early = fc.integer({ min: 1, max: 12 });
  const open = fc.array(fc.tuple(early, early), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(open, async (days) => {
      const text = `!Type:Bank\n${days.map(([first, second]) => `D${String(first)}/${String(second)}/26\nT1.00\n^\n`).join('')}`;
      const [asked] = await readStatements(text);
      expect(asked?.outcome.problems.map(({ code }) => code)).toEqual(days.map(() => 'DATE_AMBIGUOUS'));
      const [told] = await readStatements(text, { dateOrder: 'dmy' });
      const two = (value: number): string => String(value).padStart(2, '0');
      expect(told?.rows.map((row) => row.bookedAt)).toEqual(
        days.map(([day, month]) => `2026-${two(month)}-${two(day)}`),
      );
    }),
    RUNS,
  );
});
