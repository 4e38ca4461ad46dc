import { addDays, daysBetween, type Day } from '../model/day.ts';
import { Decimal, minor, minus, ZERO, type Minor } from '../model/money.ts';
import type { Payment } from './ageing.ts';

export interface LateFeeCase {
  readonly dueOn: Day;
  readonly asOf: Day;
  readonly principal: Minor;
  /** Payments on the principal, in any order. */
  readonly payments: readonly Payment[];
  /** 0.0005 for 每日万分之五. */
  readonly ratePerDay: Decimal;
}

/** Chargeable days in a row on the same principal, both ends included. */
export interface LateFeeSegment {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly principal: Minor;
}

export interface LateFee {
  readonly fee: Minor;
  /** Principal still open as of the day. */
  readonly outstanding: Minor;
  readonly chargeableDays: number;
  readonly segments: readonly LateFeeSegment[];
}

/**
 * Late fee 每日万分之五 (DOMAIN.md 3.4, the default reading): Σ over the days after the due day up to `asOf` of the
 * principal at the start of the day × rate. So the day of a payment is still charged on the principal before it; no
 * fee on fees; one rounding at the end, half-up. Payments after `asOf` don't exist yet.
 */
export function lateFee({ dueOn, asOf, principal, payments, ratePerDay }: LateFeeCase): LateFee {
  const segments: LateFeeSegment[] = [];
  const paidBy = payments.filter((payment) => payment.on <= asOf).sort((left, right) => daysBetween(right.on, left.on));
  let outstanding = principal;
  let from = addDays(dueOn, 1);
  for (const payment of paidBy) {
    if (payment.on >= from && outstanding > 0) {
      segments.push(segment(from, payment.on, outstanding));
      from = addDays(payment.on, 1);
    }
    outstanding = minor(Math.max(0, minus(outstanding, payment.amount)));
  }
  if (from <= asOf && outstanding > 0) segments.push(segment(from, asOf, outstanding));
  return { fee: charge(segments, ratePerDay), outstanding, chargeableDays: countDays(segments), segments };
}

function segment(from: Day, to: Day, principal: Minor): LateFeeSegment {
  return { from, to, days: daysBetween(from, to) + 1, principal };
}

function charge(segments: readonly LateFeeSegment[], ratePerDay: Decimal): Minor {
  const base = segments.reduce(
    (sum, { days, principal }) => sum.plus(new Decimal(principal).times(days)),
    new Decimal(0),
  );
  return segments.length === 0
    ? ZERO
    : minor(base.times(ratePerDay).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
}

function countDays(segments: readonly LateFeeSegment[]): number {
  return segments.reduce((sum, { days }) => sum + days, 0);
}
