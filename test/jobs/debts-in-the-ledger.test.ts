import { afterEach, describe, expect, test } from 'vitest';

import { decideLateFees, type LateFeeWord } from '../../src/jobs/decide-late-fee.ts';
import {
  decideReceivables,
  undoDecisions,
  type Decided,
  type DecideOptions,
} from '../../src/jobs/decide-receivable.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import type { Day } from '../../src/model/day.ts';
import type { AccountRole } from '../../src/model/ledger.ts';
import { minor } from '../../src/model/money.ts';
import { StopError } from '../../src/model/problem.ts';
import type { Decision } from '../../src/model/receivable.ts';
import type { VoucherKind, VoucherLine } from '../../src/model/voucher.ts';
import { loadReceivableEvents } from '../../src/store/read/receivable-events.ts';
import { asJson, smallBooks, type Files, type SmallBooks } from '../report/small-books.ts';
import ageing from '../../src/report/ageing.ts';
import lateFees from '../../src/report/late-fees.ts';

/*
 * Two debts of 1 June, due on the 11th, at 0.05 % a day. 甲 pays 500.00 on 1 July and names nothing: twenty days of late
 * fee, 1,000.00 × 20 × 0.05 % = 10.00, come first (民法典 561), then 490.00 of principal. Of 乙's 2,000.00, 800.00 are given
 * up on 10 July, and all of it comes on 5 August after all.
 */
const yaml = (standard: string): string => `book: 测试商行
accounts:
  - { id: bank, kind: bank, number: "6222000011112222" }
terms: { default: net 10, late_fee: { rate_per_day: 0.05% } }
receivables: { allocation: civil-code-561, auto_apply: true }
vouchers: { standard: ${standard} }
`;
const FILES: Files = {
  'orders.csv': `order_no,customer,ordered_at,status,payable
D-000001,甲公司,2026-06-01 09:00:00,shipped,1000.00
D-000002,乙公司,2026-06-01 09:00:00,shipped,2000.00
`,
  'bank.csv': `account,booked_on,amount,balance,counterparty,reference,memo
6222000011112222,2026-07-01,500.00,500.00,甲公司,R1,货款
6222000011112222,2026-08-05,2000.00,2500.00,乙公司,R2,货款 D-000002
`,
};

let opened: SmallBooks[] = [];
afterEach(async () => {
  for (const one of opened) await one.remove();
  opened = [];
});

async function asked(standard = 'enterprise', files = FILES): Promise<SmallBooks> {
  const small = await smallBooks(files, yaml(standard));
  opened.push(small);
  return small;
}

async function decide(small: SmallBooks, ref: string, on: string, decision: Decision): Promise<void> {
  const { settings, calendar } = await small.context('2026-08-31');
  const options: DecideOptions = { settings, calendar, on: on as Day, ...WHO };
  await decideReceivables(small.books, [ref], () => decision, options);
  await matchOpenItems(small.books, { settings, calendar, ...WHO });
}

const WHO = { operator: 'anna', approvedBy: 'bert', reason: 'test', at: '2026-08-31T09:00:00+08:00', dryRun: false };

/** Bills or waives the fee of 甲's debt; nothing where it is refused. */
async function lateFee(small: SmallBooks, word: LateFeeWord, on: string, fen?: number): Promise<readonly Decided[]> {
  const { settings, calendar } = await small.context(on);
  const amountIn = () => (fen === undefined ? undefined : minor(fen));
  const options = { ...WHO, settings, calendar, on: on as Day, amountIn };
  return decideLateFees(small.books, word, ['order:D-000001'], options).catch((error: unknown) => {
    if (error instanceof StopError && error.code === 'DECISION_REFUSED') return [];
    throw error;
  });
}

const WRITE_OFF: Decision = { kind: 'write-off', amount: minor(80_000), cause: 'bankrupt' };

interface Ledger {
  readonly balance: (role: AccountRole) => number;
  /** Lines of a kind of voucher as «code debit credit», in fen. */
  readonly lines: (kind: VoucherKind, month: string) => readonly string[];
}

async function ledgerOf(small: SmallBooks, asOf: string): Promise<Ledger> {
  const months = await (await small.context(asOf)).vouchers();
  for (const { verdict } of months) expect(verdict).toMatchObject({ unbalanced: [], gaps: [] });
  const vouchers = months.flatMap((month) => month.vouchers);
  const text = ({ account, debit, credit }: VoucherLine): string => `${account.code} ${debit} ${credit}`;
  return {
    balance: (role) =>
      vouchers
        .flatMap(({ lines }) => lines)
        .filter((line) => line.account.role === role)
        .reduce((sum, line) => sum + line.debit - line.credit, 0),
    lines: (kind, month) =>
      vouchers.filter((one) => one.kind === kind && one.period === month).flatMap(({ lines }) => lines.map(text)),
  };
}

async function openOf(small: SmallBooks, asOf: string): Promise<number> {
  const { rows } = await asJson(await ageing.build(await small.context(asOf)));
  return rows.reduce((sum, row) => sum + Math.round(Number(row['open']) * 100), 0);
}

describe('what customers owe beside their invoices', () => {
  test('a late fee that is paid without having been billed is other income, and 1122 is the ageing', async () => {
    const small = await asked();
    const ledger = await ledgerOf(small, '2026-07-02');
    expect(ledger.lines('late-fee', '2026-07')).toEqual(['1122 1000 0', '6301 0 1000']);
    expect(ledger.lines('receipt', '2026-07')).toEqual(['1002 50000 0', '1122 0 50000']);
    expect(ledger.balance('receivable_customer')).toBe(51_000 + 200_000);
    expect(await openOf(small, '2026-07-02')).toBe(51_000 + 200_000);
  });

  test('the allowance is what the ages ask for at every month’s end, whatever was written off and came back', async () => {
    const small = await asked();
    await decide(small, 'order:D-000002', '2026-07-10', WRITE_OFF);
    const ledger = await ledgerOf(small, '2026-08-31');
    // 1 % of 3,000.00, 19 days late.
    expect(ledger.lines('allowance', '2026-06')).toEqual(['6702 3000 0', '1231 0 3000']);
    // 3 % of 510.00 + 1,200.00 is 51.30; 30.00 − 800.00 was there.
    expect(ledger.lines('allowance', '2026-07')).toEqual(['6702 82130 0', '1231 0 82130']);
    expect(ledger.lines('write-off', '2026-07')).toEqual(['1231 80000 0', '1122 0 80000']);
    // 5 % of 510.00 is 25.50; 51.30 + 800.00 was there.
    expect(ledger.lines('allowance', '2026-08')).toEqual(['6702 -82580 0', '1231 0 -82580']);
    expect(ledger.lines('recovery', '2026-08')).toEqual(['1122 80000 0', '1231 0 80000']);
    expect(ledger.balance('allowance')).toBe(-2_550);
    expect(ledger.balance('receivable_customer')).toBe(51_000);
    expect(await openOf(small, '2026-08-31')).toBe(51_000);
  });

  test('a write-off taken back on its own day has never held: the debt is open, and no voucher tells of it', async () => {
    const small = await asked();
    await decide(small, 'order:D-000002', '2026-07-04', WRITE_OFF);
    const [event] = await loadReceivableEvents(small.books.db);
    await undoDecisions(small.books, [event?.id ?? ''], { ...WHO, on: '2026-07-04' as Day });
    expect(await openOf(small, '2026-07-04')).toBe(51_000 + 200_000);
    const ledger = await ledgerOf(small, '2026-07-31');
    expect(ledger.lines('write-off', '2026-07')).toEqual([]);
  });

  test('a month that isn’t over has no allowance yet', async () => {
    const ledger = await ledgerOf(await asked(), '2026-06-29');
    expect(ledger.balance('allowance')).toBe(0);
  });

  test('debts grow older in months without a row', async () => {
    const ledger = await ledgerOf(await asked(), '2026-09-30');
    // 111 days late: 20 % of the 510.00.
    expect(ledger.lines('allowance', '2026-09')).toEqual(['6702 7650 0', '1231 0 7650']);
  });

  test('the small-business standard knows no allowance; what comes back is income', async () => {
    const small = await asked('small-business');
    await decide(small, 'order:D-000002', '2026-07-10', WRITE_OFF);
    const ledger = await ledgerOf(small, '2026-08-31');
    expect(ledger.lines('write-off', '2026-07')).toEqual(['5711 80000 0', '1122 0 80000']);
    expect(ledger.lines('recovery', '2026-08')).toEqual(['1122 80000 0', '5301 0 80000']);
    expect(ledger.balance('allowance')).toBe(0);
  });

  test('a small rest written off as a cost is no cost any more once it is paid', async () => {
    const small = await asked();
    await decide(small, 'order:D-000002', '2026-07-10', { ...WRITE_OFF, amount: minor(500), cause: 'short-payment' });
    const ledger = await ledgerOf(small, '2026-08-31');
    expect(ledger.lines('rounding', '2026-07')).toEqual(['6603 500 0', '1122 0 500']);
    expect(ledger.lines('rounding', '2026-08')).toEqual(['1122 500 0', '6603 0 500']);
  });

  test('money that goes back takes the late fee it had paid with it', async () => {
    const small = await asked('enterprise', {
      ...FILES,
      'bank.csv': `${FILES['bank.csv'] ?? ''}6222000011112222,2026-08-06,-500.00,2000.00,甲公司,R3,退票 R1\n`,
    });
    const ledger = await ledgerOf(small, '2026-08-31');
    expect(ledger.lines('late-fee', '2026-08')).toEqual(['1122 -1000 0', '6301 0 -1000']);
    expect(ledger.balance('late_fee_income')).toBe(0);
    expect(ledger.balance('receivable_customer')).toBe(100_000);
  });

  test('a bill takes in what was paid before it, and stays owed when that money goes back', async () => {
    const small = await asked('enterprise', {
      ...FILES,
      'bank.csv': `${FILES['bank.csv'] ?? ''}6222000011112222,2026-08-06,-500.00,2000.00,甲公司,R3,退票 R1\n`,
    });
    // 10.00 were paid on 1 July; 510.00 × 30 days × 0.05 % are 7.65.
    const [bill] = await lateFee(small, 'late-fee', '2026-07-31');
    expect(bill?.decision).toEqual({ kind: 'late-fee', amount: 765, paid: 1_000 });
    const july = await ledgerOf(small, '2026-07-31');
    expect(july.lines('late-fee', '2026-07')).toEqual(['1122 1765 0', '6301 0 1765']);
    expect(july.balance('receivable_customer')).toBe(51_000 + 765 + 200_000);
    const august = await ledgerOf(small, '2026-08-31');
    expect(august.lines('late-fee', '2026-08')).toEqual([]);
    expect(august.balance('receivable_customer')).toBe(100_000 + 1_765);
    // As if it had never been paid: 1,000.00 × 81 days × 0.05 % are 40.50.
    const { rows } = await asJson(await lateFees.build(await small.context('2026-08-31')));
    expect(rows.find((row) => row['ref'] === 'order:D-000001')).toMatchObject({
      accrued: '40.50',
      billed: '17.65',
      paid: '0.00',
      owed: '17.65',
      undecided: '22.85',
    });
  });

  test('a waiver of what was billed is in red, apart from the bills; taken back, the fee is owed again', async () => {
    const small = await asked();
    await lateFee(small, 'late-fee', '2026-07-31');
    const [waiver] = await lateFee(small, 'waive', '2026-08-02', 900);
    // 2 August: 7.65 billed and 510.00 × 2 days, 0.51, not billed.
    expect(waiver).toBeUndefined();
    const [part] = await lateFee(small, 'waive', '2026-08-02', 800);
    expect(part?.decision).toEqual({ kind: 'waive', amount: 800, billed: 765 });
    const waived = await ledgerOf(small, '2026-08-31');
    expect(waived.lines('late-fee-waived', '2026-08')).toEqual(['1122 -765 0', '6301 0 -765']);
    expect(waived.balance('receivable_customer')).toBe(51_000);
    await undoDecisions(small.books, [part?.id ?? ''], { ...WHO, on: '2026-08-20' as Day });
    const back = await ledgerOf(small, '2026-08-31');
    expect(back.lines('late-fee-waived', '2026-08')).toEqual([]);
    expect(back.balance('receivable_customer')).toBe(51_000 + 765);
    expect((await ledgerOf(small, '2026-08-19')).balance('receivable_customer')).toBe(51_000);
  });

  test('a bank that keeps its fee when money goes back: the debt lives again whole, the fee is a cost', async () => {
    const small = await asked('enterprise', {
      ...FILES,
      'bank.csv': `${FILES['bank.csv'] ?? ''}6222000011112222,2026-08-06,-2010.00,490.00,,R3,退票 D-000002\n`,
    });
    const ledger = await ledgerOf(small, '2026-08-31');
    expect(ledger.lines('receipt-returned', '2026-08')).toEqual(['1122 200000 0', '6603 1000 0', '1002 0 201000']);
    expect(ledger.balance('receivable_customer')).toBe(51_000 + 200_000);
    expect(ledger.balance('advance')).toBe(0);
    const found = await (await small.context('2026-08-31')).findings();
    expect(found.map((one) => one.code).sort()).toEqual([
      'receipt-returned',
      'receivable-overdue',
      'receivable-overdue',
    ]);
  });
});
