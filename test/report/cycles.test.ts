import { expect, test } from 'vitest';

import { askedBooks, type World } from './asked-books.ts';
import { WEEK } from './week.ts';

test('a payout pays what the wallet moved since the payout before it', async () => {
  const books = await askedBooks(WEEK);
  const { rows } = await books.json('cycles', { asOf: '2026-06-04' });
  const common = { platform: 'wechat', account: 'pay', rule: 'T+1', other: '0.00', currency: 'CNY' };
  expect(rows).toEqual([
    {
      ...common,
      ...{ batch_no: 'P20260602', period_start: '2026-06-01', period_end: '2026-06-01', orders: 2 },
      ...{ gross: '299.00', refunds: '0.00', fees: '1.79', net: '297.21' },
      ...{ expected_date: '2026-06-03', payout_date: '2026-06-02', bank_date: '2026-06-03' },
      ...{
        lag_days: 1,
        lag_workdays: 1,
        late_days: 0,
        amount: '297.21',
        bank_amount: '297.21',
        difference: '0.00',
        status: 'on_time',
      },
    },
    {
      ...common,
      ...{ batch_no: 'P20260603', period_start: '2026-06-02', period_end: '2026-06-02', orders: 2 },
      ...{ gross: '70.00', refunds: '-50.00', fees: '0.12', net: '19.88' },
      ...{ expected_date: '2026-06-04', payout_date: '2026-06-03', late_days: 0, amount: '19.88', status: 'pending' },
    },
  ]);
});

test('a payout that never came is overdue by all of its amount once its grace has gone by', async () => {
  const books = await askedBooks(WEEK);
  const statusOn = async (asOf: string): Promise<unknown> => {
    const { rows } = await books.json('cycles', { asOf });
    return rows.map(({ status, late_days: late, difference }) => [status, late, difference])[1];
  };
  expect(await statusOn('2026-06-05')).toEqual(['pending', 0, undefined]);
  expect(await statusOn('2026-06-06')).toEqual(['overdue', 2, '-19.88']);
});

test('each account shows how it keeps its cycle', async () => {
  const books = await askedBooks(WEEK);
  const answer = await books.json('cycles', { asOf: '2026-06-06' });
  expect(answer['by_account']).toEqual([
    expect.objectContaining({
      ...{ account: 'pay', batches: 2, on_time: 0.5, lag_mean: 1, lag_p50: 1, lag_p90: 1, lag_max: 1 },
      // 1.91 of 369.00 − 50.00.
      ...{ in_transit: '0.00', overdue: '19.88', fee_rate: 0.006, settled_p50: 0, settled_max: 0 },
      // O1 and O2, both paid on the 1st and at the bank on the 3rd.
      paid_to_bank: 2,
    }),
  ]);
});

test('what is to come is told by its due day: payouts at the bank, paid orders at the platform', async () => {
  const books = await askedBooks(WEEK);
  // P20260602 is at the bank; P20260603 of 19.88 (T+1) is due on the 4th; O4 of 80.00 (D+0) was due on the 2nd.
  const expected = async (asOf: string): Promise<unknown> => (await books.json('cycles', { asOf }))['expected'];
  const common = { platform: 'wechat', account: 'pay', items: 1, currency: 'CNY' };
  const payout = { ...common, kind: 'payout', due: '2026-06-04', amount: '19.88' };
  const order = { ...common, kind: 'order', due: '2026-06-02', amount: '80.00' };
  expect(await expected('2026-06-02')).toMatchObject([order, { kind: 'payout', due: '2026-06-03', amount: '297.21' }]);
  expect(await expected('2026-06-03')).toMatchObject([payout]);
  expect(await expected('2026-06-06')).toEqual([]);
});

/** Pays every working day what whole days earned: Friday to Sunday come in one sum on Monday. */
const WHOLE_DAYS: World = {
  yaml: `
book: Small shop
accounts:
  - { id: ccb, kind: bank }
  - id: acquirer
    kind: wallet
    platform: chinaums
    settles: D+0
    pays_out: { to: ccb, by: days, rule: T+1 }
`,
  files: {
    'acquirer.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
A1,Q1,acquirer,sale,2026-06-04 10:00:00,10.00,0.04,9.96
A2,Q2,acquirer,sale,2026-06-05 10:00:00,20.00,0.08,19.92
A3,Q3,acquirer,sale,2026-06-06 10:00:00,30.00,0.11,29.89
A4,Q4,acquirer,sale,2026-06-07 10:00:00,40.00,0.15,39.85
`,
    'bank.csv': `account,booked_on,amount,counterparty,reference,memo
ccb,2026-06-05,9.96,银联商务股份有限公司,C1,
ccb,2026-06-08,89.66,银联商务股份有限公司,C2,
`,
  },
};

test('days that the bank paid in one sum are one row, counted from their last day', async () => {
  const books = await askedBooks(WHOLE_DAYS);
  const { rows } = await books.json('cycles', { asOf: '2026-06-09' });
  expect(
    rows.map((row) => [
      row['period_start'],
      row['period_end'],
      row['orders'],
      row['net'],
      row['bank_date'],
      row['status'],
    ]),
  ).toEqual([
    ['2026-06-04', '2026-06-04', 1, '9.96', '2026-06-05', 'on_time'],
    ['2026-06-05', '2026-06-07', 3, '89.66', '2026-06-08', 'merged'],
  ]);
});

test('how long customers’ money takes to the bank is weighted by what they paid', async () => {
  const books = await askedBooks({
    ...WHOLE_DAYS,
    files: {
      ...WHOLE_DAYS.files,
      // Nobody knows when Q4 was paid.
      'orders.csv': `order_no,platform,ordered_at,paid_at,status,payable
Q1,chinaums,2026-05-26 10:00:00,2026-05-26 10:00:00,completed,10.00
Q2,chinaums,2026-06-05 10:00:00,2026-06-05 10:00:00,completed,20.00
Q3,chinaums,2026-06-06 10:00:00,2026-06-06 10:00:00,completed,30.00
`,
    },
  });
  const told = async (asOf: string): Promise<unknown> => {
    const cycles = (await books.json('cycles', { asOf }))['by_account'] as readonly Record<string, unknown>[];
    const [platform] = (await books.json('platforms', { asOf })).rows;
    return [cycles[0]?.['paid_to_bank'], platform?.['paid_to_bank']];
  };
  // 10.00 in 10 days; 20.00 in 3 and 30.00 in 2: (100 + 60 + 60) ÷ 60 = 3.67.
  expect(await told('2026-06-04')).toEqual([undefined, undefined]);
  expect(await told('2026-06-05')).toEqual([10, 10]);
  expect(await told('2026-06-09')).toEqual([3.7, 3.7]);
});

/**
 * Paid after seven working days, from 16 June on after one; no work on the 19th (Dragon Boat). The money of Monday the
 * 15th never comes; that of the 16th and 17th does, the second a day late.
 */
const QUICKER: World = {
  yaml: `
book: Small shop
accounts:
  - { id: ccb, kind: bank }
  - { id: icbc, kind: bank }
  - id: acquirer
    kind: wallet
    platform: chinaums
    settles: [T+2, { rule: D+0, valid_from: 2026-06-16 }]
    pays_out:
      - { to: ccb, by: days, rule: T+7 }
      - { to: icbc, by: days, rule: T+1, transfer_fee: 0.50, valid_from: 2026-06-16 }
`,
  files: {
    'orders.csv': `order_no,platform,ordered_at,paid_at,status,payable
Q1,chinaums,2026-06-15 10:00:00,2026-06-15 10:00:00,completed,100.00
Q2,chinaums,2026-06-16 10:00:00,2026-06-16 10:00:00,completed,200.00
Q3,chinaums,2026-06-17 10:00:00,2026-06-17 10:00:00,completed,300.00
Q4,chinaums,2026-06-15 11:00:00,2026-06-15 11:00:00,completed,11.00
Q5,chinaums,2026-06-16 11:00:00,2026-06-16 11:00:00,completed,12.00
`,
    'acquirer.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
A1,Q1,acquirer,sale,2026-06-15 10:00:00,100.00,0.00,100.00
A2,Q2,acquirer,sale,2026-06-16 10:00:00,200.00,0.00,200.00
A3,Q3,acquirer,sale,2026-06-17 10:00:00,300.00,0.00,300.00
`,
    'ccb.csv': `account,booked_on,amount,counterparty,reference,memo
ccb,2026-06-30,1.00,A stranger,C9,
`,
    'icbc.csv': `account,booked_on,amount,counterparty,reference,memo
icbc,2026-06-17,199.50,银联商务股份有限公司,C1,
icbc,2026-06-22,299.50,银联商务股份有限公司,C2,
`,
  },
};

test('each day is due by the rule that held on it, in the bank account and with the fee of that rule', async () => {
  const books = await askedBooks(QUICKER);
  const shown = async (asOf: string): Promise<unknown> => {
    const { rows } = await books.json('cycles', { asOf });
    const names = ['period_start', 'rule', 'expected_date', 'bank_date', 'late_days', 'bank_amount', 'difference'];
    return rows.map((row) => [...names, 'status'].map((name) => row[name] ?? ''));
  };
  const quick = [
    ['2026-06-16', 'T+1', '2026-06-17', '2026-06-17', 0, '199.50', '0.00', 'on_time'],
    ['2026-06-17', 'T+1', '2026-06-18', '2026-06-22', 4, '299.50', '0.00', 'late'],
  ];
  expect(await shown('2026-06-25')).toEqual([['2026-06-15', 'T+7', '2026-06-25', '', 0, '', '', 'pending'], ...quick]);
  expect(await shown('2026-06-26')).toEqual([
    ['2026-06-15', 'T+7', '2026-06-25', '', 1, '', '-100.00', 'overdue'],
    ...quick,
  ]);
});

test('a payout is missing, and an order unsettled, on the day after the rule of its own day says', async () => {
  const books = await askedBooks(QUICKER);
  const found = async (asOf: string): Promise<readonly unknown[]> => {
    const { rows } = await books.json('discrepancies', { asOf });
    return rows
      .filter(({ code }) => code === 'payout-missing' || code === 'order-unsettled')
      .map((row) => `${String(row['code'])} ${String(row['order_no'] ?? row['date'])}`)
      .sort();
  };
  // Q4 of the 15th is due on the 17th (T+2), Q5 of the 16th that day (D+0).
  expect(await found('2026-06-16')).toEqual([]);
  expect(await found('2026-06-17')).toEqual(['order-unsettled Q5']);
  expect(await found('2026-06-18')).toEqual(['order-unsettled Q4', 'order-unsettled Q5']);
  expect(await found('2026-06-25')).toEqual(['order-unsettled Q4', 'order-unsettled Q5']);
  expect(await found('2026-06-26')).toEqual(['order-unsettled Q4', 'order-unsettled Q5', 'payout-missing 2026-06-15']);
});

test('each rule of an account is measured by itself', async () => {
  const books = await askedBooks(QUICKER);
  const { by_account: rules } = await books.json('cycles', { asOf: '2026-06-26' });
  expect(rules).toEqual([
    expect.objectContaining({ rule: 'T+7', batches: 1, on_time: 0, overdue: '100.00' }),
    expect.objectContaining({ rule: 'T+1', batches: 2, on_time: 0.5, lag_p50: 1, lag_max: 5, overdue: '0.00' }),
  ]);
});

test('three payouts in a row a day after their rule put the rule in question', async () => {
  const books = await askedBooks({
    yaml: WEEK.yaml,
    files: {
      'pay.csv': `trade_no,account,kind,occurred_at,gross,fee,net,batch_no
,pay,payout,2026-06-01 00:30:00,-11.00,0.00,-11.00,P20260601
,pay,payout,2026-06-02 00:30:00,-12.00,0.00,-12.00,P20260602
,pay,payout,2026-06-03 00:30:00,-13.00,0.00,-13.00,P20260603
`,
      'bank.csv': `account,booked_on,amount,counterparty,reference,memo
ccb,2026-06-03,11.00,财付通支付科技有限公司,B1,
ccb,2026-06-04,12.00,财付通支付科技有限公司,B2,
ccb,2026-06-05,13.00,财付通支付科技有限公司,B3,
`,
    },
  });
  const drift = 'pay: payouts come 1 day after the day T+1 says (median); check the rule in settle.yaml';
  expect((await books.json('cycles', { asOf: '2026-06-05' })).warnings).toEqual([drift]);
  expect((await books.json('cycles', { asOf: '2026-06-04' })).warnings).toEqual([]);
});

/** A wallet that pays whole days, cut at 23:00: a sale at 23:30 counts for the next day. */
test('a trade that was paid in two parts on one day is one order of that day’s payout', async () => {
  const books = await askedBooks({
    yaml: `
book: Parts
accounts:
  - { id: ccb, kind: bank }
  - id: pay
    kind: wallet
    platform: wechat
    pays_out: { to: ccb, by: days, rule: T+1, cutoff_time: "23:00" }
`,
    files: {
      'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net
T1,O1,pay,sale,2026-06-01 10:00:00,60.00,0.36,59.64
T1,O1,pay,sale,2026-06-01 18:00:00,40.00,0.24,39.76
T2,O2,pay,sale,2026-06-01 22:59:00,10.00,0.06,9.94
T3,O3,pay,sale,2026-06-01 23:00:00,20.00,0.12,19.88
T3,O3,pay,refund,2026-06-02 09:00:00,-5.00,-0.03,-4.97
`,
    },
  });
  const { rows } = await books.json('cycles', { asOf: '2026-06-05' });
  expect(rows).toMatchObject([
    { period_start: '2026-06-01', orders: 2, gross: '110.00', refunds: '0.00', fees: '0.66', net: '109.34' },
    { period_start: '2026-06-02', orders: 1, gross: '20.00', refunds: '-5.00', fees: '0.09', net: '14.91' },
  ]);
});
