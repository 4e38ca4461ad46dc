import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayBetween } from './arbitrary.ts';
import { readStatements } from './read-statements.ts';

const RUNS = { numRuns: 40 };

interface Currency {
  readonly code: string;
  readonly decimals: number;
  /** Third letter of the code: the optional funds letter. */
  readonly letter: string;
}

const currencies: readonly Currency[] = [
  { code: 'EUR', decimals: 2, letter: 'R' },
  { code: 'USD', decimals: 2, letter: 'D' },
  { code: 'JPY', decimals: 0, letter: 'Y' },
  { code: 'KWD', decimals: 3, letter: 'D' },
];

/** What raises the balance and what lowers it. */
const SIGNS = { C: 1, RD: 1, D: -1, RC: -1 } as const;

const entry = fc.record({
  booked: dayBetween('2026-12-20', '2027-01-10'),
  value: dayBetween('2026-12-10', '2027-01-20'),
  mark: fc.constantFrom('C', 'D', 'RC', 'RD'),
  amount: fc.integer({ min: 0, max: 99_999_999 }),
  withLetter: fc.boolean(),
  padded: fc.boolean(),
  bankReference: fc.option(fc.stringMatching(/^[A-Z0-9]{3,16}[1-9]$/)),
  purpose: fc.option(fc.stringMatching(/^[A-Za-z]{2,9}( [A-Za-z0-9]{2,9}){0,9}$/)),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

const statement = fc.record({
  account: fc.stringMatching(/^[1-9]\d{7}\/[1-9]\d{5,9}$/),
  number: fc.integer({ min: 1, max: 99_999 }),
  opening: fc.integer({ min: -9_999_999, max: 9_999_999 }),
  currency: fc.constantFrom(...currencies),
  /** Entries of each page. */
  pages: fc.array(fc.array(entry, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
});
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

/** `12,50`, `1250,`, `0,05`: the decimals' zeros may be left out. */
function printed(amount: number, { decimals }: Currency): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${digits.slice(0, cut)},${digits.slice(cut).replace(/0+$/u, '')}`;
}

function balance(tag: string, amount: number, day: string, currency: Currency): string {
  return `:${tag}:${amount < 0 ? 'D' : 'C'}${day}${currency.code}${printed(amount, currency)}`;
}

function shortDay(day: string): string {
  return day.slice(2).replaceAll('-', '');
}

/** A purpose as German banks break it: keys of 27 characters, lines of 65. */
function keyed(purpose: string): readonly string[] {
  const pieces = purpose.match(/.{1,27}/gu) ?? [];
  const text = `:86:166?00GUTSCHRIFT${pieces.map((piece, at) => `?2${String(at)}${piece}`).join('')}`;
  return text.match(/.{1,65}/gu) ?? [];
}

function entryLines(one: Entry, currency: Currency): readonly string[] {
  const amount = one.padded ? printed(one.amount, currency).padStart(15, '0') : printed(one.amount, currency);
  const dates = shortDay(one.value) + shortDay(one.booked).slice(2);
  const reference = one.bankReference === null ? '' : `//${one.bankReference}`;
  const letter = one.withLetter ? currency.letter : '';
  return [
    `:61:${dates}${one.mark}${letter}${amount}NTRFNONREF${reference}`,
    ...(one.purpose === null ? [] : keyed(one.purpose)),
  ];
}

function signed({ mark, amount }: Entry): number {
  return SIGNS[mark] * amount;
}

function total(entries: readonly Entry[]): number {
  return entries.reduce((sum, one) => sum + signed(one), 0);
}

function write({ account, number, opening, currency, pages }: Statement): readonly string[] {
  let carried = opening;
  return pages.flatMap((entries, at) => {
    const before = carried;
    carried += total(entries);
    const last = at === pages.length - 1;
    return [
      ':20:REF',
      `:25:${account}`,
      `:28C:${String(number)}/${String(at + 1)}`,
      balance(at === 0 ? '60F' : '60M', before, '261219', currency),
      ...entries.flatMap((one) => entryLines(one, currency)),
      balance(last ? '62F' : '62M', carried, '270120', currency),
      '-',
    ];
  });
}

function expected({ account, number, opening, currency, pages }: Statement): object {
  const entries = pages.flat();
  return {
    account,
    number: String(number),
    currency: currency.code,
    opening,
    closing: opening + total(entries),
    rows: entries.map((one) => [
      one.booked,
      one.value,
      signed(one) === 0 ? 0 : signed(one),
      one.bankReference ?? undefined,
      one.purpose ?? undefined,
    ]),
  };
}

/** The nearest year of `MMDD` is the entry's own when the two days are less than half a year apart; here they are. */
test('what an MT940 writer writes is read back, pages joined, and every balance chains', async () => {
  const ends = fc.constantFrom('\r\n', '\n', '\r', '\u0001');
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 4 }), ends, async (statements, end) => {
      const read = await readStatements(
        statements
          .flatMap(write)
          .map((line) => line + end)
          .join(''),
      );
      const found = read.map(({ rows, outcome }) => {
        const [part] = outcome.parts;
        expect([outcome.issues, outcome.problems, outcome.remarks, outcome.pending]).toEqual([[], [], [], 0]);
        return {
          account: part?.account,
          number: part?.statement,
          currency: part?.currency,
          opening: part?.opening,
          closing: part?.closing,
          rows: rows.map((row) => [row.bookedAt, row.valueOn, row.amount, row.reference, row.memo]),
        };
      });
      expect(found).toEqual(statements.map(expected));
    }),
    RUNS,
  );
});

test('an amount changed in one entry breaks the chain by just that difference', async () => {
  await fc.assert(
    fc.asyncProperty(statement, fc.integer({ min: 1, max: 9_999 }), async (whole, difference) => {
      const lines = write({ ...whole, pages: [whole.pages.flat()] });
      const closing = lines.findIndex((line) => line.startsWith(':62F:'));
      const sum = whole.opening + total(whole.pages.flat());
      const spoilt = lines.with(closing, balance('62F', sum + difference, '270120', whole.currency));
      const [read] = await readStatements(`${spoilt.join('\r\n')}\r\n`);
      expect(read?.outcome.issues).toMatchObject([{ code: 'balance-break', expected: sum, actual: sum + difference }]);
    }),
    RUNS,
  );
});
