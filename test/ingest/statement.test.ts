import { describe, expect, it } from 'vitest';

import { fingerprint } from '../../src/ingest/index.ts';
import { nameFacts } from '../../src/ingest/name.ts';
import { readText, refusalOf, textFile } from './read-text.ts';

describe('whose file it is, and of which days, may stand in its name', () => {
  it.each([
    ['1900000001All2026-06-01.csv', { numbers: ['1900000001'], from: '2026-06-01', to: '2026-06-01' }],
    ['1900000001基本账户2026-06-01.csv', { numbers: ['1900000001'], from: '2026-06-01', to: '2026-06-01' }],
    ['10000100All20141110.csv', { numbers: ['10000100'], from: '2014-11-10', to: '2014-11-10' }],
    [
      '20880000000000010156_202606_账务明细.zip',
      { numbers: ['20880000000000010156'], from: '2026-06-01', to: '2026-06-30' },
    ],
    ['账务明细_20260601_20260701.xlsx', { numbers: [], from: '2026-06-01', to: '2026-07-01' }],
    ['2026年6月1日.csv', { numbers: [], from: '2026-06-01', to: '2026-06-01' }],
    [
      '2088_20260602.csv.zip/20880000000000010156_20260601_DETAILS.csv',
      { numbers: ['20880000000000010156'], from: '2026-06-01', to: '2026-06-01' },
    ],
    ['orders.csv', { numbers: [] }],
    ['1900000001-2026-02-31.csv', { numbers: ['1900000001'] }],
  ])('%s', (name, facts) => {
    expect(nameFacts(name)).toEqual(facts);
  });
});

describe('balances of a bank statement are followed row by row', () => {
  const statement = (...rows: readonly string[]) => readText(`booked_on,amount,balance\n${rows.join('\n')}\n`);

  it('oldest first: opening and closing are those before the first and after the last row', async () => {
    const { outcome } = await statement('2026-03-01,100.00,1100.00', '2026-03-02,-40.00,1060.00');
    expect(outcome.parts).toMatchObject([
      { opening: 100_000, closing: 106_000, newestFirst: false, credits: 10_000, debits: 4_000 },
    ]);
    expect(outcome.issues).toEqual([]);
  });

  it('newest first, also within one day, is told by the balances', async () => {
    const { outcome } = await statement('2026-03-01,-40.00,1060.00', '2026-03-01,100.00,1100.00');
    expect(outcome.parts).toMatchObject([{ opening: 100_000, closing: 106_000, newestFirst: true }]);
    expect(outcome.issues).toEqual([]);
  });

  it('a row that was taken out is a break, with the line and both amounts', async () => {
    const { outcome } = await statement(
      '2026-03-01,100.00,1100.00',
      '2026-03-02,-40.00,1010.00',
      '2026-03-03,1.00,1011.00',
    );
    expect(outcome.issues).toEqual([
      {
        code: 'balance-break',
        line: 3,
        what: 'balance',
        expected: 106_000,
        actual: 101_000,
        unit: 'amount',
        currency: 'CNY',
      },
    ]);
  });

  it('rows without a balance belong to the next that has one', async () => {
    const { outcome } = await statement('2026-03-01,100.00,1100.00', '2026-03-02,-40.00,', '2026-03-03,1.00,1061.00');
    expect(outcome.issues).toEqual([]);
    expect(outcome.parts).toMatchObject([{ opening: 100_000, closing: 106_100 }]);
  });

  it('each account and currency has its own', async () => {
    const text =
      'account,booked_on,amount,balance,currency\nA,2026-03-01,1.00,11.00,CNY\nB,2026-03-01,2.00,22.00,USD\nA,2026-03-02,1.00,12.00,CNY\n';
    const { outcome } = await readText(text);
    expect(outcome.issues).toEqual([]);
    expect(outcome.parts).toMatchObject([
      { account: 'A', currency: 'CNY', opening: 1_000, closing: 1_200, rows: 2 },
      { account: 'B', currency: 'USD', opening: 2_000, closing: 2_200, rows: 1 },
    ]);
  });
});

describe('bad rows are told and set aside, the others are read', () => {
  it('with their line, column and text', async () => {
    const { rows, outcome } = await readText(
      'order_no,ordered_at,payable\nSO1,2026-03-01,1.00\n"SO\n2",2026-03-01,oops\nSO3,2026-03-01,3.00\n',
    );
    expect(rows).toMatchObject([
      { orderNo: 'SO1', line: 2 },
      { orderNo: 'SO3', line: 5 },
    ]);
    expect(outcome.problems).toEqual([{ code: 'AMOUNT_UNREADABLE', line: 3, column: 'payable', text: 'oops' }]);
    expect(outcome.rejected).toMatchObject([{ line: 3, raw: 'SO\n2,2026-03-01,oops' }]);
  });

  it('a thousand are listed, the rest is counted', async () => {
    const { outcome } = await readText(`order_no,ordered_at,payable\n${'SO1,2026-03-01,x\n'.repeat(1_200)}`);
    expect(outcome.problems).toHaveLength(1_000);
    expect(outcome.problemsBeyond).toBe(200);
  });

  it('a row of too many or too few cells isn’t guessed at; empty padding is none', async () => {
    const { rows, outcome } = await readText(
      'order_no,ordered_at,payable\nSO1,2026-03-01,1.00,,\nSO2,2026-03-01,1,000.00,\nSO3,2026-03-01\n',
    );
    expect(rows).toHaveLength(1);
    expect(outcome.problems).toMatchObject([
      { code: 'CELL_COUNT', line: 3 },
      { code: 'CELL_COUNT', line: 4 },
    ]);
  });

  it('the header of a second page is no row', async () => {
    const { rows, outcome } = await readText(
      'order_no,ordered_at,payable\nSO1,2026-03-01,1.00\norder_no,ordered_at,payable\nSO2,2026-03-01,1.00\n',
    );
    expect(rows).toHaveLength(2);
    expect(outcome.problems).toEqual([]);
  });
});

it('a record beyond its limit is refused by name', async () => {
  const wide = Array.from({ length: 2_001 }, (_, column) => `c${String(column)}`).join(',');
  expect(await refusalOf(`${wide}\n`)).toMatchObject({ code: 'LIMIT_REACHED', limit: 'columns' });
  expect(await refusalOf(`order_no,ordered_at,payable\nSO1,"${'x'.repeat(1_100_000)}",1\n`)).toMatchObject({
    code: 'LIMIT_REACHED',
    limit: 'recordBytes',
  });
});

it('a fingerprint is the SHA-256 of the bytes', async () => {
  expect(await fingerprint(textFile('abc'))).toEqual({
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    bytes: 3,
  });
});
