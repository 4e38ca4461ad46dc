import { expect, it } from 'vitest';

import { askedBooks } from './asked-books.ts';

/* 2026-06-10 is a Wednesday: its week begins on 8 June. */
const WORLD = {
  yaml: `book: 测试商行
accounts:
  - { id: ccb, kind: bank, number: "6222000000000000001" }
receivables:
  allowance: { d1_30: 10% }
  forecast:
    weeks: 3
    reserve: 1000.00
    payments:
      - { on: 2026-06-05, amount: 400.00, what: 房租 }
      - { on: 2026-06-08, amount: 300.00, what: 社保 }
      - { on: 2026-06-16, amount: 900.00, what: 工资 }
      - { on: 2026-07-20, amount: 5000.00 }
`,
  files: {
    'orders.csv': `order_no,customer,ordered_at,payable,due_on
SO20260001,甲公司,2026-05-01 09:00:00,1000.00,2026-06-01
SO20260002,甲公司,2026-05-02 09:00:00,500.00,2026-06-18
SO20260003,乙公司,2026-05-02 09:00:00,200.00,2026-06-24
`,
    'bank.csv': `account,booked_on,amount,balance,counterparty,reference,memo
6222000000000000001,2026-06-05,-400.00,1500.00,物业公司,B1,房租
6222000000000000001,2026-06-06,150.00,1650.00,甲公司,B2,预付
`,
  },
};

it('cash by week: what is late is expected today, advances come once, a payment the balance holds is made', async () => {
  const books = await askedBooks(WORLD);
  const { rows, payments, notes } = await books.json('forecast', { asOf: '2026-06-10' });
  // This week: 1000.00 − 150.00 advance, nine days late: less 10 % = 765.00 in; 300.00 of 8 June is still to be made.
  // 甲公司 is six days late on average (1000.00 of 1500.00 for nine days): its second debt comes on 24 June, as does the
  // third on its own day.
  expect(rows).toEqual([
    week('2026-06-08', '765.00', '300.00', '2115.00', '1115.00', false),
    week('2026-06-15', '0.00', '900.00', '1215.00', '215.00', false),
    week('2026-06-22', '700.00', '0.00', '1915.00', '915.00', false),
  ]);
  expect(payments).toEqual([
    { on: '2026-06-08', what: '社保', amount: '300.00', currency: 'CNY', late: true },
    { on: '2026-06-16', what: '工资', amount: '900.00', currency: 'CNY' },
    { on: '2026-07-20', amount: '5000.00', currency: 'CNY' },
  ]);
  expect(notes).toContain(
    'Bank balances are of 2026-06-06: planned payments up to it are taken as made, those between it and 2026-06-10 count on 2026-06-10.',
  );
});

it('a week that ends below the reserve says so', async () => {
  const books = await askedBooks({ ...WORLD, yaml: WORLD.yaml.replace('reserve: 1000.00', 'reserve: 1215.01') });
  const { rows } = await books.json('forecast', { asOf: '2026-06-10' });
  expect(rows.map((row) => row['below_reserve'])).toEqual([false, true, false]);
});

it('a payout that should have come by now is no income: it is listed by itself', async () => {
  const books = await askedBooks({
    yaml: `book: 测试商行
accounts:
  - { id: ccb, kind: bank, number: "6222000000000000001" }
  - { id: pay, kind: wallet, platform: wechat, settles: D+0, pays_out: { to: ccb, rule: D+0, grace_days: 1 } }
receivables: { forecast: { weeks: 2 } }
`,
    files: {
      'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,batch_no
,,pay,payout,2026-06-02 09:00:00,-70.00,0.00,W0000001
,,pay,payout,2026-06-09 09:00:00,-30.00,0.00,W0000002
`,
      'bank.csv': `account,booked_on,amount,balance,counterparty,reference,memo
6222000000000000001,2026-06-01,5.00,5.00,某人,B1,
`,
    },
  });
  // W0000001 was due on 2 June, with grace on the 3rd; W0000002 may come until today.
  const { rows, missing } = await books.json('forecast', { asOf: '2026-06-10' });
  expect(rows).toMatchObject([{ in: '30.00', closing: '35.00' }, { in: '0.00' }]);
  expect(missing).toMatchObject([{ ref: 'batch:W0000001', due: '2026-06-02', amount: '70.00' }]);
});

function week(...[from, cashIn, out, closing, above, below]: readonly (string | boolean)[]): object {
  return { week_start: from, in: cashIn, out, closing, above_reserve: above, below_reserve: below, currency: 'CNY' };
}
