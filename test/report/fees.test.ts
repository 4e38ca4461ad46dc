import { expect, test } from 'vitest';

import { displayWidth } from '../../src/render/width.ts';
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

/** A shop without a contract: 0.5 %, 0.6 %, with a commission 1.6 %, and 0.6 % of what a refund left. */
const YEAR: World = {
  yaml: `
book: Fees
accounts:
  - { id: pay, kind: wallet, platform: wechat, pays_out: manual }
`,
  files: {
    'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
Y1,Y1,pay,sale,2025-06-10 10:00:00,100.00,0.50,99.50
Y2,Y2,pay,sale,2025-07-10 10:00:00,200.00,1.20,198.80
Y3,Y3,pay,sale,2026-05-10 10:00:00,100.00,0.60,99.40
Y3,Y3,pay,commission,2026-05-10 10:00:00,,,-1.00
Y4,Y4,pay,sale,2026-06-10 10:00:00,300.00,1.80,298.20
Y4,Y4,pay,refund,2026-06-11 10:00:00,-100.00,-0.60,-99.40
`,
  },
};

test('twelve months show how a rate moves, and which month is out of line with all of them', async () => {
  const books = await askedBooks(YEAR);
  const trend = async (asOf: string): Promise<unknown> => {
    const rows = (await books.json('fees', { asOf, from: '2026-06-01', to: '2026-06-30' }))['trend'];
    const names = ['month', 'base', 'net', 'effective_rate', 'change_bps', 'year_bps'];
    return (rows as readonly Record<string, unknown>[]).map((row) => names.map((name) => row[name]));
  };
  // June 2025 is the month before the first of the twelve. 4.00 of 500.00 is 0.8 %.
  expect(await trend('2026-06-30')).toEqual([
    ['2025-07', '200.00', '1.20', 0.006, 10, -20],
    ['2026-05', '100.00', '1.60', 0.016, undefined, 80],
    ['2026-06', '200.00', '1.20', 0.006, -100, -20],
  ]);
  // Without the refund of the 11th: 4.60 of 600.00 is 0.7667 %.
  expect(await trend('2026-06-10')).toEqual([
    ['2025-07', '200.00', '1.20', 0.006, 10, -17],
    ['2026-05', '100.00', '1.60', 0.016, undefined, 83],
    ['2026-06', '300.00', '1.80', 0.006, -100, -17],
  ]);
});

/** By a contract of 0.6 %: 0.12 too much, 0.20 too little, 0.05 too much, one that is right. */
const OFF: World = {
  yaml: `
book: Fees
accounts:
  - { id: pay, kind: wallet, platform: wechat, fee: { rate: 0.6% }, settles: D+0, pays_out: manual }
`,
  files: {
    'orders.csv': `order_no,platform,shop,ordered_at,paid_at,status,payable
F1,wechat,二店,2026-06-01 10:00:00,2026-06-01 10:00:00,completed,100.00
F2,wechat,一店,2026-06-01 10:00:00,2026-06-01 10:00:00,completed,50.00
F3,wechat,一店,2026-06-02 10:00:00,2026-06-02 10:00:00,completed,200.00
F4,wechat,一店,2026-06-02 10:00:00,2026-06-02 10:00:00,completed,100.00
`,
    'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
T1,F1,pay,sale,2026-06-01 10:00:00,100.00,0.72,99.28
T2,F2,pay,sale,2026-06-01 10:00:00,50.00,0.10,49.90
T3,F3,pay,sale,2026-06-02 10:00:00,200.00,1.25,198.75
T4,F4,pay,sale,2026-06-02 10:00:00,100.00,0.60,99.40
`,
  },
};

test('the lines furthest from the contract are named, the furthest first, over and under alike', async () => {
  const books = await askedBooks(OFF);
  const { outliers } = await books.json('fees', { asOf: '2026-06-30' });
  expect(outliers).toMatchObject([
    { order_no: 'F2', expected: '0.30', charged: '0.10', difference: '-0.20', off: -0.6667, file: 'pay.csv', line: 3 },
    { order_no: 'F1', expected: '0.60', charged: '0.72', difference: '0.12', off: 0.2, shop: '二店' },
    { order_no: 'F3', expected: '1.20', charged: '1.25', difference: '0.05', off: 0.0417 },
  ]);
  const narrowed = async (question: Parameters<typeof books.json>[1]): Promise<unknown> =>
    ((await books.json('fees', question))['outliers'] as readonly Record<string, unknown>[]).map(
      ({ order_no: order }) => order,
    );
  expect(await narrowed({ asOf: '2026-06-30', filters: { shop: '二店' } })).toEqual(['F1']);
  expect(await narrowed({ asOf: '2026-06-30', from: '2026-06-02', to: '2026-06-30' })).toEqual(['F3']);
  expect(await narrowed({ asOf: '2026-06-01' })).toEqual(['F2', 'F1']);
});

test('of more than twenty the furthest twenty are shown, and how many more there are', async () => {
  const numbers = Array.from({ length: 22 }, (_, index) => String(index + 1).padStart(2, '0'));
  const order = (no: string): string => `F${no},wechat,2026-06-01 10:00:00,2026-06-01 10:00:00,completed,100.00`;
  // 0.61, 0.62 … where 0.60 is due.
  const line = (no: string, index: number): string =>
    `T${no},F${no},pay,sale,2026-06-01 10:00:00,100.00,${(0.61 + index / 100).toFixed(2)},${(99.39 - index / 100).toFixed(2)}`;
  const books = await askedBooks({
    yaml: OFF.yaml,
    files: {
      'orders.csv': ['order_no,platform,ordered_at,paid_at,status,payable', ...numbers.map(order), ''].join('\n'),
      'pay.csv': ['trade_no,order_no,account,kind,occurred_at,gross,fee,net', ...numbers.map(line), ''].join('\n'),
    },
  });
  const outliers = (await books.json('fees', { asOf: '2026-06-30' }))['outliers'] as readonly Record<string, unknown>[];
  expect(outliers.map(({ difference }) => difference)).toEqual(
    Array.from({ length: 20 }, (_, index) => `0.${String(22 - index).padStart(2, '0')}`),
  );
  expect(await books.ask('fees', { asOf: '2026-06-30' }, 'table')).toContain('2 more lines are charged other than by');
});

test('in eighty columns and both languages', async () => {
  const books = await askedBooks(OFF);
  const year = await askedBooks(YEAR);
  for (const lang of ['en', 'zh'] as const) {
    const texts = [
      await books.ask('fees', { asOf: '2026-06-30' }, 'table', lang),
      await year.ask('fees', { asOf: '2026-06-30' }, 'table', lang),
    ];
    for (const line of texts.join('').split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  }
  expect(await year.ask('fees', { asOf: '2026-06-30' }, 'table', 'zh')).toContain('近十二个月费率');
  expect(await books.ask('fees', { asOf: '2026-06-30' }, 'md', 'zh')).toContain('偏离合同最多的明细');
});

/**
 * One rate of 0.6 % for every sale, to the even fen: 0.60 of 100.00; of 12.50 0.075, so 0.08; of 2.50 0.015, so 0.02; of
 * 7.50 0.045, so 0.04. The platform rounds halves up: 0.05 of 7.50. Of another 100.00 it takes 0.61.
 */
test('sales charged by the contract, on its half fen and beside it each come to the contract’s own fee', async () => {
  const books = await askedBooks({
    yaml: `
book: Halves
accounts:
  - { id: pay, kind: wallet, platform: wechat, fee: { rate: 0.6%, rounding: half-even }, pays_out: manual }
`,
    files: {
      'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
H1,H1,pay,sale,2026-06-10 10:00:00,100.00,0.60,99.40
H2,H2,pay,sale,2026-06-10 11:00:00,12.50,0.08,12.42
H3,H3,pay,sale,2026-06-11 10:00:00,2.50,0.02,2.48
H4,H4,pay,sale,2026-06-11 11:00:00,7.50,0.05,7.45
H5,H5,pay,sale,2026-06-12 10:00:00,100.00,0.61,99.39
`,
    },
  });
  const { rows } = await books.json('fees', { asOf: '2026-06-30' });
  expect(rows).toMatchObject([
    // 0.60 + 0.08 + 0.02 + 0.04 + 0.60; on the total of 222.50: 1.335, to the even fen 1.34.
    { count: 5, base: '222.50', expected: '1.34', charged: '1.36', difference: '0.02', on_total: '1.34' },
  ]);
});
