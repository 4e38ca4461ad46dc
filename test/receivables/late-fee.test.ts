import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { Decimal, minor } from '../../src/model/money.ts';
import { lateFee, type Payment } from '../../src/receivables/index.ts';

const perDay = new Decimal('0.0005');
const day = (text: string): Day => text as Day;
const paid = (on: string, amount: number): Payment => ({ on: day(on), amount: minor(amount) });

function feeOf(principal: number, asOf: string, payments: readonly Payment[] = []): ReturnType<typeof lateFee> {
  return lateFee({
    dueOn: day('2026-03-31'),
    asOf: day(asOf),
    principal: minor(principal),
    payments,
    rates: [{ perDay }],
  });
}

describe('每日万分之五', () => {
  it('the due day itself is not late', () => {
    expect(feeOf(5_000_000, '2026-03-31')).toMatchObject({
      fee: 0,
      outstanding: 5_000_000,
      chargeableDays: 0,
      segments: [],
    });
    expect(feeOf(5_000_000, '2026-04-01').fee).toBe(2_500);
    expect(feeOf(5_000_000, '2026-04-30').fee).toBe(75_000);
  });

  it('the day of the payment is still charged on the principal before it', () => {
    expect(feeOf(5_000_000, '2026-06-30', [paid('2026-04-01', 5_000_000)])).toMatchObject({
      fee: 2_500,
      outstanding: 0,
    });
    expect(feeOf(5_000_000, '2026-06-30', [paid('2026-03-31', 5_000_000)]).fee).toBe(0);
  });

  it('payments in any order lower the principal step by step, with one rounding at the end', () => {
    const payments = [paid('2026-06-01', 2_999_999), paid('2026-04-10', 2_000_000)];
    expect(feeOf(5_000_000, '2026-07-15', payments)).toMatchObject({
      fee: 103_000,
      outstanding: 1,
      chargeableDays: 106,
      segments: [
        { from: '2026-04-01', to: '2026-04-10', days: 10, principal: 5_000_000 },
        { from: '2026-04-11', to: '2026-06-01', days: 52, principal: 3_000_000 },
        { from: '2026-06-02', to: '2026-07-15', days: 44, principal: 1 },
      ],
    });
    expect(feeOf(123_456, '2026-04-28').fee).toBe(1_728);
  });

  it('half a fen goes up, less than half is nothing', () => {
    expect(feeOf(1_000, '2026-04-01').fee).toBe(1);
    expect(feeOf(999, '2026-04-01').fee).toBe(0);
  });

  it('a payment of after the day asked for does not exist yet; an overpayment leaves nothing owed', () => {
    expect(feeOf(1_000, '2026-04-10', [paid('2026-04-11', 1_000)])).toMatchObject({ fee: 5, outstanding: 1_000 });
    expect(feeOf(1_000, '2026-04-10', [paid('2026-04-02', 700), paid('2026-04-02', 700)])).toMatchObject({
      fee: 1,
      outstanding: 0,
      chargeableDays: 2,
    });
  });
});
