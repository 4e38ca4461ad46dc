import { expect, test } from 'vitest';

import { askedBooks, type World } from './asked-books.ts';
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

/**
 * The platform keeps 5.00 and 8.00 back for eight days (6 June is a Saturday, so 14 June a Sunday); 3.00 of the first
 * come back by its number, then 6.00 that name nothing.
 */
const HELD: World = {
  yaml: `
book: Small shop
accounts:
  - { id: shop, kind: wallet, platform: kuaishou, pays_out: manual, reserve: { rule: D+8, roll: following } }
`,
  files: {
    'may.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
T0,Q0,shop,sale,2026-05-20 10:00:00,200.00,1.00,199.00
`,
    'shop.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
T1,Q1,shop,sale,2026-06-01 10:00:00,100.00,0.60,99.40
T1,Q1,shop,reserve,2026-06-01 10:00:00,-5.00,0.00,-5.00
T2,Q2,shop,sale,2026-06-06 10:00:00,160.00,0.96,159.04
T2,Q2,shop,reserve,2026-06-06 10:00:00,-8.00,0.00,-8.00
T1,Q1,shop,release,2026-06-09 10:00:00,3.00,0.00,3.00
,,shop,release,2026-06-12 10:00:00,6.00,0.00,6.00
`,
  },
};

test('what a platform holds back is shown, and named once its release day has gone by', async () => {
  const books = await askedBooks(HELD);
  const held = async (asOf: string): Promise<unknown> => (await books.json('platforms', { asOf })).rows[0]?.['frozen'];
  const overdue = async (asOf: string): Promise<readonly unknown[]> =>
    (await books.json('discrepancies', { asOf })).rows
      .filter(({ code }) => code === 'reserve-overdue')
      .map((row) => [row['trade_no'], row['expected'], row['difference'], row['date'], row['severity']]);
  expect([await held('2026-06-08'), await overdue('2026-06-09')]).toEqual(['13.00', []]);
  // 5.00 − 3.00 are due on 9 June; the 6.00 of the 12th pay them first, then 4.00 of the 8.00, due on Monday the 15th.
  expect([await held('2026-06-10'), await overdue('2026-06-10')]).toEqual([
    '10.00',
    [['T1', '2.00', '-2.00', '2026-06-01', 'medium']],
  ]);
  expect([await held('2026-06-15'), await overdue('2026-06-15')]).toEqual(['4.00', []]);
  expect(await overdue('2026-06-16')).toEqual([['T2', '4.00', '-4.00', '2026-06-06', 'medium']]);
});

test('a month is shown beside the month before', async () => {
  const books = await askedBooks(HELD);
  const june = { asOf: '2026-06-30', from: '2026-06-01', to: '2026-06-30' };
  // 200.00 and 1.00 (0.5 %) in May, 260.00 and 1.56 (0.6 %) in June.
  expect((await books.json('platforms', june))['change']).toEqual([
    {
      ...{ platform: 'kuaishou', sales_before: '200.00', sales: '260.00', sales_change: 0.3 },
      ...{ fee_rate_before: 0.005, fee_rate: 0.006, fee_change_bps: 10, currency: 'CNY' },
    },
  ]);
  expect((await books.json('platforms', { asOf: '2026-06-30' }))['change']).toBeUndefined();
});
