import { expect, test } from 'vitest';

import { displayWidth } from '../../src/model/width.ts';
import { render } from '../../src/render/index.ts';
import report from '../../src/report/wallet-reconciliation.ts';
import { joined } from '../render/worlds.ts';
import { asJson, asText, smallBooks, type Answer, type SmallBooks } from './small-books.ts';

/*
 * A wallet at the end of a day, by hand: 50.00 before the first row; T1 and T9 come in, T1's fee and a withdrawal go
 * out: 50.00 + 100.00 − 1.00 + 20.00 − 60.00 = 109.00. The books know A1 (settled) and A2 (paid at 23:50, settled the
 * day after), and nothing of T9.
 */
const BILL = `记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
\`2026-06-30 10:00:00,\`T1,\`T1,\`交易,\`交易,\`收入,\`100.00,\`150.00,\`system,\`,\`A1
\`2026-06-30 10:00:00,\`T1,\`T1f,\`交易,\`扣除交易手续费,\`支出,\`1.00,\`149.00,\`system,\`,\`A1
\`2026-06-30 11:00:00,\`T9,\`T9,\`交易,\`交易,\`收入,\`20.00,\`169.00,\`system,\`,\`Z9
\`2026-06-30 12:00:00,\`W1,\`W1,\`提现,\`提现,\`支出,\`60.00,\`109.00,\`system,\`,\`W1
资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额
\`4,\`2,\`120.00,\`2,\`61.00
`;
const ORDERS = `order_no,platform,ordered_at,paid_at,status,payable
A1,wechat,2026-06-30 09:00:00,2026-06-30 10:00:00,paid,100.00
A2,wechat,2026-06-30 23:00:00,2026-06-30 23:50:00,paid,30.00
`;

async function asked<T>(look: (small: SmallBooks) => Promise<T>): Promise<T> {
  const small = await smallBooks({ '1900000009基本账户2026-06-30.csv': BILL, 'orders.csv': ORDERS });
  try {
    return await look(small);
  } finally {
    await small.remove();
  }
}

const rows = (answer: Answer): readonly unknown[] =>
  answer.rows.map((row) => [row['side'], row['kind'], row['ref'] ?? '', row['amount']]);

test('what each side has and the other not is named, and both come to the same', async () => {
  const answer = await asked(async (small) => await asJson(await report.build(await small.context('2026-06-30'))));
  expect(rows(answer)).toEqual([
    ['book', 'balance', '', '119.00'],
    ['book', 'platform_in_not_book', 'trade:T9', '20.00'],
    ['book', 'adjusted_balance', '', '139.00'],
    ['platform', 'balance', '', '109.00'],
    ['platform', 'book_in_not_platform', 'order:A2', '30.00'],
    ['platform', 'adjusted_balance', '', '139.00'],
    ['both', 'difference', '', '0.00'],
  ]);
});

test('it has the form of the bank’s', async () => {
  const text = await asked(
    async (small) => await asText(await report.build(await small.context('2026-06-30')), 'table', 'zh'),
  );
  for (const line of [
    '平 台 余 额 调 节 表',
    '│ 企业平台资金日记账余额       │       119.00 │ 平台账单余额                 │       109.00 │',
    '│ 加：平台已收、企业未收       │        20.00 │ 加：企业已收、平台未收       │        30.00 │',
    '│ 调节后的平台余额             │       139.00 │ 调节后的平台余额             │       139.00 │',
    '差额：0.00   未达账项 2 笔，其中超过 60 天 0 笔',
  ])
    expect(text).toContain(line);
});

test('on a narrow screen it is 80 columns wide, and no word of it is cut off', async () => {
  const table = await asked(async (small) => report.build(await small.context('2026-06-30')));
  for (const lang of ['en', 'zh'] as const) {
    const look = { format: 'table', lang, colour: false, isScreen: true } as const;
    const narrow = await joined(render(table, { ...look, width: 80 }));
    expect(Math.max(...narrow.split('\n').map((line) => displayWidth(line)))).toBeLessThanOrEqual(80);
    expect(narrow).not.toContain('…');
    const wide = (await joined(render(table, { ...look, width: 100 }))).split('\n');
    expect(wide.slice(0, 12)).toEqual((await asText(table, 'table', lang)).split('\n').slice(0, 12));
  }
});
