import { expect, test } from 'vitest';

import { askedBooks, type World } from './asked-books.ts';

/*
 * Two months of a shop by hand. The contract takes 0.6 %, from June on 0.5 %. May: 100.00 (fee 0.60). June: batch B1 is
 * 1000 sales of 0.84, charged on the total (4.20) where 0.00 a line are due (0.0042); batch B2 is a sale of 200.00 at
 * 1.10 where 1.00 is due; 50.00 of it is refunded with 0.20 of its fee where 0.28 should come back (1.10 × 50 ÷ 200 =
 * 0.275, to the even fen). A commission of 3.00, and a service fee of 2.00 that names no order.
 */
const SALES = Array.from(
  { length: 1000 },
  (_, index) =>
    `S${String(index).padStart(6, '0')},S${String(index).padStart(6, '0')},pay,sale,2026-06-02 10:00:00,0.84,${index < 420 ? '0.01' : '0.00'},${index < 420 ? '0.83' : '0.84'},B1`,
).join('\n');

const WORLD: World = {
  yaml: `
book: Fees
accounts:
  - { id: ccb, kind: bank }
  - id: pay
    kind: wallet
    platform: wechat
    fee:
      - { rate: 0.6%, to: 2026-05-31, returned_on_refund: true }
      - { rate: 0.5%, from: 2026-06-01, returned_on_refund: true }
    settles: D+0
`,
  files: {
    'orders.csv': `order_no,platform,shop,ordered_at,paid_at,status,payable,refunded
O0000001,wechat,一店,2026-05-10 10:00:00,2026-05-10 10:00:00,completed,100.00,
O0000002,wechat,一店,2026-06-03 10:00:00,2026-06-03 10:00:00,completed,200.00,50.00
`,
    'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net,batch_no
T0000001,O0000001,pay,sale,2026-05-10 10:00:00,100.00,0.60,99.40,B0
${SALES}
T0000002,O0000002,pay,sale,2026-06-03 10:00:00,200.00,1.10,198.90,B2
T0000002,O0000002,pay,refund,2026-06-04 10:00:00,-50.00,-0.20,-49.80,B2
T0000002,O0000002,pay,commission,2026-06-05 10:00:00,,,-3.00,B2
,,pay,fee,2026-06-06 10:00:00,,,-2.00,B2
`,
  },
};

test('what a contract allows stands beside what was charged, by month, shop and kind of fee', async () => {
  const books = await askedBooks(WORLD);
  const { rows } = await books.json('fees', { asOf: '2026-06-30', from: '2026-06-01', to: '2026-06-30' });
  const told = rows.map((row) =>
    ['shop', 'fee_kind', 'count', 'base', 'expected', 'on_total', 'charged', 'difference'].map((key) => row[key]),
  );
  expect(told).toEqual([
    [undefined, 'payment', 1000, '840.00', '0.00', '4.20', '4.20', '4.20'],
    [undefined, 'service', 1, '840.00', undefined, undefined, '2.00', undefined],
    ['一店', 'commission', 1, '150.00', undefined, undefined, '3.00', undefined],
    ['一店', 'payment', 1, '150.00', '1.00', '1.00', '1.10', '0.10'],
  ]);
  const payment = rows[3];
  expect(payment).toMatchObject({
    month: '2026-06',
    platform: 'wechat',
    contract_rate: '0.5%',
    returned: '0.20',
    not_returned: '0.08',
  });
  // (1.10 − 0.20) ÷ 150.00 = 0.6 %, as in May.
  expect(payment).toMatchObject({ effective_rate: 0.006, change_bps: 0 });
  expect(rows[1]).toMatchObject({ without_order: '2.00' });
});

test('a batch charged on its total is told apart from one that is charged too much', async () => {
  const books = await askedBooks(WORLD);
  const { batches } = await books.json('fees', { asOf: '2026-06-30' });
  expect(batches).toMatchObject([
    {
      batch_no: 'B1',
      lines: 1000,
      expected: '0.00',
      on_total: '4.20',
      charged: '4.20',
      difference: '4.20',
      verdict: 'on-total',
    },
    {
      batch_no: 'B2',
      lines: 1,
      expected: '1.00',
      on_total: '1.00',
      charged: '1.10',
      difference: '0.10',
      verdict: 'differs',
    },
  ]);
});

test('all fees of a month together have a rate, and how far it is from the month before', async () => {
  const books = await askedBooks(WORLD);
  const answer = await books.json('fees', { asOf: '2026-06-30', filters: { shop: '一店' } });
  // June: 1.10 − 0.20 + 3.00 = 3.90 of 150.00 is 2.6 %, 200 bps more than May's 0.6 %.
  expect(answer['by_month']).toMatchObject([
    { month: '2026-05', base: '100.00', charged: '0.60', effective_rate: 0.006 },
    { month: '2026-06', base: '150.00', charged: '4.10', returned: '0.20', effective_rate: 0.026, change_bps: 200 },
  ]);
});

test('what was charged less what came back is the net fee, of all shops together and as the wallet has it', async () => {
  const books = await askedBooks(WORLD);
  const asked = { asOf: '2026-06-30', from: '2026-06-01', to: '2026-06-30' };
  const { by_month: months } = await books.json('fees', asked);
  // Charged 4.20 + 1.10 + 3.00 + 2.00 = 10.30, returned 0.20; 10.10 of 840.00 + 200.00 − 50.00 = 990.00 is 1.02 %.
  expect(months).toMatchObject([
    { month: '2026-06', charged: '10.30', returned: '0.20', net: '10.10', base: '990.00', effective_rate: 0.0102 },
  ]);
  expect((await books.json('wallet', asked)).rows).toMatchObject([{ fees: '10.10' }]);
  const text = await books.ask('fees', asked, 'table');
  expect(text).toMatch(/2026-06 .*10\.30 +0\.20 +10\.10 +990\.00 +1\.02%/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('as of a day, later lines do not exist; a month asked for is shown alone', async () => {
  const books = await askedBooks(WORLD);
  const { rows } = await books.json('fees', {
    asOf: '2026-06-03',
    from: '2026-06-01',
    to: '2026-06-30',
    filters: { shop: '一店' },
  });
  expect(rows.map(({ month, fee_kind: kind, charged }) => [month, kind, charged])).toEqual([
    ['2026-06', 'payment', '1.10'],
  ]);
});

test('fees in rows of their own: what comes back is told apart, and the sales are counted', async () => {
  const books = await askedBooks({
    yaml: WORLD.yaml,
    files: {
      'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
T0000001,O0000001,pay,sale,2026-06-10 10:00:00,100.00,0.00,100.00
T0000001,O0000001,pay,fee,2026-06-10 10:00:00,,,-0.50
T0000001,O0000001,pay,refund,2026-06-11 10:00:00,-100.00,0.00,-100.00
T0000001,O0000001,pay,fee,2026-06-11 10:00:00,,,0.50
`,
    },
  });
  const { rows } = await books.json('fees', { asOf: '2026-06-30' });
  expect(rows).toMatchObject([
    { count: 1, base: '0.00', expected: '0.50', charged: '0.50', difference: '0.00', returned: '0.50' },
  ]);
});

/** WeChat's trade bill: an order of 59.90 paid with a coupon of 10.00 that the merchant gave; 0.6 % of 49.90 is 0.30. */
const COUPON_BILL = `交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,代金券金额,手续费,费率,订单金额
\`2026-06-05 09:12:09,\`1900000001,\`42001,\`O0000001,\`SUCCESS,\`CNY,\`49.90,\`10.00,\`0.30000,\`0.60%,\`59.90
总交易单数,应结订单总金额,手续费总金额,订单总金额
\`1,\`49.90,\`0.30000,\`59.90
`;

test('a fee is measured on what was paid, without the coupon the merchant gave, and so is the day’s money', async () => {
  const books = await askedBooks({
    yaml: `
book: Coupons
accounts:
  - { id: ccb, kind: bank, number: "33050161763500000123" }
  - id: wechat
    kind: wallet
    platform: wechat
    number: "1900000001"
    fee: { rate: 0.6%, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, by: days, rule: T+1 }
`,
    files: {
      'orders.csv': 'order_no,paid_at,payable\nO0000001,2026-06-05 09:12:00,59.90\n',
      '1900000001All2026-06-05.csv': COUPON_BILL,
      'bank.csv': 'account,booked_on,amount,counterparty,reference\n33050161763500000123,2026-06-08,49.60,财付通,B1\n',
    },
  });
  const fees = await books.json('fees', { asOf: '2026-06-30' });
  expect(fees.rows).toMatchObject([{ expected: '0.30', charged: '0.30', difference: '0.00' }]);
  const matches = await books.json('matches', { asOf: '2026-06-30' });
  expect(matches.rows).toMatchObject([
    { leg: 'order-settlement', difference: '0.00' },
    { leg: 'settlement-bank', difference: '0.00', state: 'auto' },
  ]);
});
