import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayBetween } from './arbitrary.ts';
import { readStatements } from './read-statements.ts';

const RUNS = { numRuns: 40 };

const amount = fc.integer({ min: 0, max: 99_999_999 });
const code = fc.stringMatching(/^[A-Z]{2}\d{1,10}[1-9]$/);
/** Commas and slashes inside, as banks print them. */
const text = fc.stringMatching(/^[A-Z]{2,9}([ ,/][A-Z]{2,9}){0,6}$/);

interface Funds {
  readonly cells: readonly string[];
  readonly valueOn?: string;
}

const funds: fc.Arbitrary<Funds> = fc.oneof(
  fc.constantFrom<Funds>({ cells: [''] }, { cells: ['0'] }, { cells: ['1'] }, { cells: ['Z'] }),
  fc.tuple(amount, amount, amount).map((parts): Funds => ({ cells: ['S', ...parts.map(String)] })),
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 9 }), amount), { minLength: 1, maxLength: 4 })
    .map((pairs): Funds => ({ cells: ['D', String(pairs.length), ...pairs.flat().map(String)] })),
  dayBetween('2026-10-01', '2026-12-31').map((day): Funds => ({
    cells: ['V', day.slice(2).replaceAll('-', ''), '1200'],
    valueOn: day,
  })),
);

const detail = fc.record({
  type: fc.oneof(fc.integer({ min: 101, max: 399 }), fc.integer({ min: 401, max: 699 })),
  amount,
  funds,
  reference: code,
  texts: fc.array(text, { maxLength: 4 }),
});
type Detail = typeof detail extends fc.Arbitrary<infer T> ? T : never;

const account = fc.record({
  number: fc.stringMatching(/^[1-9]\d{6,11}$/),
  currency: fc.constantFrom('USD', 'JPY', 'KWD', ''),
  opening: fc.integer({ min: -9_999_999, max: 9_999_999 }),
  details: fc.array(detail, { maxLength: 6 }),
  /** Where the summaries go on in a continuation. */
  broken: fc.boolean(),
});
type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;

const group = fc.record({
  asOf: dayBetween('2026-11-01', '2026-11-30'),
  accounts: fc.uniqueArray(account, { minLength: 1, maxLength: 3, selector: ({ number }) => number }),
});
type Group = typeof group extends fc.Arbitrary<infer T> ? T : never;

function moved(details: readonly Detail[]): number {
  return details.reduce((sum, one) => sum + (one.type < 400 ? one.amount : -one.amount), 0);
}

function detailLines(one: Detail): readonly string[] {
  const [first = '', ...others] = one.texts;
  const fields = ['16', String(one.type), String(one.amount), ...one.funds.cells, one.reference, '', first];
  return [`${fields.join(',')}${others.length === 0 ? '/' : ''}`, ...others.map((line) => `88,${line}`)];
}

interface Written {
  readonly lines: readonly string[];
  readonly sum: number;
}

function accountLines({ number, currency, opening, details, broken }: Account): Written {
  const closing = opening + moved(details);
  const head = `03,${number},${currency},010,${String(opening)},,`;
  const summaries = broken ? [`${head}/`, `88,015,${String(closing)},,/`] : [`${head},015,${String(closing)},,/`];
  const lines = [...summaries, ...details.flatMap(detailLines)];
  const sum = opening + closing + details.reduce((all, one) => all + one.amount, 0);
  return { lines: [...lines, `49,${String(sum)},${String(lines.length + 1)}/`], sum };
}

function groupLines({ asOf, accounts }: Group): Written {
  const parts = accounts.map(accountLines);
  const lines = [
    `02,ME,BANK,1,${asOf.slice(2).replaceAll('-', '')},2359,USD,2/`,
    ...parts.flatMap((part) => part.lines),
  ];
  const sum = parts.reduce((all, part) => all + part.sum, 0);
  return { lines: [...lines, `98,${String(sum)},${String(accounts.length)},${String(lines.length + 1)}/`], sum };
}

function write(groups: readonly Group[]): readonly string[] {
  const parts = groups.map(groupLines);
  const lines = ['01,BANK,ME,261130,0600,1,,,2/', ...parts.flatMap((part) => part.lines)];
  const sum = parts.reduce((all, part) => all + part.sum, 0);
  return [...lines, `99,${String(sum)},${String(groups.length)},${String(lines.length + 1)}/`];
}

const file = fc.uniqueArray(group, { minLength: 1, maxLength: 3, selector: ({ asOf }) => asOf });
const padding = fc.constantFrom(0, 80, 200);

test('what a BAI2 writer writes is read back, with every control total and balance in place', async () => {
  await fc.assert(
    fc.asyncProperty(file, padding, async (groups, width) => {
      const lines = write(groups).map((line) => `${line.padEnd(width)}\r\n`);
      const read = await readStatements(lines.join(''));
      const found = read.map(({ rows, outcome }) => {
        const [part] = outcome.parts;
        expect([outcome.issues, outcome.problems, outcome.remarks, outcome.pending]).toEqual([[], [], [], 0]);
        return {
          statement: [part?.account, part?.currency, part?.from, part?.opening, part?.closing],
          rows: rows.map((row) => [row.bookedAt, row.valueOn, row.amount, row.reference, row.memo]),
        };
      });
      expect(found).toEqual(
        groups.flatMap(({ asOf, accounts }) =>
          accounts.map(({ number, currency, opening, details }) => ({
            statement: [number, currency === '' ? 'USD' : currency, asOf, opening, opening + moved(details)],
            rows: details.map((one) => [
              asOf,
              one.funds.valueOn,
              moved([one]) === 0 ? 0 : moved([one]),
              one.reference,
              one.texts.length === 0 ? undefined : one.texts.join(' '),
            ]),
          })),
        ),
      );
    }),
    RUNS,
  );
});

test('a BAI2 file cut off behind any of its records but the last is refused', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.nat(), async (groups, at) => {
      const lines = write(groups);
      const kept = lines.slice(0, 2 + (at % (lines.length - 2)));
      await expect(readStatements(`${kept.join('\n')}\n`)).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
    }),
    RUNS,
  );
});
