import { expect, test } from 'vitest';

import { exportVouchers } from '../../src/jobs/export-vouchers.ts';
import { voucherForm } from '../../src/jobs/voucher-forms.ts';
import type { ReportContext } from '../../src/report/report.ts';
import { REPORTS } from '../../src/report/index.ts';
import type { AccountRole } from '../../src/model/ledger.ts';
import type { VoucherLine } from '../../src/model/voucher.ts';
import { asJson, smallBooks, type Files, type SmallBooks } from '../report/small-books.ts';

const AS_OF = '2026-07-31';

/** Two months with a little of everything: platform and account sales, refunds, fees, payouts on the way, receipts, returns. */
const WORLD: Files = {
  'orders.csv': `order_no,platform,customer,ordered_at,paid_at,status,payable,refunded
P-000001,wechat,,2026-06-01 09:00:00,2026-06-01 09:01:00,completed,100.00,
P-000002,wechat,,2026-06-02 09:00:00,2026-06-02 09:01:00,completed,200.00,50.00
P-000003,wechat,,2026-06-03 09:00:00,2026-06-03 09:01:00,completed,300.00,300.00
P-000004,wechat,,2026-06-28 09:00:00,2026-06-28 09:01:00,paid,40.00,
P-000005,wechat,,2026-06-04 09:00:00,,cancelled,70.00,
C-000001,,甲公司,2026-06-05 09:00:00,,shipped,1000.00,
C-000002,,乙公司,2026-06-06 09:00:00,,shipped,500.00,
C-000003,,丙公司,2026-07-02 09:00:00,,shipped,250.00,
`,
  'shop.csv': `account,platform,trade_no,order_no,occurred_at,kind,gross,fee,batch_no
1900000009,wechat,T1,P-000001,2026-06-01 09:01:01,sale,100.00,1.00,
1900000009,wechat,T2,P-000002,2026-06-02 09:01:01,sale,200.00,2.00,
1900000009,wechat,T2,P-000002,2026-06-09 09:00:00,refund,-50.00,-0.50,
1900000009,wechat,T9,X-000009,2026-06-10 09:00:00,sale,33.00,0.33,
1900000009,wechat,F1,,2026-06-11 09:00:00,commission,-4.00,,
1900000009,wechat,W1,,2026-06-12 08:00:00,payout,-150.00,,W1
1900000009,wechat,W2,,2026-06-30 08:00:00,payout,-90.00,,W2
1900000009,wechat,S1,,2026-07-05 08:00:00,subsidy,6.00,,
`,
  'bank.csv': `account,booked_on,amount,balance,counterparty,reference,memo
6222000011112222,2026-06-12,150.00,1150.00,财付通支付科技有限公司,R1,W1
6222000011112222,2026-06-15,600.00,1750.00,甲公司,R2,货款 C-000001
6222000011112222,2026-06-20,-5.00,1745.00,,R3,账户管理费
6222000011112222,2026-06-21,1.50,1746.50,,R4,结息
6222000011112222,2026-06-22,77.00,1823.50,路人,R5,
6222000011112222,2026-07-01,90.00,1913.50,财付通支付科技有限公司,R6,W2
6222000011112222,2026-07-03,520.00,2433.50,乙公司,R7,货款 C-000002
6222000011112222,2026-07-09,-520.00,1913.50,乙公司,R8,退票 C-000002
6222000011112222,2026-07-10,300.00,2213.50,丙公司,R9,货款 C-000003
`,
  'receipts.csv': `receipt_no,received_on,customer,method,amount,applies_to
RC-0001,2026-07-06,甲公司,cash,100.00,C-000001
`,
};

async function linesOf(books: SmallBooks, asOf = AS_OF): Promise<readonly VoucherLine[]> {
  const months = await (await books.context(asOf)).vouchers();
  for (const { verdict } of months) expect(verdict).toMatchObject({ unbalanced: [], gaps: [] });
  return months.flatMap((month) => month.vouchers.flatMap((voucher) => voucher.lines));
}

function balance(lines: readonly VoucherLine[], role: AccountRole): number {
  return lines.filter((line) => line.account.role === role).reduce((sum, line) => sum + line.debit - line.credit, 0);
}

async function report(context: ReportContext, name: string): Promise<ReturnType<typeof asJson>> {
  return await asJson(await REPORTS.find((one) => one.name === name)?.build(context));
}

test('the ledger moves as the bank and the wallet do, customers owe what the ageing says', async () => {
  const books = await smallBooks(WORLD);
  try {
    for (const asOf of ['2026-06-30', AS_OF]) {
      const lines = await linesOf(books, asOf);
      const isJuly = asOf === AS_OF;
      // Σ of the bank's rows by then.
      expect(balance(lines, 'bank')).toBe(isJuly ? 121_350 : 82_350);
      // 100 − 1 + 200 − 2 − 50 + 0.50 + 33 − 0.33 − 4 − 150 − 90 (+ 6 in July).
      expect(balance(lines, 'wallet')).toBe(isJuly ? 4_217 : 3_617);
      // The second withdrawal is on its way at the end of June.
      expect(balance(lines, 'transit')).toBe(isJuly ? 0 : 9_000);
      const ageing = await report(await books.context(asOf), 'ageing');
      const open = ageing.rows.reduce((sum, row) => sum + Math.round(Number(row['open']) * 100), 0);
      expect(balance(lines, 'receivable_customer')).toBe(open);
      const unapplied = ageing.rows.reduce((sum, row) => sum + Math.round(Number(row['unapplied'] ?? 0) * 100), 0);
      expect(balance(lines, 'advance')).toBe(0 - unapplied);
    }
  } finally {
    await books.remove();
  }
});

test('platform receivables come to what isn’t settled yet; what nobody explains lies in suspense', async () => {
  const books = await smallBooks(WORLD);
  try {
    const lines = await linesOf(books);
    // P-000004 is paid and not settled; P-000003 was refunded before anybody settled it.
    expect(balance(lines, 'receivable_platform')).toBe(4_000);
    // 100 + 200 + 300 + 40 − 300 (before settlement) − 50 (after it), and 1,750 on account; 6 of subsidy beside.
    expect(balance(lines, 'revenue')).toBe(-(29_000 + 175_000));
    expect(balance(lines, 'subsidy')).toBe(-600);
    // The trade without an order and the stranger's credit.
    expect(balance(lines, 'suspense')).toBe(-(3_300 + 7_700));
    expect(balance(lines, 'fee')).toBe(100 + 200 - 50 + 33);
    expect(balance(lines, 'commission')).toBe(400);
    expect(balance(lines, 'cash')).toBe(10_000);
    const all = lines.reduce((sum, line) => sum + line.debit - line.credit, 0);
    expect(all).toBe(0);
  } finally {
    await books.remove();
  }
});

test('the order of import doesn’t show in a byte', async () => {
  const [one, other] = [await smallBooks(WORLD), await smallBooks(Object.fromEntries(Object.entries(WORLD).reverse()))];
  try {
    const [left, right] = [await (await one.context(AS_OF)).vouchers(), await (await other.context(AS_OF)).vouchers()];
    expect(JSON.stringify(left)).toBe(JSON.stringify(right));
  } finally {
    await one.remove();
    await other.remove();
  }
});

test('an exported month stays as it was when later rows speak of it', async () => {
  const books = await smallBooks(WORLD);
  try {
    const context = await books.context('2026-06-30');
    const run = { ...context, period: '2026-06', program: 'generic', form: voucherForm('generic'), onlyNew: false };
    const options = { ...run, dryRun: false, operator: 'anna', at: '2026-07-01T08:00:00+08:00' };
    const written: unknown[] = [];
    const write = async (document: unknown): Promise<void> => {
      await Promise.resolve();
      written.push(document);
    };
    const first = await exportVouchers(books.books, options, write);
    const again = await exportVouchers(books.books, { ...options, asOf: context.asOf }, write);
    expect([first.fresh, again.fresh]).toEqual([first.vouchers, 0]);
    expect(JSON.stringify(written[1])).toBe(JSON.stringify(written[0]));
    await expect(books.books.db.run('DELETE FROM exported_voucher')).rejects.toThrow(/append-only/u);
    await expect(
      exportVouchers(books.books, { ...options, period: '2026-07' }, () => Promise.reject(new Error('no room'))),
    ).rejects.toThrow('no room');
    const [june, july] = await (await books.context(AS_OF)).vouchers();
    expect(june?.vouchers.slice(0, first.vouchers).every((voucher) => voucher.isExported)).toBe(true);
    expect(july?.vouchers.some((voucher) => voucher.isExported)).toBe(false);
  } finally {
    await books.remove();
  }
});

/** Called off orders: C1 keeps 20.00, C2 was given back on another day, C3 was given back in part; U1 was never paid. */
const CALLED_OFF: Files = {
  'orders.csv': `order_no,platform,ordered_at,paid_at,status,payable,refunded
Q-000001,wechat,2026-06-01 09:00:00,2026-06-01 09:01:00,cancelled,20.00,0.00
Q-000002,wechat,2026-06-02 09:00:00,2026-06-02 09:01:00,cancelled,30.00,30.00
Q-000003,wechat,2026-06-03 09:00:00,2026-06-03 09:01:00,cancelled,50.00,15.00
Q-000004,wechat,2026-06-04 09:00:00,,unpaid,8.00,
`,
  'shop.csv': `account,platform,trade_no,order_no,occurred_at,kind,gross,fee
1900000009,wechat,T1,Q-000001,2026-06-01 09:01:01,sale,20.00,0.20
1900000009,wechat,T2,Q-000002,2026-06-02 09:01:01,sale,30.00,0.30
1900000009,wechat,T2,Q-000002,2026-06-09 09:00:00,refund,-30.00,-0.30
1900000009,wechat,T3,Q-000003,2026-06-03 09:01:01,sale,50.00,0.50
1900000009,wechat,T3,Q-000003,2026-06-10 09:00:00,refund,-15.00,-0.15
1900000009,wechat,T4,Q-000004,2026-06-04 09:01:01,sale,8.00,0.08
`,
};

test('money for an order that was called off is no revenue: it waits in suspense, and the finding names it', async () => {
  const books = await smallBooks(CALLED_OFF);
  try {
    const lines = await linesOf(books, '2026-06-30');
    expect(balance(lines, 'suspense')).toBe(-(2_000 + 3_500 + 800));
    expect([balance(lines, 'revenue'), balance(lines, 'receivable_platform')]).toEqual([0, 0]);
    const found = (await (await books.context('2026-06-30')).findings()).filter(
      (one) => one.code === 'status-mismatch',
    );
    expect(found.map((one) => one.orderNo)).toEqual(['Q-000001', 'Q-000003', 'Q-000004']);
    // Before the refund came, the second one's money waits too.
    expect(balance(await linesOf(books, '2026-06-08'), 'suspense')).toBe(-(2_000 + 3_000 + 5_000 + 800));
  } finally {
    await books.remove();
  }
});
