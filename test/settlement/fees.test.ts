import { describe, expect, it } from 'vitest';

import { Decimal, minor, ZERO, type Minor } from '../../src/model/money.ts';
import type { Day } from '../../src/model/day.ts';
import type { FeeSchedule, FeeTiers, TiersBy } from '../../src/model/settings.ts';
import type { LineFacts } from '../../src/model/case.ts';
import { CNY } from '../../src/model/currency.ts';
import {
  batchFeeTolerance,
  expectedFee,
  expectedFeeReturn,
  feesByContract,
  feesOf,
  scheduleOn,
} from '../../src/settlement/index.ts';

function schedule(rate: string, more: Partial<FeeSchedule> = {}): FeeSchedule {
  return { rate: new Decimal(rate), flat: ZERO, rounding: 'half-up', returnedOnRefund: true, ...more };
}

/** Up to 1,000.00 at 0.6 %. */
const STEPS = (by: TiersBy): FeeTiers => ({ by, steps: [{ upTo: minor(100_000), rate: new Decimal('0.006') }] });

describe('the fee a contract allows', () => {
  it.each([
    ['6 per mille of 128.00', schedule('0.006'), 12_800, 77],
    ['half a fen goes up', schedule('0.002'), 250, 1],
    ['half a fen goes to the even one', schedule('0.002', { rounding: 'half-even' }), 250, 0],
    ['a flat part on top', schedule('0.029', { flat: minor(30) }), 10_000, 320],
    ['at most the maximum', schedule('0.006', { max: minor(50) }), 12_800, 50],
    ['at least the minimum', schedule('0.0038', { min: minor(1) }), 100, 1],
    ['the minimum stands above the maximum', schedule('0.006', { min: minor(60), max: minor(50) }), 12_800, 60],
    ['a refund is the mirror of a sale', schedule('0.002', { min: minor(3) }), -250, -3],
    ['a line of nothing costs the minimum', schedule('0.006', { min: minor(1) }), 0, 1],
    ['a step decides for the whole amount', schedule('0.005', { tiers: STEPS('whole') }), 150_000, 750],
    ['an amount on the step is in it', schedule('0.005', { tiers: STEPS('whole') }), 100_000, 600],
    // 1,000.00 at 0.6 % and 500.00 at 0.5 %.
    ['each slice pays its own rate', schedule('0.005', { tiers: STEPS('slices') }), 150_000, 850],
    ['slices of a refund are the mirror', schedule('0.005', { tiers: STEPS('slices') }), -150_000, -850],
    // 0.006 × 333 + 0.005 × 0 = 1.998 fen: rounded once, at the end.
    ['slices are rounded once', schedule('0.005', { tiers: STEPS('slices') }), 333, 2],
  ])('%s', (_what, contract, gross, fee) => {
    expect(expectedFee(contract, minor(gross))).toBe(fee);
  });

  it('the schedule of the day holds, from its first to its last day', () => {
    const day = (text: string): Day => text as Day;
    const before = schedule('0.006', { to: day('2026-06-30') });
    const after = schedule('0.005', { from: day('2026-07-02') });
    expect(scheduleOn([before, after], day('2026-06-30'))).toBe(before);
    expect(scheduleOn([before, after], day('2026-07-01'))).toBeUndefined();
    expect(scheduleOn([before, after], day('2026-07-02'))).toBe(after);
    expect(scheduleOn(undefined, day('2026-07-02'))).toBeUndefined();
  });

  it('a thousand lines of 0.84 cost 10.00 line by line and 5.04 on their total, within the tolerance', () => {
    const fees = feesOf(
      schedule('0.006'),
      Array.from({ length: 1000 }, () => minor(84)),
    );
    expect(fees).toMatchObject({ sum: 1000, onBatchTotal: 504, difference: 496, net: 83_000 });
    expect(batchFeeTolerance(1000)).toBe(500);
    expect(batchFeeTolerance(1)).toBe(0);
  });
});

describe('the fee that comes back with refunds', () => {
  function returns(settled: number, fee: number, refunds: readonly number[]): readonly Minor[] {
    let refundedBefore = 0;
    let feeReturnedBefore = 0;
    return refunds.map((refund) => {
      const back = expectedFeeReturn({
        settled: minor(settled),
        fee: minor(fee),
        refundedBefore: minor(refundedBefore),
        feeReturnedBefore: minor(feeReturnedBefore),
        refund: minor(refund),
      });
      refundedBefore += refund;
      feeReturnedBefore += back;
      return back;
    });
  }

  it('ten equal refunds of 8.50 bring the 0.05 back unevenly and in full', () => {
    const tenths = Array.from({ length: 10 }, () => 85);
    expect(returns(850, 5, tenths)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  });

  it('a refund in full brings back the whole fee', () => {
    expect(returns(10_000, 60, [10_000])).toEqual([60]);
    expect(returns(8888, 53, [3333, 5555])).toEqual([20, 33]);
  });

  it('what goes beyond the trade brings back no more than the fee', () => {
    expect(returns(10_000, 60, [15_000, 1])).toEqual([60, 0]);
    expect(returns(10_000, 60, [0, 10_000, 0])).toEqual([0, 60, 0]);
  });

  it('stays exact where doubles would not', () => {
    const settled = Number.MAX_SAFE_INTEGER - 1;
    expect(returns(settled, settled / 2, [settled / 2])[0]).toBe(2_251_799_813_685_248);
  });

  it('takes refunds as positive amounts only', () => {
    expect(() => returns(100, 1, [-50])).toThrow('positive');
  });
});

describe('a trade paid in part with the merchant’s own coupon', () => {
  const line = (kind: LineFacts['kind'], place: number, gross: number, fee: number): LineFacts => ({
    id: place * 10 + (kind === 'subsidy' ? 1 : 0),
    kind,
    account: 'wechat',
    occurredAt: '2026-06-05 09:12:09' as LineFacts['occurredAt'],
    tradeNo: '42001',
    gross: minor(gross),
    fee: minor(fee),
    net: minor(gross - fee),
    currency: CNY,
    place: { file: 'all.csv', line: place },
  });
  // An order of 59.90 with a coupon of 10.00; half of it goes back, the fee is 0.6 % of 49.90.
  const sale = [line('sale', 2, 5990, 30), line('subsidy', 2, -1000, 0)];
  const refund = [line('refund', 3, -2995, -15), line('subsidy', 3, 500, 0)];
  const six = (): FeeSchedule => schedule('0.006');

  it('bears the fee of what was paid, and gives it back in that proportion', () => {
    const told = (checks: ReturnType<typeof feesByContract>['fees']): readonly (readonly [number, number])[] =>
      checks.map(({ expected, actual }) => [expected, actual]);
    expect(told(feesByContract([...sale, ...refund], six).fees)).toEqual([[30, 30]]);
    expect(told(feesByContract([...sale, ...refund], six).feeReturns)).toEqual([[15, 15]]);
  });

  it('lowers no other line of its trade', () => {
    const other = line('sale', 4, 5990, 36);
    expect(feesByContract([...sale, other], six).fees.map(({ expected }) => expected)).toEqual([30, 36]);
  });
});
