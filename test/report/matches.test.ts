import { expect, test } from 'vitest';

import { askedBooks } from './asked-books.ts';
import { WEEK } from './week.ts';

const NAME = expect.stringMatching(/^m-[0-9a-f]{12}$/) as string;

test('a group of an order holds what the books say and each sale and refund of it', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('matches', { asOf: '2026-06-04', filters: { order: 'O3' } });
  expect(rows).toEqual([
    {
      group: NAME,
      leg: 'order-settlement',
      shape: '1:n',
      state: 'auto',
      pass: 'by-merchant-order-no',
      difference: '0.00',
      currency: 'CNY',
      matched_on: '2026-06-02',
      members: [
        { side: 'expected', ref: 'order:O3', amount: '50.00', file: 'orders.csv', line: 4 },
        { side: 'expected', ref: 'order:O3', amount: '-50.00', file: 'orders.csv', line: 4 },
        { side: 'actual', ref: 'trade:T3', amount: '50.00', file: 'pay.csv', line: 5 },
        { side: 'actual', ref: 'trade:T3', amount: '-50.00', file: 'pay.csv', line: 6 },
      ],
      why: {},
    },
  ]);
});

test('a payout group holds the payout and its bank line, nothing else', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('matches', { asOf: '2026-06-04', filters: { account: 'ccb' } });
  expect(
    rows.map(({ group, leg, shape, difference, members }) => ({ group, leg, shape, difference, members })),
  ).toEqual([
    {
      group: NAME,
      leg: 'payout-bank',
      shape: '1:1',
      difference: '0.00',
      members: [
        { side: 'expected', ref: 'batch:P20260602', amount: '297.21', file: 'pay.csv', line: 4 },
        { side: 'actual', ref: 'bank:ccb/B1', amount: '297.21', file: 'bank.csv', line: 2 },
      ],
    },
  ]);
});

test('a match exists from the last day among its members', async () => {
  const books = await askedBooks(WEEK);
  const legs = async (asOf: string): Promise<readonly unknown[]> =>
    (await books.json('matches', { asOf })).rows.map((row) => row['leg']);
  expect(await legs('2026-06-01')).toEqual(['order-settlement', 'order-settlement']);
  expect(await legs('2026-06-02')).toEqual(['order-settlement', 'order-settlement', 'order-settlement']);
  expect(await legs('2026-06-03')).toContain('payout-bank');
});

test('an amount that came short shows as the difference of its group', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('matches', { asOf: '2026-06-04' });
  expect(answer['by_pass']).toEqual([
    expect.objectContaining({ leg: 'order-settlement', count: 3, differing: 1, difference: '-1.00' }),
    expect.objectContaining({ leg: 'payout-bank', count: 1, differing: 0, difference: '0.00' }),
  ]);
});

test('people read each member as a line in their language, and a pass in words', async () => {
  const books = await askedBooks(WEEK);
  const question = { asOf: '2026-06-04', filters: { account: 'ccb' } };
  const zh = await books.ask('matches', question, 'table', 'zh');
  expect(zh).toContain('  应收 batch:P20260602 297.21 pay.csv:4\n  实收 bank:ccb/B1 297.21 bank.csv:2\n');
  expect(zh).toContain('金额相等、期内');
  expect(await books.ask('matches', question, 'md')).toContain(
    'expected batch:P20260602 297.21 pay.csv:4; actual bank:ccb/B1 297.21 bank.csv:2',
  );
});
