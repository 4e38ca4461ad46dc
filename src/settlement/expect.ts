import { rollDay, type WorkingCalendar } from '../model/calendar.ts';
import {
  addDays,
  dayInMonth,
  dayNumber,
  dayOf,
  dayOfNumber,
  daysBetween,
  weekdayOf,
  type Day,
  type Moment,
} from '../model/day.ts';
import type { CycleRule, CycleStep } from '../model/settings.ts';

const LAST_DAY_OF_FIRST_HALF = 15;
const WEEK = 7;
const FORTNIGHT = 14;

/**
 * The day a trade of `base` must be settled, or a day or batch paid out (DOMAIN.md 2.1), in this order: a moment at or
 * after the cut-off belongs to the next day; a trade day that isn't worked moves on where the rule says so; the days
 * held are added; then the step; then the roll. `manual` takes no step: the day itself.
 */
export function dueDay(rule: CycleRule, base: Moment | Day, calendar: WorkingCalendar): Day {
  return rollDay(stepFrom(rule.step, tradeDay(rule, base, calendar), calendar), rule.roll, calendar);
}

/**
 * The day the money must be in the bank: `dueDay`, then the bank's lag, rolled again. What is withdrawn by hand is
 * sent on whatever day it is withdrawn, so before its lag nothing rolls. Without a lag it is `dueDay`.
 */
export function payoutDueDay(rule: CycleRule, base: Moment | Day, calendar: WorkingCalendar): Day {
  if (rule.bankLag === undefined) return dueDay(rule, base, calendar);
  const sent = rule.step.type === 'manual' ? tradeDay(rule, base, calendar) : dueDay(rule, base, calendar);
  return rollDay(stepFrom(rule.bankLag, sent, calendar), rule.roll, calendar);
}

/** The last day on which a missing counterpart is still in transit: `payoutDueDay` and the grace, in calendar days. */
export function lastDayOf(rule: CycleRule, base: Moment | Day, calendar: WorkingCalendar): Day {
  return addDays(payoutDueDay(rule, base, calendar), rule.graceDays);
}

/**
 * The same rule turned round, for set-based queries: the moment B such that, as of `asOf`, whatever happened at `base`
 * is past due (`lastDayOf(base) < asOf`) if and only if `base < B` as text. It exists because a later base is never
 * due earlier, by any rule that `parseCycleStep` reads.
 */
export function cutoffMoment(rule: CycleRule, asOf: Day, calendar: WorkingCalendar): Moment {
  const { cutoffTime, ...wholeDays } = rule;
  const isPast = (number: number): boolean => lastDayOf(wholeDays, dayOfNumber(number), calendar) < asOf;
  const boundary = dayOfNumber(firstNot(isPast, dayNumber(asOf)));
  return (cutoffTime === undefined ? boundary : `${addDays(boundary, -1)} ${cutoffTime}`) as Moment;
}

/**
 * Years without calendar data that the due day of `base` leans on, ascending; none where the rule asks for no working
 * day. Whoever shows the day says so beside it.
 */
export function uncoveredYears(rule: CycleRule, base: Moment | Day, calendar: WorkingCalendar): readonly number[] {
  const asksForWorkingDays =
    rule.step.type === 'T' || rule.bankLag?.type === 'T' || rule.roll !== 'none' || rule.rollTradeDate;
  return asksForWorkingDays ? calendar.uncovered(dayOf(base), payoutDueDay(rule, base, calendar)) : [];
}

/** The day a trade counts from. A moment known only by its day comes before that day's cut-off. */
function tradeDay(rule: CycleRule, base: Moment | Day, calendar: WorkingCalendar): Day {
  const day = dayOf(base);
  const isNextDays = rule.cutoffTime !== undefined && base >= `${day} ${rule.cutoffTime}`;
  const platformDay = isNextDays ? addDays(day, 1) : day;
  return addDays(rule.rollTradeDate ? rollDay(platformDay, 'following', calendar) : platformDay, rule.holdDays);
}

function stepFrom(step: CycleStep, from: Day, calendar: WorkingCalendar): Day {
  switch (step.type) {
    case 'T':
      return calendar.addWorkingDays(from, step.days);
    case 'D':
      return addDays(from, step.days);
    case 'weekly':
      return weekdayOfNextWeek(from, step.weekday, step.weekStart);
    case 'half-month':
      return Number(from.slice(8, 10)) <= LAST_DAY_OF_FIRST_HALF
        ? dayInMonth(from, 0, step.first)
        : dayInMonth(from, 1, step.second);
    case 'monthly':
      return dayInMonth(from, step.months, step.day);
    case 'biweekly':
      return addDays(from, FORTNIGHT - remainder(daysBetween(step.anchor, from), FORTNIGHT));
    case 'manual':
      return from;
  }
}

/** The weekday within the week after the one that holds `from`; weeks begin on `weekStart`. */
function weekdayOfNextWeek(from: Day, weekday: number, weekStart: number): Day {
  const begins = addDays(from, WEEK - remainder(weekdayOf(from) - weekStart, WEEK));
  return addDays(begins, remainder(weekday - weekStart, WEEK));
}

/** The first number for which `holds` is false; it is true for all below. The search widens until it has both sides. */
function firstNot(holds: (number: number) => boolean, near: number): number {
  let width = 16;
  while (!holds(near - width)) width *= 2;
  let below = near - width;
  width = 16;
  while (holds(near + width)) width *= 2;
  let above = near + width;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) below = middle;
    else above = middle;
  }
  return above;
}

function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
