import { expect, test } from 'vitest';

import wallet from '../../src/report/wallet.ts';
import { asJson, smallBooks, type Answer, type Asked } from './small-books.ts';

const HEAD =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const FOOT = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';

/** One row of a fund bill: moment, number, type, in or out, amount, balance after it. */
type Row = readonly [string, string, string, '收入' | '支出', string, string];

function fundBill(rows: readonly Row[], sums: string): string {
  const lines = rows.map(
    ([moment, number, type, way, amount, balance]) =>
      `\`${moment},\`${number},\`${number},\`${type === '提现' ? '提现' : '交易'},\`${type},\`${way},\`${amount},\`${balance},\`system,\`,\`${number}`,
  );
  return `${[HEAD, ...lines, FOOT, sums].join('\n')}\n`;
}

const FIRST = fundBill(
  [
    ['2026-06-01 10:00:00', '4200050000000001', '交易', '收入', '100.00', '150.00'],
    ['2026-06-01 10:00:00', '4200050000000001', '扣除交易手续费', '支出', '1.00', '149.00'],
    ['2026-06-01 22:00:00', '202606010000000001', '提现', '支出', '120.00', '29.00'],
  ],
  '`3,`1,`100.00,`2,`121.00',
);
const second = (balance: string): string =>
  fundBill(
    [
      ['2026-06-02 09:00:00', '4200050000000002', '交易', '收入', '80.00', balance],
      ['2026-06-02 12:00:00', '5030000000000001', '退款', '支出', '30.00', balance === '109.00' ? '79.00' : '84.00'],
    ],
    '`2,`1,`80.00,`1,`30.00',
  );

async function answerFor(balance: string, asOf: string, asked: Asked = {}): Promise<Answer> {
  const small = await smallBooks({
    '1900000009基本账户2026-06-01.csv': FIRST,
    '1900000009基本账户2026-06-02.csv': second(balance),
  });
  try {
    return await asJson(await wallet.build(await small.context(asOf, asked)));
  } finally {
    await small.remove();
  }
}

test('opening and movements come to the balance of the statement', async () => {
  const { rows } = await answerFor('109.00', '2026-06-30');
  expect(rows).toEqual([
    expect.objectContaining({
      ...{ account: 'shop', from: '2026-06-01', to: '2026-06-02', opening: '50.00', income: '180.00' },
      ...{ refunds: '30.00', fees: '1.00', other: '0.00', payouts: '120.00' },
      ...{ closing: '79.00', statement_closing: '79.00', difference: '0.00', breaks: 0 },
    }),
  ]);
});

test('a period begins with the balance the day before left, and later rows do not exist yet', async () => {
  const { rows } = await answerFor('109.00', '2026-06-30', { period: { from: '2026-06-02', to: '2026-06-30' } });
  expect(rows[0]).toMatchObject({ opening: '29.00', income: '80.00', payouts: '0.00', closing: '79.00' });
  expect((await answerFor('109.00', '2026-06-01')).rows[0]).toMatchObject({ closing: '29.00', difference: '0.00' });
});

test('a balance that breaks between two days is a difference, and its row is named', async () => {
  const answer = await answerFor('114.00', '2026-06-30');
  expect(answer.rows[0]).toMatchObject({ closing: '79.00', statement_closing: '84.00', difference: '5.00', breaks: 1 });
  expect(answer['breaks']).toEqual([
    expect.objectContaining({
      ...{ date: '2026-06-02', expected: '109.00', actual: '114.00', difference: '5.00', line: 2 },
      file: '1900000009基本账户2026-06-02.csv',
    }),
  ]);
});
