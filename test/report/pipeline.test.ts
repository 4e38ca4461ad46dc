import { expect, test } from 'vitest';

import { askedBooks, type World } from './asked-books.ts';
import { WEEK } from './week.ts';

test('orders are counted where they stand, and the days between the stages they went through', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('pipeline', { asOf: '2026-06-04' });
  expect(answer.rows.map(({ stage, orders, amount }) => [stage, orders, amount])).toEqual([
    ['ordered', 1, '1000.00'],
    ['paid', 1, '80.00'],
    ['settled', 2, '300.00'],
    ['cancelled', 1, '30.00'],
    ['refunded', 1, '50.00'],
  ]);
  expect(answer['steps']).toEqual([
    { from: 'ordered', to: 'paid', orders: 4, median: 0, p90: 0, most: 0 },
    { from: 'paid', to: 'settled', orders: 3, median: 0, p90: 0, most: 0 },
  ]);
});

/*
 * O1 goes the whole way: its sale and its fee come in two rows of one batch, paid out and in the bank. O2 is paid by the
 * customer's own transfer and invoiced before. A lines' batch of O3 is paid out on the 5th only.
 */
const WAY: World = {
  yaml: WEEK.yaml,
  files: {
    'orders.csv': `order_no,platform,shop,customer,ordered_at,paid_at,shipped_at,status,payable,due_on
O3,wechat,North,,2026-06-02 09:00:00,2026-06-02 09:00:01,2026-06-03 10:00:00,shipped,50.00,
O1,wechat,North,,2026-06-01 10:00:00,2026-06-01 10:00:01,2026-06-02 10:00:00,shipped,100.00,
O0,wechat,South,,2026-06-01 10:00:00,2026-06-01 10:00:01,,paid,70.00,
O9,wechat,South,,2026-06-01 10:00:00,2026-06-01 10:00:01,,paid,90.00,
O2,,,Alder Ltd,2026-06-01 14:00:00,,,shipped,1000.00,2026-06-20
`,
    'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net,batch_no
T1,O1,pay,sale,2026-06-01 10:00:05,100.00,0.00,100.00,B1
T1,O1,pay,fee,2026-06-01 10:00:05,0.00,0.60,-0.60,B1
,,pay,payout,2026-06-02 00:30:00,-99.40,0.00,-99.40,B1
T3,O3,pay,sale,2026-06-03 09:00:05,50.00,0.30,49.70,B2
,,pay,payout,2026-06-05 00:30:00,-49.70,0.00,-49.70,B2
`,
    'bank.csv': `account,booked_on,amount,counterparty,reference,memo
ccb,2026-06-03,99.40,财付通支付科技有限公司,R1,微信提现
`,
    'invoices.csv': `invoice_no,issued_on,customer,order_no,total
F1,2026-06-04,A buyer,O1,100.00
`,
  },
};

test('an order of several rows counts once, at the last stage it reached by the day', async () => {
  const books = await askedBooks(WAY);
  const standing = async (asOf: string): Promise<unknown> =>
    (await books.json('pipeline', { asOf, filters: { shop: 'North' } })).rows.map(({ stage, orders }) => [
      stage,
      orders,
    ]);
  expect(await standing('2026-06-01')).toEqual([['settled', 1]]);
  expect(await standing('2026-06-02')).toEqual([
    ['paid', 1],
    ['paid-out', 1],
  ]);
  expect(await standing('2026-06-03')).toEqual([
    ['settled', 1],
    ['in-bank', 1],
  ]);
  expect(await standing('2026-06-05')).toEqual([
    ['paid-out', 1],
    ['closed', 1],
  ]);
});

test('of two orders of the same moment the lower number is the shop’s first', async () => {
  const books = await askedBooks(WAY);
  const { rows } = await books.json('first-orders', { asOf: '2026-06-05' });
  expect(rows.map(({ kind, name, ref, stage, since }) => [kind, name, ref, stage, since])).toEqual([
    ['shop', 'South', 'order:O0', 'paid', '2026-06-01'],
    ['shop', 'North', 'order:O1', 'closed', '2026-06-04'],
    ['customer', 'Alder Ltd', 'order:O2', 'ordered', '2026-06-01'],
  ]);
});
