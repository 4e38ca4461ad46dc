import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { Decimal, minor } from '../../src/model/money.ts';
import { lateFee, type LateFeeCase, type Payment } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;
const paid = (on: string, amount: number): Payment => ({ on: day(on), amount: minor(amount) });

/** 20,000.00 due on 30 April 2026 at 0.05 % a day, looked at on 31 May. */
function feeOf(agreed: Partial<LateFeeCase>): ReturnType<typeof lateFee> {
  return lateFee({
    dueOn: day('2026-04-30'),
    asOf: day('2026-05-31'),
    principal: minor(2_000_000),
    payments: [],
    rates: [{ perDay: new Decimal('0.0005') }],
    ...agreed,
  });
}

describe('days of grace', () => {
  const waive = { days: 3, mode: 'waive' } as const;

  it('what is paid within them bears no fee, the rest is charged from the day after the due day', () => {
    // 5,000.00 on the second day is free; 15,000.00 × 10 days × 0.0005 = 75.00.
    const answer = feeOf({ grace: waive, payments: [paid('2026-05-02', 500_000), paid('2026-05-10', 1_500_000)] });
    expect(answer).toMatchObject({ fee: 7_500, outstanding: 0, chargeableDays: 10 });
    expect(answer.segments.map(({ from, to }) => [from, to])).toEqual([['2026-05-01', '2026-05-10']]);
  });

  it('while they run nothing is charged yet; on the day after, all of it', () => {
    expect(feeOf({ grace: waive, asOf: day('2026-05-03') })).toMatchObject({ fee: 0, chargeableDays: 0 });
    expect(feeOf({ grace: waive, asOf: day('2026-05-04') })).toMatchObject({ fee: 4_000, chargeableDays: 4 });
  });

  it('deducted ones are never charged', () => {
    const answer = feeOf({ grace: { days: 3, mode: 'deduct' }, payments: [paid('2026-05-02', 500_000)] });
    // 15,000.00 from 4 to 31 May: 28 days.
    expect(answer).toMatchObject({ fee: 21_000, chargeableDays: 28 });
  });

  it('none of them is the same as no grace', () => {
    expect(feeOf({ grace: { days: 0, mode: 'waive' } }).fee).toBe(feeOf({}).fee);
    expect(feeOf({ grace: { days: 0, mode: 'deduct' } }).fee).toBe(feeOf({}).fee);
  });
});

describe('extensions', () => {
  const extension = { grantedOn: day('2026-05-10'), dueOn: day('2026-05-20') };

  it('do not exist before the day they are granted', () => {
    const extensions = [{ ...extension, keepAccrued: false }];
    expect(feeOf({ extensions, asOf: day('2026-05-09') }).chargeableDays).toBe(9);
    expect(feeOf({ extensions, asOf: day('2026-05-10') }).chargeableDays).toBe(0);
    expect(feeOf({ extensions }).chargeableDays).toBe(11);
  });

  it('keep what had accrued up to and with the day they were granted', () => {
    const answer = feeOf({ extensions: [{ ...extension, keepAccrued: true }] });
    expect(answer.segments.map(({ from, to }) => [from, to])).toEqual([
      ['2026-05-01', '2026-05-10'],
      ['2026-05-21', '2026-05-31'],
    ]);
  });

  it('a second one decides; granted after its own new due day, with everything kept, it frees no day', () => {
    const again = { grantedOn: day('2026-05-25'), dueOn: day('2026-05-28') };
    const answer = feeOf({
      extensions: [
        { ...again, keepAccrued: false },
        { ...extension, keepAccrued: true },
      ],
    });
    expect(answer.chargeableDays).toBe(3);
    const late = { grantedOn: day('2026-05-25'), dueOn: day('2026-05-20'), keepAccrued: true };
    expect(feeOf({ extensions: [late] }).segments.map(({ from, to }) => [from, to])).toEqual([
      ['2026-05-01', '2026-05-31'],
    ]);
  });

  it('granted while a grace runs, nothing had accrued yet', () => {
    const extensions = [{ grantedOn: day('2026-05-02'), dueOn: day('2026-05-20'), keepAccrued: true }];
    expect(feeOf({ extensions, grace: { days: 3, mode: 'waive' } }).segments.map(({ from }) => from)).toEqual([
      '2026-05-21',
    ]);
  });
});

describe('suspended days', () => {
  it('are free wherever they overlap, and for part of the amount where only a part is disputed', () => {
    const suspensions = [
      { from: day('2026-05-05'), to: day('2026-05-10') },
      { from: day('2026-05-08'), to: day('2026-05-12') },
    ];
    expect(feeOf({ suspensions }).chargeableDays).toBe(31 - 8);
    // 31 days of 20,000.00 = 310.00; from 22 May on only 15,000.00 of it: 10 days × 2.50 less.
    const part = [{ from: day('2026-05-22'), amount: minor(500_000) }];
    expect(feeOf({ suspensions: part })).toMatchObject({ fee: 28_500, chargeableDays: 31 });
  });
});

describe('rates, caps and minimums', () => {
  it('a rate that changes on a day is charged on both sides of it; where none holds nothing is', () => {
    const rates = [
      { perDay: new Decimal('0.0005'), to: day('2026-05-10') },
      { perDay: new Decimal('0.0003'), from: day('2026-05-21') },
    ];
    // 10 × 10.00 + 11 × 6.00
    expect(feeOf({ rates })).toMatchObject({ fee: 16_600, chargeableDays: 21 });
  });

  it('the cap is a part of the original principal and comes before the minimum', () => {
    const half = { payments: [paid('2026-05-01', 1_000_000)] };
    expect(feeOf({ ...half, capRatio: new Decimal('0.001') }).fee).toBe(2_000);
    expect(feeOf({ capRatio: new Decimal('0.001'), minFee: minor(2_001) }).fee).toBe(0);
    expect(feeOf({ capRatio: new Decimal('0.001'), minFee: minor(2_000) }).fee).toBe(2_000);
  });

  it('rounds once, by segment, or by day', () => {
    const small = { principal: minor(1_001), payments: [paid('2026-05-01', 1)] };
    // 10.01 × 0.0005 = 0.005005, then 30 × 10.00 × 0.0005 = 0.15.
    expect(feeOf({ ...small, rounding: 'total' }).fee).toBe(16);
    expect(feeOf({ ...small, rounding: 'segment' }).fee).toBe(1 + 15);
    expect(feeOf({ ...small, rounding: 'daily' }).fee).toBe(1 + 30);
  });
});

describe('payments', () => {
  it('one taken back is owed again from the next day on', () => {
    const payments = [paid('2026-05-01', 2_000_000), paid('2026-05-10', -2_000_000)];
    expect(feeOf({ payments }).segments.map(({ from, to }) => [from, to])).toEqual([
      ['2026-05-01', '2026-05-01'],
      ['2026-05-11', '2026-05-31'],
    ]);
  });

  it('of nothing change nothing, several on a day count together, too much leaves nothing owed', () => {
    expect(feeOf({ payments: [paid('2026-05-10', 0)] }).segments).toHaveLength(1);
    const payments = [paid('2026-05-10', 1_500_000), paid('2026-05-10', 1_500_000)];
    expect(feeOf({ payments })).toMatchObject({ fee: 10_000, outstanding: 0 });
  });
});
