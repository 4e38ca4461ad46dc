import { expect, test } from 'vitest';

import { askedBooks } from './asked-books.ts';
import { WEEK } from './week.ts';

test('a platform is shown by what it costs, how long it keeps the money and what is wrong with it', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('platforms', { asOf: '2026-06-06' });
  // Sales 100.00 + 199.00 + 50.00 + 20.00, refunded 50.00; fees 0.60 + 1.19 + 0.30 + 0.12, 0.30 of them given back.
  expect(rows).toMatchObject([
    {
      ...{ platform: 'wechat', rule: 'T+1', orders: 4, sales: '369.00', refunds: '50.00', refund_rate: 0.1355 },
      ...{ fees: '1.91', fee_rate: 0.006, settled_p50: 0, lag_p50: 1, lag_p90: 1, lag_max: 1, late_rate: 0.5 },
      // O4 of 80.00 was never settled, P20260603 of 19.88 never came.
      ...{ in_transit: '0.00', overdue: '99.88', currency: 'CNY' },
    },
  ]);
});

test('what is on its way has a day on which it is expected', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('platforms', { asOf: '2026-06-03' });
  expect(rows).toMatchObject([{ in_transit: '19.88', next_date: '2026-06-04', next_amount: '19.88' }]);
});

test('another platform is left out when one is asked for', async () => {
  const books = await askedBooks(WEEK);
  expect((await books.json('platforms', { asOf: '2026-06-06', filters: { platform: 'alipay' } })).rows).toEqual([]);
});
