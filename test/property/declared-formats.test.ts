import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  dayOfJune,
  inAnyOrder,
  lined,
  longNo,
  printed,
  quoted,
  readTable,
  someOf,
  told,
  type Punctuation,
} from './table-text.ts';
import { declareFormat, type DeclaredFormat } from '../../src/ingest/index.ts';

const RUNS = { numRuns: 60 };

function declared(value: object): DeclaredFormat {
  const made = declareFormat({ id: 'mine', ...value }, new Set());
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  return made.format;
}

/** How a bank nobody knows writes its file. */
const spelling = fc.record({
  delimiter: fc.constantFrom(['comma', ','], ['semicolon', ';'], ['tab', '\t'], ['|', '|'], ['^', '^']),
  punctuation: fc.constantFrom<Omit<Punctuation, 'places'>>(
    { decimal: '.', thousands: '' },
    { decimal: '.', thousands: ',' },
    { decimal: ',', thousands: '' },
    { decimal: ',', thousands: '.' },
    { decimal: ',', thousands: ' ' },
    { decimal: ',', thousands: "'" },
  ),
  currency: fc.constantFrom<readonly [code: string, places: number]>(['EUR', 2], ['JPY', 0], ['KWD', 3], ['CNY', 2]),
  days: fc.constantFrom<readonly [declared: object, print: (day: string) => string]>(
    [{ date_order: 'ymd' }, (day) => day],
    [{ date_order: 'dmy' }, (day) => parts(day, 'dmy').join('/')],
    [{ date_order: 'mdy' }, (day) => parts(day, 'mdy').join('/')],
    [{ date_order: 'dmy' }, (day) => parts(day, 'dmy').join('.')],
    [{ date_order: 'mdy' }, (day) => parts(day, 'mdy').join('-')],
    [{ date_pattern: 'DD/YYYY/MM' }, (day) => `${day.slice(8)}/${day.slice(0, 4)}/${day.slice(5, 7)}`],
    [{}, (day) => day],
  ),
  encoding: fc.constantFrom<readonly [declared: object, written: string]>(
    [{}, 'utf8'],
    [{}, 'gb18030'],
    [{ encoding: 'big5' }, 'big5'],
  ),
  signs: fc.constantFrom('signed', 'inverted', 'flag', 'two columns', 'two columns, debits negative', 'all out'),
  byPlace: fc.boolean(),
  skip: fc.nat({ max: 3 }),
  footer: fc.nat({ max: 2 }),
});
type Spelling = typeof spelling extends fc.Arbitrary<infer T> ? T : never;

function parts(day: string, order: 'dmy' | 'mdy'): readonly string[] {
  const [year = '', month = '', of = ''] = day.split('-');
  return order === 'dmy' ? [of, month, year] : [month, of, year];
}

const entry = fc.record({
  day: dayOfJune,
  moved: fc.integer({ min: -99_999_999, max: 99_999_999 }).filter((size) => size !== 0),
  no: longNo,
  party: fc.constantFrom('木源家具廠', 'Muller; Soehne', 'A, B | C', ''),
  words: fc.constantFrom('貨款', 'paid "in full" today', 'line\nline', '^tab\there', ''),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

type Money = Readonly<Record<string, string>>;
interface Signs {
  /** The columns of money, by the words of the declaration. */
  readonly columns: readonly string[];
  readonly declared: object;
  readonly cells: (moved: number, print: (size: number) => string) => Money;
}

const either = (moved: number, credit: string, debit: string): Money => (moved > 0 ? { credit } : { debit });

const SIGNS: Readonly<Record<string, Signs>> = {
  signed: { columns: ['amount'], declared: {}, cells: (moved, print) => ({ amount: print(moved) }) },
  inverted: {
    columns: ['amount'],
    declared: { signs: { amount: 'inverted' } },
    cells: (moved, print) => ({ amount: print(-moved) }),
  },
  flag: {
    columns: ['amount', 'direction'],
    declared: { signs: { in: ['H', '貸'], out: '*' } },
    cells: (moved, print) => ({ amount: print(Math.abs(moved)), direction: moved > 0 ? '貸' : 'S' }),
  },
  'two columns': {
    columns: ['credit', 'debit'],
    declared: {},
    cells: (moved, print) => either(moved, print(moved), print(-moved)),
  },
  'two columns, debits negative': {
    columns: ['credit', 'debit'],
    declared: { signs: { debit: 'inverted' } },
    cells: (moved, print) => either(moved, print(moved), print(moved)),
  },
  'all out': {
    columns: ['amount'],
    declared: { signs: { amount: 'out' } },
    cells: (moved, print) => ({ amount: print(moved) }),
  },
};

interface Written {
  readonly text: string;
  readonly format: DeclaredFormat;
}

/** A column's name says nothing: it is the declaration that does. */
const nameOf = (word: string): string => `Col ${String(COLUMNS.indexOf(word))}`;

function write(entries: readonly Entry[], style: Spelling, order: readonly string[]): Written {
  const {
    delimiter: [delimiter, mark],
    currency,
    days,
    encoding,
    byPlace,
    ...asks
  } = style;
  const signs = SIGNS[asks.signs];
  const punctuation = { ...asks.punctuation, places: currency[1] };
  if (signs === undefined) throw new Error('no signs');
  const columns = order.filter((word) => signs.columns.includes(word) || !MONEY.includes(word));
  const rows = entries.map(({ day, moved, no, party, words }) => {
    const shared = { booked_on: days[1](day), reference: no, counterparty: party, memo: words };
    const cells: Money = { ...shared, ...signs.cells(moved, (size) => printed(size, punctuation)) };
    return columns.map((word) => quoted(cells[word] ?? '', mark)).join(mark);
  });
  const places = Object.fromEntries(
    columns.map((word, at) => [word, byPlace ? at + 1 : nameOf(word)] as const).filter(([word]) => word !== 'unread'),
  );
  const above = byPlace ? Array.from({ length: asks.skip }, () => 'Made by hand') : [columns.map(nameOf).join(mark)];
  const below = Array.from({ length: asks.footer }, () => 'The end');
  const format = declared({
    kind: 'bank',
    delimiter,
    decimal: punctuation.decimal,
    currency: currency[0],
    ...days[0],
    ...encoding[0],
    ...signs.declared,
    ...(byPlace && { header: 'none', skip: asks.skip }),
    ...(asks.footer > 0 && { footer: { lines: asks.footer } }),
    columns: places,
  });
  return { text: lined([...above, ...rows, ...below]), format };
}

const MONEY = ['amount', 'direction', 'credit', 'debit'];
const COLUMNS = ['booked_on', 'reference', 'counterparty', 'memo', 'unread', ...MONEY];

test('lines written as a declaration says are read back under it, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(someOf(entry, 8), spelling, inAnyOrder(COLUMNS), async (entries, style, order) => {
      const { text, format } = write(entries, style, order);
      const as = style.byPlace && { as: 'mine' };
      const read = await readTable(text, { declared: [format], writtenIn: style.encoding[1], ...as });
      expect(read.statement.format.id).toBe('mine');
      expect(read.rows).toEqual(
        entries.map(({ day, moved, no, party, words }) =>
          told({
            bookedAt: day,
            amount: style.signs === 'all out' ? -Math.abs(moved) : moved,
            currency: style.currency[0],
            counterparty: party,
            reference: no,
            memo: words,
          }),
        ),
      );
      expect(read.clean).toBe(true);
    }),
    RUNS,
  );
});

/** The platform's word, what it means, the sign of what moves and of its fee. */
const KINDS = [
  ['Verkauf', 'sale', 1, 1],
  ['Erstattung', 'refund', -1, -1],
  ['Auszahlung', 'payout', -1, 1],
  ['销售', 'sale', 1, 1],
  ['Werbung', 'commission', -1, 1],
] as const;

const DECLARED_KINDS = {
  Verkauf: 'sale',
  销售: { kind: 'sale', sign: 'in', fee: 'out' },
  Erstattung: { kind: 'refund', sign: 'out', fee: 'in' },
  Auszahlung: { kind: 'payout', sign: 'out' },
  Werbung: { kind: 'commission', sign: 'out' },
};

const movement = fc.record({
  kind: fc.constantFrom(...KINDS),
  size: fc.integer({ min: 1, max: 99_999_999 }),
  fee: fc.nat({ max: 999 }),
  day: dayOfJune,
  no: longNo,
});

test("a platform's movements are read back by its words for them, each with its sign and its fee", async () => {
  const columns = ['Nummer', 'Datum', 'Art', 'Brutto', 'Abzug'];
  await fc.assert(
    fc.asyncProperty(someOf(movement, 8), inAnyOrder(columns), fc.boolean(), async (movements, order, negative) => {
      const format = declared({
        kind: 'settlement',
        platform: 'stripe',
        decimal: ',',
        date_order: 'dmy',
        currency: 'EUR',
        columns: { trade_no: 'Nummer', occurred_at: 'Datum', kind: 'Art', gross: 'Brutto', fee: 'Abzug' },
        kinds: DECLARED_KINDS,
        ...(negative && { signs: { fee: 'inverted' } }),
        keys: ['trade_no'],
      });
      const punctuation: Punctuation = { decimal: ',', thousands: '.', places: 2 };
      const rows = movements.map(({ kind: [word], size, fee, day, no }) => {
        const abzug = printed(negative ? -fee : fee, punctuation);
        const cells: Money = {
          Nummer: no,
          Datum: parts(day, 'dmy').join('.'),
          Art: word,
          Brutto: printed(size, punctuation),
          Abzug: abzug,
        };
        return order.map((name) => cells[name] ?? '').join(';');
      });
      const read = await readTable(lined([order.join(';'), ...rows]), { declared: [format] });
      expect(read.rows).toEqual(
        movements.map(({ kind: [typeWords, kind, sign, feeSign], size, fee, day, no }) => {
          const [gross, charged] = [sign * size, fee === 0 ? 0 : feeSign * fee];
          const amounts = { gross, fee: charged, net: gross - charged };
          return { kind, occurredAt: day, tradeNo: no, ...amounts, currency: 'EUR', typeWords };
        }),
      );
      expect(read.clean).toBe(true);
    }),
    RUNS,
  );
});
