import { expect, test } from 'vitest';

import { share } from '../../src/report/columns.ts';
import { askedBooks } from './asked-books.ts';
import { WEEK } from './week.ts';

const CNY = { currency: 'CNY' };

test('every side is matched, in transit or with findings, and nothing is lost between them', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('summary', { asOf: '2026-06-04' });
  expect(answer.rows).toEqual([
    { side: 'orders', count: 5, matched: 2, open: 1, findings: 2, match_rate: 0.4, ...CNY },
    { side: 'platform_sales', count: 4, matched: 2, open: 0, findings: 2, match_rate: 0.5, ...CNY },
    { side: 'platform_refunds', count: 1, matched: 1, open: 0, findings: 0, match_rate: 1, ...CNY },
    { side: 'platform_payouts', count: 2, matched: 1, open: 1, findings: 0, match_rate: 0.5, ...CNY },
    { side: 'bank_in', count: 2, matched: 1, open: 1, findings: 0, match_rate: 0.5, ...CNY },
  ]);
  expect(answer['amounts']).toEqual([
    {
      side: 'orders',
      amount: '1430.00',
      matched: '150.00',
      open: '1000.00',
      findings: '280.00',
      match_rate: 0.1049,
      ...CNY,
    },
    {
      side: 'platform_sales',
      amount: '369.00',
      matched: '150.00',
      open: '0.00',
      findings: '219.00',
      match_rate: 0.4065,
      ...CNY,
    },
    {
      side: 'platform_refunds',
      amount: '-50.00',
      matched: '-50.00',
      open: '0.00',
      findings: '0.00',
      match_rate: 1,
      ...CNY,
    },
    {
      side: 'platform_payouts',
      amount: '317.09',
      matched: '297.21',
      open: '19.88',
      findings: '0.00',
      match_rate: 0.9373,
      ...CNY,
    },
    {
      side: 'bank_in',
      amount: '374.21',
      matched: '297.21',
      open: '77.00',
      findings: '0.00',
      match_rate: 0.7942,
      ...CNY,
    },
  ]);
  expect(answer['notes']).toContain('Check: total = matched + in transit + with findings, on every side: yes.');
  expect(answer['notes']).toContain('Orders of which no money is expected (cancelled, unpaid), left out above: 1.');
  expect(answer.warnings).toEqual([]);
});

test('what was in transit is a finding once its day has gone by', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('summary', { asOf: '2026-06-10' });
  const standing = rows.map(({ side, matched, open, findings }) => [side, matched, open, findings]);
  expect(standing).toContainEqual(['platform_payouts', 1, 0, 1]);
  expect(standing).toContainEqual(['bank_in', 1, 0, 1]);
});

test('a period counts the rows of its own days only, and still adds up', async () => {
  const books = await askedBooks(WEEK);
  const { rows, warnings } = await books.json('summary', { asOf: '2026-06-04', from: '2026-06-01', to: '2026-06-01' });
  expect(rows.map(({ side, count, matched, findings }) => [side, count, matched, findings])).toEqual([
    ['orders', 3, 1, 1],
    ['platform_sales', 2, 1, 1],
  ]);
  expect(warnings).toEqual([]);
});

test('each platform has its own lines; a sale on account belongs to none', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('summary', { asOf: '2026-06-04' });
  const platforms = answer['by_platform'] as readonly Readonly<Record<string, unknown>>[];
  expect(platforms.map(({ platform, side, count, amount }) => [platform, side, count, amount])).toEqual([
    [undefined, 'orders', 1, '1000.00'],
    ['wechat', 'orders', 4, '430.00'],
    ['wechat', 'platform_sales', 4, '369.00'],
    ['wechat', 'platform_refunds', 1, '-50.00'],
    ['wechat', 'platform_payouts', 2, '317.09'],
  ]);
});

test('orders of no platform have a name among the platforms', async () => {
  const books = await askedBooks(WEEK);
  expect(await books.ask('summary', { asOf: '2026-06-10' }, 'table', 'zh')).toMatch(/^无平台（线下） +订单 +1 /mu);
});

test.each([
  [2, 3, 0.6667],
  [1, 3, 0.3333],
  [1, 20_000, 0.0001],
  [999_999, 1_000_000, 0.9999],
  [5, 5, 1],
  [0, 0, undefined],
])('%i of %i is %f everywhere, half up, and all of it only where it is', (part, whole, expected) => {
  expect(share(part, whole)).toBe(expected);
});
