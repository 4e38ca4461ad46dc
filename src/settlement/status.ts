import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, daysBetween, type Day } from '../model/day.ts';
import type { Minor } from '../model/money.ts';

/** DOMAIN.md 2.4. */
export type PayoutStatus = 'pending' | 'overdue' | 'on_time' | 'late' | 'early' | 'short' | 'over' | 'split' | 'merged';

export interface PayoutFacts {
  /** The due day, before any grace. */
  readonly expected: Day;
  readonly graceDays: number;
  readonly asOf: Day;
  /** Day of the (last) bank credit; what came after `asOf` hasn't come. */
  readonly actual?: Day;
  readonly expectedAmount?: Minor;
  readonly actualAmount?: Minor;
  /** Bank credits that make up this one payout; 1 when undefined. */
  readonly credits?: number;
  /** Payouts that share this one bank credit; 1 when undefined. */
  readonly payouts?: number;
}

/**
 * One word for how a payout stands, and its days late: counted from the due day without the grace, never below 0, and
 * 0 while it is pending. When several words fit: the amount speaks before the day, the day before the number of
 * credits.
 */
export function payoutStatus(facts: PayoutFacts): { readonly status: PayoutStatus; readonly lateDays: number } {
  const { expected, actual, asOf } = facts;
  const lastDay = addDays(expected, facts.graceDays);
  if (actual === undefined || actual > asOf) {
    return asOf > lastDay
      ? { status: 'overdue', lateDays: lateDays(expected, asOf) }
      : { status: 'pending', lateDays: 0 };
  }
  return { status: amountWord(facts) ?? dayWord(facts, actual, lastDay), lateDays: lateDays(expected, actual) };
}

/** Calendar days from the due day to the day it came (or to the day of asking), never below 0. */
export function lateDays(expected: Day, actual: Day): number {
  return Math.max(0, daysBetween(expected, actual));
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function lagInWorkingDays(from: Day, to: Day, calendar: WorkingCalendar): number {
  if (to < from) return -lagInWorkingDays(to, from, calendar);
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) days += 1;
  }
  return days;
}

function amountWord({ expectedAmount, actualAmount }: PayoutFacts): 'short' | 'over' | undefined {
  if (expectedAmount === undefined || actualAmount === undefined || actualAmount === expectedAmount) return undefined;
  return actualAmount < expectedAmount ? 'short' : 'over';
}

function dayWord({ expected, credits = 1, payouts = 1 }: PayoutFacts, actual: Day, lastDay: Day): PayoutStatus {
  if (actual > lastDay) return 'late';
  if (credits > 1) return 'split';
  if (payouts > 1) return 'merged';
  return actual < expected ? 'early' : 'on_time';
}
