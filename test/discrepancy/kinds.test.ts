import { describe, expect, it } from 'vitest';

import { readTolerance } from '../../src/cli/config/rules.ts';
import { findIn, KINDS } from '../../src/discrepancy/index.ts';
import { messageOf } from '../../src/discrepancy/message.ts';
import type { BankCase, CheckContext, OrderCase, PayoutCase } from '../../src/model/case.ts';
import { gapsOf } from '../../src/model/coverage.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { FINDING_CODES } from '../../src/model/finding.ts';
import { minor } from '../../src/model/money.ts';

const day = (text: string): Day => text as Day;
const NO_TOLERANCE = readTolerance(undefined, CNY).legs;
const context = (asOf: string): CheckContext => ({ asOf: day(asOf), tolerances: NO_TOLERANCE, bankGraceDays: 3 });

describe('the kinds of finding', () => {
  it('every code has its kind, once, with words and a remedy in both languages', () => {
    expect(KINDS.map((kind) => kind.code).sort()).toEqual([...FINDING_CODES].sort());
    for (const { code, title, message, remedy } of KINDS)
      for (const words of [title, message, remedy]) expect([code, words.en, words.zh]).not.toContain('');
  });

  it('a sentence names every value it needs in Chinese and in English alike', () => {
    const placeholders = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/gu))].sort();
    for (const { code, message } of KINDS)
      expect([code, ...placeholders(message.zh)]).toEqual([code, ...placeholders(message.en)]);
  });
});

const PAYOUT: PayoutCase = {
  kind: 'payout',
  state: 'open',
  account: 'wechat',
  ref: 'batch:P1',
  batchNo: 'P1',
  day: day('2026-06-02'),
  dueOn: day('2026-06-02'),
  lastOn: day('2026-06-03'),
  amount: minor(50_000),
  currency: CNY,
};

const BANK: BankCase = {
  kind: 'bank',
  account: 'ccb',
  ref: 'bank:ccb/B1',
  reference: 'B1',
  day: day('2026-06-02'),
  amount: minor(8_800),
  currency: CNY,
  place: { file: 'ccb.csv', line: 2 },
  isAmbiguous: false,
};

describe('a finding of a payout', () => {
  it('says when it became one: the day after its grace', () => {
    const [missing] = findIn(PAYOUT, context('2026-06-30'));
    expect(missing).toMatchObject({
      code: 'payout-missing',
      since: '2026-06-04',
      date: '2026-06-02',
      difference: -50_000,
    });
    expect(missing && messageOf(missing, 'en')).toBe(
      'wechat: payout P1 of 500.00 was due at the bank on 2026-06-02 (grace to 2026-06-03), no credit',
    );
    expect(missing && messageOf(missing, 'zh')).toBe(
      'wechat 打款 P1 金额 500.00，应于 2026-06-02 到账（宽限至 2026-06-03），银行无入账',
    );
  });

  it('is none without a rule that says when it is due, in doubt, or when nothing is owed', () => {
    const undue = Object.fromEntries(Object.entries(PAYOUT).filter(([key]) => key !== 'dueOn' && key !== 'lastOn'));
    expect(findIn(undue as unknown as PayoutCase, context('2026-06-30'))).toEqual([]);
    expect(findIn({ ...PAYOUT, state: 'ambiguous' }, context('2026-06-30'))).toEqual([]);
    expect(findIn({ ...PAYOUT, amount: minor(-1) }, context('2026-06-30'))).toEqual([]);
  });

  it('a difference is told with both amounts, long or short', () => {
    for (const [bankAmount, difference] of [
      [49_990, -10],
      [50_010, 10],
    ] as const) {
      const matched = { ...PAYOUT, state: 'matched', bankAmount: minor(bankAmount), bankRef: 'B1' } as const;
      expect(findIn(matched, context('2026-06-30'))).toMatchObject([
        { code: 'payout-mismatch', expected: 50_000, actual: bankAmount, difference, batchNo: 'P1', bankRef: 'B1' },
      ]);
    }
  });
});

describe('a bank line that no group holds', () => {
  it('is one finding, a credit or a debit, never both, and none in doubt', () => {
    expect(findIn(BANK, context('2026-06-06')).map((one) => one.code)).toEqual(['bank-credit-unexplained']);
    expect(findIn({ ...BANK, amount: minor(-1) }, context('2026-06-06')).map((one) => one.code)).toEqual([
      'bank-debit-unexplained',
    ]);
    expect(findIn({ ...BANK, amount: minor(0) }, context('2026-06-06'))).toEqual([]);
    expect(findIn({ ...BANK, isAmbiguous: true }, context('2026-06-06'))).toEqual([]);
  });
});

describe('one cause, one finding', () => {
  const order: OrderCase = {
    kind: 'order',
    orderNo: 'O1',
    order: {
      orderNo: 'O1',
      status: 'cancelled',
      currency: CNY,
      payable: minor(10_000),
      refunded: minor(5_000),
      place: { file: 'orders.csv', line: 2 },
    },
    duplicates: [],
    lines: [
      {
        id: 1,
        kind: 'sale',
        account: 'wechat',
        occurredAt: '2026-06-01' as never,
        tradeNo: 'T1',
        gross: minor(9_000),
        fee: minor(0),
        net: minor(9_000),
        currency: CNY,
        place: { file: 'wechat.csv', line: 2 },
      },
    ],
    fees: [],
    feeReturns: [],
    isPaid: true,
    isOnAccount: false,
    lastOn: day('2026-06-01'),
  };

  it('a cancelled order that was settled has no amount and no refund finding beside it', () => {
    expect(findIn(order, context('2026-06-30')).map((one) => one.code)).toEqual(['status-mismatch']);
  });

  it('nor has an order nothing was settled for', () => {
    const paid = { ...order, order: { ...order.order, status: 'paid' } as never, lines: [] };
    expect(findIn(paid, context('2026-06-30')).map((one) => one.code)).toEqual(['order-unsettled']);
  });
});

describe('days that no statement covers', () => {
  const span = (from: string, to = from, opening?: number, closing?: number) => ({
    from: day(from),
    to: day(to),
    ...(opening === undefined ? {} : { opening }),
    ...(closing === undefined ? {} : { closing }),
  });
  const gap = (from: string, to: string) => ({ from: day(from), to: day(to) });

  it('statements that touch or overlap leave none, in whatever order', () => {
    expect(gapsOf([span('2026-06-04', '2026-06-09'), span('2026-06-01', '2026-06-03')])).toEqual([]);
    expect(gapsOf([span('2026-06-01', '2026-06-30'), span('2026-06-05', '2026-06-06'), span('2026-07-01')])).toEqual(
      [],
    );
  });

  it('the first and last days of the period asked for are asked for too', () => {
    const period = gap('2026-06-01', '2026-06-30');
    expect(gapsOf([span('2026-06-03', '2026-06-28')], period)).toEqual([
      gap('2026-06-01', '2026-06-02'),
      gap('2026-06-29', '2026-06-30'),
    ]);
    expect(gapsOf([], period)).toEqual([period]);
  });

  it('days between two covered days are gaps whatever the period, and told once', () => {
    const june = gap('2026-06-01', '2026-06-30');
    expect(gapsOf([span('2026-05-25'), span('2026-06-05', '2026-06-30')], june)).toEqual([
      gap('2026-05-26', '2026-06-04'),
    ]);
    expect(gapsOf([span('2026-08-01')], june)).toEqual([june]);
    expect(gapsOf([span('2026-04-01')], june)).toEqual([june]);
  });

  it('balances that meet cover the days between', () => {
    expect(gapsOf([span('2026-06-01', '2026-06-01', 0, 500), span('2026-06-09', '2026-06-09', 500, 700)])).toEqual([]);
    expect(gapsOf([span('2026-06-01', '2026-06-01', 0, 500), span('2026-06-09', '2026-06-09', 400, 700)])).toHaveLength(
      1,
    );
  });
});
