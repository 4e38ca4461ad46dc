import { expect, test } from 'vitest';

import { askedBooks } from './asked-books.ts';
import { WEEK } from './week.ts';

test('a row of a finding has the keys that scripts rely on', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('discrepancies', { asOf: '2026-06-10', filters: { order: 'O2' } });
  expect(rows).toEqual([
    {
      finding: expect.stringMatching(/^f-[0-9a-f]{12}$/) as string,
      code: 'amount-mismatch',
      severity: 'high',
      leg: 'order-settlement',
      order_no: 'O2',
      trade_no: 'T2',
      account: 'pay',
      expected: '200.00',
      actual: '199.00',
      difference: '-1.00',
      currency: 'CNY',
      date: '2026-06-01',
      file: 'pay.csv',
      line: 3,
      state: 'open',
      age_days: 9,
      message: 'order O2: 200.00 due, 199.00 settled, difference -1.00',
    },
  ]);
});

test('findings come worst first, with totals by severity and by kind', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('discrepancies', { asOf: '2026-06-10' });
  expect(answer.rows.map(({ code, difference }) => [code, difference])).toEqual([
    ['payout-missing', '-19.88'],
    ['amount-mismatch', '-1.00'],
    ['bank-credit-unexplained', '77.00'],
    ['order-unsettled', '-80.00'],
    ['settlement-without-order', '20.00'],
  ]);
  expect(answer['totals']).toEqual({ count: 5 });
  expect(answer['by_severity']).toEqual([
    { severity: 'critical', count: 1, amount: '19.88', currency: 'CNY' },
    { severity: 'high', count: 4, amount: '178.00', currency: 'CNY' },
  ]);
});

test('an order without any line is found under the platform it was sold on', async () => {
  const books = await askedBooks(WEEK);
  const codes = async (platform: string): Promise<readonly unknown[]> =>
    (await books.json('discrepancies', { asOf: '2026-06-10', filters: { platform } })).rows.map((row) => row['code']);
  expect(await codes('wechat')).toEqual([
    'payout-missing',
    'amount-mismatch',
    'order-unsettled',
    'settlement-without-order',
  ]);
  expect(await codes('alipay')).toEqual([]);
});

test('only findings of the days asked for are listed', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('discrepancies', { asOf: '2026-06-10', from: '2026-06-02', to: '2026-06-03' });
  expect(rows.map((row) => row['code'])).toEqual(['payout-missing', 'order-unsettled', 'settlement-without-order']);
});

test('a table says in a sentence below each row what is wrong, within 80 columns and in both languages', async () => {
  const books = await askedBooks(WEEK);
  const english = await books.ask('discrepancies', { asOf: '2026-06-10' }, 'table', 'en');
  expect(english).toContain('\n  order O2: 200.00 due, 199.00 settled, difference -1.00\n');
  expect(english.split('\n').every((line) => line.length <= 80)).toBe(true);
  const chinese = await books.ask('discrepancies', { asOf: '2026-06-10' }, 'table', 'zh');
  expect(chinese).toContain('\n  订单 O2：应收 200.00，平台收款 199.00，差 -1.00\n');
});
