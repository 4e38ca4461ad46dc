import { describe, expect, it } from 'vitest';

import { declareFormat, openStatements, recognise, type DeclaredFormat } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { RowOf, StatementKind } from '../../src/model/statement.ts';

const NONE: ReadonlySet<string> = new Set();

function declared(value: object): DeclaredFormat {
  const made = declareFormat({ id: 'mine', ...value }, NONE);
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  return made.format;
}

function faultOf(value: object): unknown {
  const made = declareFormat(
    { id: 'mine', kind: 'bank', columns: { booked_on: 'Date', amount: 'Amount' }, ...value },
    NONE,
  );
  return made.ok ? undefined : { path: made.fault.path, need: made.fault.need, known: made.fault.known?.length };
}

function bytesOf(bytes: Uint8Array | string): { name: string; open: () => AsyncIterable<Uint8Array> } {
  return {
    name: 'file.csv',
    async *open() {
      await Promise.resolve();
      yield typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    },
  };
}

interface ReadFile {
  readonly format: string;
  readonly rows: readonly RowOf[StatementKind][];
  readonly problems: readonly string[];
  readonly pending: number;
  readonly issues: readonly string[];
}

async function read(file: string | Uint8Array, format: DeclaredFormat, as?: string): Promise<ReadFile> {
  const options = { currency: CNY, declared: [format], ...(as !== undefined && { as }) };
  for await (const statement of openStatements(bytesOf(file), options)) {
    const { format: info, batches } = statement;
    const rows: RowOf[StatementKind][] = [];
    for await (const batch of batches) rows.push(...batch.rows);
    const { problems, pending, issues } = statement.outcome();
    const said = problems.map(({ code, line }) => `${code} ${String(line)}`);
    return { format: info.id, rows, problems: said, pending, issues: issues.map(({ code }) => code) };
  }
  throw new Error('no statement');
}

const BANK = { kind: 'bank', columns: { booked_on: 'Day', amount: 'Sum', memo: 'Words' } };

describe('a bank statement under declared columns', () => {
  it('is read with its decimal comma, its order of days and its currency', async () => {
    const format = declared({ ...BANK, decimal: ',', date_order: 'dmy', currency: 'EUR' });
    const { rows } = await read('Day;Words;Sum\n03.04.2026;Rent;-1.234,56\n', format);
    expect(rows).toEqual([{ line: 2, bookedAt: '2026-04-03', amount: -123456, currency: 'EUR', memo: 'Rent' }]);
  });

  it('takes a card’s purchases as money out', async () => {
    const { rows } = await read(
      'Day,Words,Sum\n2026-04-03,Rail,59.90\n',
      declared({ ...BANK, signs: { amount: 'inverted' } }),
    );
    expect(rows).toMatchObject([{ amount: -5990 }]);
  });

  it('takes every amount as money out where the file prints no sign at all', async () => {
    const { rows } = await read(
      'Day,Words,Sum\n2026-04-03,Rail,59.90\n',
      declared({ ...BANK, signs: { amount: 'out' } }),
    );
    expect(rows).toMatchObject([{ amount: -5990 }]);
  });

  it('reads in and out from the words of a flag, and refuses a word nobody declared', async () => {
    const format = declared({
      ...BANK,
      columns: { ...BANK.columns, direction: 'Flag' },
      signs: { in: 'I', out: ['O'] },
    });
    const file = 'Day,Words,Sum,Flag\n2026-04-03,a,1.00,I\n2026-04-03,b,2.00,O\n2026-04-03,c,4.00,X\n';
    const { rows, problems } = await read(file, format);
    expect(rows).toMatchObject([{ amount: 100 }, { amount: -200 }]);
    expect(problems).toEqual(['KIND_UNKNOWN 4']);
  });

  it('takes the day from a pattern, and from the row above where it is printed once a day', async () => {
    const format = declared({ ...BANK, date_pattern: 'DD/YYYY/MM', blank_date: 'as-above' });
    const { rows } = await read('Day,Words,Sum\n10/2009/09,a,50\n,b,7\n', format);
    expect(rows).toMatchObject([{ bookedAt: '2009-09-10' }, { bookedAt: '2009-09-10', amount: 700 }]);
  });

  it('counts what isn’t booked, and leaves out what is no entry', async () => {
    const format = declared({
      ...BANK,
      pending: [{ column: 'Day', is: ['Pending'] }],
      ignore: [{ columns: ['Sum'], empty: true }],
    });
    const { rows, pending } = await read('Day,Words,Sum\nPending,a,1.00\n2026-04-03,b,2.00\n,more words,\n', format);
    expect([rows.length, pending]).toEqual([1, 1]);
  });

  it('reads the account above the rows, and holds the rows against the sum below them', async () => {
    const format = declared({
      ...BANK,
      preamble: { account: 'Account ([A-Z]{2}\\d+)' },
      footer: { starts: '^Sum in', totals: [{ pattern: 'in (?<amount>[\\d.]+)', of: 'credit' }] },
    });
    const file = (sum: string): string => `Account DE99,,\nDay,Words,Sum\n2026-04-03,b,2.00\nSum in ${sum},,\n`;
    expect((await read(file('2.00'), format)).issues).toEqual([]);
    expect((await read(file('3.00'), format)).issues).toEqual(['control-total']);
  });

  it('is decoded as it says', async () => {
    const file = Buffer.concat([
      Buffer.from('Day,Words,Sum\n2026-04-03,'),
      Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]),
      Buffer.from(',1.00\n'),
    ]);
    const { rows } = await read(file, declared({ ...BANK, encoding: 'big5' }));
    expect(rows).toMatchObject([{ memo: '中文' }]);
  });

  it('is each amount’s own currency, where that is said', async () => {
    const { rows } = await read('Day,Words,Sum\n2026-04-03,a,£3.10\n', declared({ ...BANK, currency: 'printed' }));
    expect(rows).toMatchObject([{ amount: 310, currency: 'GBP' }]);
  });
});

describe('a file without a header', () => {
  const format = declared({
    kind: 'bank',
    header: 'none',
    skip: 1,
    columns: { booked_on: 1, amount: 3 },
    footer: { lines: 1 },
  });

  it('is read by places when it is named, without the lines around its rows', async () => {
    const { rows } = await read('Made on 4 June\n2026-06-03,a,1.00\n2026-06-04,b,2.00\nEnd,,3.00\n', format, 'mine');
    expect(rows).toMatchObject([
      { line: 2, amount: 100 },
      { line: 3, amount: 200 },
    ]);
  });

  it('isn’t taken for anything unless it is named', async () => {
    const [answer] = await recognise(bytesOf('x\n2026-06-03,a,1.00\n'), { currency: CNY, declared: [format] });
    expect(answer).toMatchObject({ ok: false, code: 'FORMAT_UNKNOWN' });
  });
});

describe('a header that was named before', () => {
  it('is known again, whatever else could read it', async () => {
    const format = declared({ ...BANK, known_by: ['Day', 'Sum', 'Words', 'More'] });
    const file = 'Day,Words,Sum,More\n2026-04-03,a,1.00,x\n';
    const options = {
      currency: CNY,
      declared: [format, declared({ ...BANK, id: 'other', known_by: ['Day', 'Sum', 'Words', 'More'] })],
    };
    expect(await recognise(bytesOf(file), options)).toMatchObject([{ ok: false, code: 'FORMAT_AMBIGUOUS' }]);
    let signature = '';
    for await (const statement of openStatements(bytesOf(file), { ...options, as: 'mine' })) {
      signature = statement.signature ?? '';
      for await (const batch of statement.batches) expect(batch.rows.length).toBe(1);
    }
    const signatures = new Map([[signature, 'mine']]);
    expect(await recognise(bytesOf(file), { ...options, signatures })).toMatchObject([
      { ok: true, format: { id: 'mine', declared: true }, evidence: { remembered: true } },
    ]);
  });
});

describe('a platform’s settlement', () => {
  const format = declared({
    kind: 'settlement',
    platform: 'stripe',
    columns: { trade_no: 'Id', occurred_at: 'Time', kind: 'Type', gross: 'Gross', fee: 'Fee' },
    kinds: { Sale: 'sale', Refund: { kind: 'refund', sign: 'out', fee: 'in' } },
    signs: { fee: 'inverted' },
    keys: ['trade_no'],
  });

  it('has the kinds, signs and fees that its words mean', async () => {
    const file =
      'Id,Time,Type,Gross,Fee\nT1,2026-06-01 10:00:00,Sale,100.00,-0.60\nT1,2026-06-02 10:00:00,Refund,50.00,0.30\n';
    const { rows } = await read(file, format);
    expect(rows).toMatchObject([
      { kind: 'sale', gross: 10000, fee: 60, net: 9940, typeWords: 'Sale' },
      { kind: 'refund', gross: -5000, fee: -30, net: -4970, typeWords: 'Refund' },
    ]);
  });

  it('refuses a word whose sign nobody knows, and a row without its number', async () => {
    const file = 'Id,Time,Type,Gross,Fee\nT1,2026-06-01,Bonus,1.00,0\n,2026-06-01,Sale,1.00,0\n';
    expect((await read(file, format)).problems).toEqual(['KIND_UNKNOWN 2', 'ID_MISSING 3']);
  });
});

describe('recognition', () => {
  it('takes a declared format before a general one', async () => {
    const format = declared({ ...BANK, columns: { booked_on: 'Date', amount: 'Amount', balance: 'Balance' } });
    expect((await read('Date,Amount,Balance\n2026-06-01,1.00,1.00\n', format)).format).toBe('mine');
  });
});

describe('a mistake in a declaration', () => {
  it.for([
    ['an unknown key', { delimeter: ';' }, { path: 'delimeter', need: 'choice', known: 24 }],
    ['an unknown field', { columns: { booked: 'x' } }, { path: 'columns.booked', need: 'choice', known: 18 }],
    ['a column that is needed', { columns: { booked_on: 'Date' } }, { path: 'columns', need: 'columns-needed' }],
    ['a name without a header', { header: 'none' }, { path: 'columns.booked_on', need: 'column-places' }],
    ['an encoding nobody knows', { encoding: 'utf-9' }, { path: 'encoding', need: 'encoding' }],
    ['a pattern without a day', { date_pattern: 'MM/YYYY' }, { path: 'date_pattern', need: 'date-pattern' }],
    ['a broken pattern', { footer: { starts: '(' } }, { path: 'footer.starts', need: 'pattern' }],
    ['a repeat inside a repeat', { footer: { starts: '(?:a*b*)*' } }, { path: 'footer.starts', need: 'pattern' }],
    ['too many parts for anything', { footer: { starts: '.*a.*b.*' } }, { path: 'footer.starts', need: 'pattern' }],
    [
      'a pattern without its group',
      { preamble: { account: '\\d+' } },
      { path: 'preamble.account', need: 'pattern-groups' },
    ],
    ['a table of kinds for a bank', { kinds: { a: 'sale' } }, { path: 'kinds', need: 'not-of-kind' }],
    ['a condition without words', { ignore: [{ column: 'a' }] }, { path: 'ignore[0]', need: 'condition' }],
    ['nothing to know it by', { columns: { booked_on: 1, amount: 2 } }, { path: 'columns', need: 'recognisable' }],
  ] as const)('%s is told with its place', ([, value, fault]) => {
    expect(faultOf(value)).toEqual({ known: undefined, ...fault });
  });

  it('an id that a built-in format has is refused', () => {
    const value = { id: 'bank-cmb', ...BANK };
    expect(declareFormat(value, new Set(['bank-cmb']))).toMatchObject({
      ok: false,
      fault: { need: 'format-id-taken' },
    });
  });
});
