import { expect, test } from 'vitest';

import { askedBooks } from './asked-books.ts';
import { WEEK } from './week.ts';

test('what is still to come is listed with the day it is due, and nothing that is a finding', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('open', { asOf: '2026-06-04' });
  expect(rows.map(({ kind, ref, due, days_left: left, amount }) => [kind, ref, due, left, amount])).toEqual([
    ['payout', 'batch:P20260603', '2026-06-04', 0, '19.88'],
    ['receivable', 'order:O6', '2026-06-20', 16, '1000.00'],
    ['bank', 'bank:ccb/B2', '2026-06-07', 3, '77.00'],
  ]);
});

test('an order paid today is in transit until its cycle has gone by', async () => {
  const books = await askedBooks(WEEK);
  const onTheDay = await books.json('open', { asOf: '2026-06-02', filters: { order: 'O4' } });
  expect(onTheDay.rows).toEqual([
    {
      kind: 'order',
      ref: 'order:O4',
      platform: 'wechat',
      date: '2026-06-02',
      due: '2026-06-02',
      days_left: 0,
      amount: '80.00',
      currency: 'CNY',
      file: 'orders.csv',
      line: 5,
    },
  ]);
  expect((await books.json('open', { asOf: '2026-06-03', filters: { order: 'O4' } })).rows).toEqual([]);
});

test('totals stand by kind', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('open', { asOf: '2026-06-04' });
  expect(answer['by_kind']).toEqual([
    { kind: 'payout', count: 1, amount: '19.88', currency: 'CNY' },
    { kind: 'receivable', count: 1, amount: '1000.00', currency: 'CNY' },
    { kind: 'bank', count: 1, amount: '77.00', currency: 'CNY' },
  ]);
});
