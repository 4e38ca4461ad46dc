import { absolute, applyRate, Decimal, minor, minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { Day } from '../model/day.ts';
import type { FeeSchedule } from '../model/settings.ts';

/** The schedule that holds on a day; undefined: nobody agreed one for it. */
export function scheduleOn(schedules: readonly FeeSchedule[] | undefined, day: Day): FeeSchedule | undefined {
  return schedules?.find(({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to));
}

/**
 * What the contract lets a platform charge on one line: max(min, min(max, gross × rate + flat)), rounded once (the
 * flat part is whole, so rounding the rate's part rounds the sum). Positive when charged; a refund's line is the
 * mirror of a sale's (DOMAIN.md 4). A line of nothing costs the minimum too: whether a platform charges it is another
 * question (`feesByContract`).
 */
export function expectedFee(schedule: FeeSchedule, gross: Minor): Minor {
  const uncapped = plus(ratedPart(schedule, absolute(gross)), schedule.flat);
  const capped = Math.min(uncapped, schedule.max ?? uncapped);
  const fee = minor(Math.max(capped, schedule.min ?? capped));
  return gross < 0 ? negate(fee) : fee;
}

/** Largest part of a fraction that stays exact beside any amount. */
const FRACTION_MAX = 1_000_000;

/**
 * A contract as a fraction of the gross amount, for set-based looks: its fee is the whole number nearest to gross ×
 * numerator ÷ denominator. The denominator is nought where one rate alone doesn't say the fee: more than one schedule, a
 * flat part, steps, days, a minimum, a maximum or a rounding other than to the nearest.
 */
export function rateFraction(schedules: readonly FeeSchedule[]): {
  readonly numerator: number;
  readonly denominator: number;
} {
  const none = { numerator: 0, denominator: 0 };
  const [fee, ...later] = schedules;
  if (fee === undefined || later.length > 0) return none;
  const others = [fee.max, fee.min, fee.tiers, fee.from, fee.to];
  if (fee.flat !== 0 || !fee.rounding.startsWith('half') || others.some((one) => one !== undefined)) return none;
  const [numerator, denominator] = fee.rate.toFraction(FRACTION_MAX);
  if (!numerator || !denominator || !numerator.dividedBy(denominator).equals(fee.rate)) return none;
  return { numerator: numerator.toNumber(), denominator: denominator.toNumber() };
}

/** amount × rate, by steps where there are any; slices are added exactly and rounded once. */
function ratedPart({ rate, tiers, rounding }: FeeSchedule, amount: Minor): Minor {
  const steps = tiers?.steps ?? [];
  if (tiers?.by !== 'slices') {
    return applyRate(amount, steps.find((step) => amount <= step.upTo)?.rate ?? rate, rounding);
  }
  let below = ZERO;
  let exact = new Decimal(0);
  for (const step of steps) {
    exact = exact.plus(step.rate.times(Math.max(0, Math.min(amount, step.upTo) - below)));
    below = step.upTo;
  }
  return applyRate(minor(1), exact.plus(rate.times(Math.max(0, amount - below))), rounding);
}

export interface BatchFees {
  readonly perLine: readonly Minor[];
  readonly sum: Minor;
  /** The plain rate on the sum of the lines, without flat part, minimum and maximum. */
  readonly onBatchTotal: Minor;
  /** sum − onBatchTotal: what rounding line by line comes to. */
  readonly difference: Minor;
  /** Σ gross − sum. */
  readonly net: Minor;
}

/** A batch's fees line by line beside the rate on its total: the commonest reason why «the fee does not agree». */
export function feesOf(schedule: FeeSchedule, grosses: readonly Minor[]): BatchFees {
  const perLine = grosses.map((gross) => expectedFee(schedule, gross));
  const total = plus(...grosses);
  const sum = plus(...perLine);
  const onBatchTotal = applyRate(total, schedule.rate, schedule.rounding);
  return { perLine, sum, onBatchTotal, difference: minus(sum, onBatchTotal), net: minus(total, sum) };
}

/** How far a fee computed on a batch may lie from the sum of its lines: half a minor unit a line (DOMAIN.md 4). */
export function batchFeeTolerance(lines: number): Minor {
  return minor(Math.floor(lines / 2));
}

/** A settled trade and what was refunded of it so far; all amounts positive. */
export interface RefundSoFar {
  readonly settled: Minor;
  /** Fee charged on the trade. */
  readonly fee: Minor;
  readonly refundedBefore: Minor;
  readonly feeReturnedBefore: Minor;
  readonly refund: Minor;
}

/**
 * The fee that comes back with a refund (DOMAIN.md 4): what is left of the fee in the proportion of the refund to what
 * is left of the trade, exact, rounded once half-even. A refund beyond what is left brings back what is left of the
 * fee, no more.
 */
export function expectedFeeReturn({ settled, fee, refundedBefore, feeReturnedBefore, refund }: RefundSoFar): Minor {
  invariant(refund >= 0 && refundedBefore >= 0, 'refunds are given as positive amounts');
  const left = minus(settled, refundedBefore);
  const feeLeft = minus(fee, feeReturnedBefore);
  if (refund >= left) return left > 0 ? feeLeft : ZERO;
  const share = new Decimal(refund).times(feeLeft).dividedBy(left);
  return minor(share.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber());
}
