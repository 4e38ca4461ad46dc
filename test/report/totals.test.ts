import { expect, it } from 'vitest';

import type { Currency } from '../../src/model/currency.ts';
import { minor } from '../../src/model/money.ts';
import type { Row } from '../../src/model/table.ts';
import { moneyColumn, textColumn } from '../../src/report/columns.ts';
import { totalsOf } from '../../src/report/totals.ts';
import { askedBooks } from './asked-books.ts';

const COLUMNS = [textColumn('what', 'What | 项目'), moneyColumn('open', 'Open | 未收')];

function row(amount: number | undefined, currency: string): Row {
  const open = amount === undefined ? undefined : { minor: minor(amount), currency: currency as Currency };
  return { what: 'x', open, currency };
}

it('rows of one currency have one sum, rows of several a sum each and none of all', () => {
  const one = totalsOf([row(100, 'CNY'), row(undefined, 'CNY'), row(250, 'CNY')], COLUMNS, ['open']);
  expect(one).toEqual({ totals: { count: 3, open: { minor: 350, currency: 'CNY' }, currency: 'CNY' }, sections: [] });
  const several = totalsOf([row(100, 'USD'), row(30, 'CNY'), row(5, 'USD')], COLUMNS, ['open']);
  expect(several.totals).toEqual({ count: 3 });
  expect(several.sections).toMatchObject([
    {
      key: 'by_currency',
      rows: [
        { currency: 'CNY', open: { minor: 30 } },
        { currency: 'USD', open: { minor: 105 } },
      ],
    },
  ]);
});

it('a payout that the bank doesn’t show has its amount in the cycles all the same, and the foot tells what is missing', async () => {
  const books = await askedBooks({
    yaml: `book: 测试商行
accounts:
  - { id: ccb, kind: bank, number: "6222000000000000001" }
  - { id: pay, kind: wallet, platform: wechat, settles: D+0, pays_out: { to: ccb, rule: D+0, grace_days: 1 } }
`,
    files: {
      'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,batch_no
,,pay,payout,2026-06-02 09:00:00,-70.00,0.00,W0000001
,,pay,payout,2026-06-03 09:00:00,-30.00,0.00,W0000002
`,
      'bank.csv': `account,booked_on,amount,balance,counterparty,reference,memo
6222000000000000001,2026-06-03,30.00,30.00,财付通支付科技有限公司,B1,W0000002
`,
    },
  });
  const { rows, totals } = await books.json('cycles', { asOf: '2026-06-10' });
  expect(rows).toMatchObject([
    { batch_no: 'W0000001', amount: '70.00', status: 'overdue', late_days: 8 },
    { batch_no: 'W0000002', amount: '30.00', bank_amount: '30.00' },
  ]);
  expect(totals).toEqual({ count: 2, amount: '100.00', bank_amount: '30.00', currency: 'CNY' });
});
