import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import type { CycleRule } from '../model/settings.ts';
import { lastDayOf, payoutDueDay } from './expect.ts';

/** Rules of one account in the order of the days they begin (DOMAIN.md 2.1, `valid_from`); the first may be open. */
export type DatedRules<R extends CycleRule = CycleRule> = readonly R[];

/** The rule that held on a day: of those that had begun, the last. Undefined before the first: nothing was agreed. */
export function ruleOn<R extends CycleRule>(rules: DatedRules<R> | undefined, day: Day): R | undefined {
  return rules?.findLast(({ validFrom }) => validFrom === undefined || validFrom <= day);
}

/** The platform's day of a moment: at or after the cut-off of the rule that held on it, it is the next one. */
export function platformDay(rules: DatedRules | undefined, moment: Moment | Day): Day {
  const day = dayOf(moment);
  const cutoff = ruleOn(rules, day)?.cutoffTime;
  return cutoff !== undefined && moment.length > day.length && moment.slice(11) >= cutoff ? addDays(day, 1) : day;
}

/** A rule with the days that follow from it: the due day, and the last day of grace. */
export interface Due<R extends CycleRule = CycleRule> {
  readonly rule: R;
  readonly dueOn: Day;
  readonly lastOn: Day;
}

/**
 * When what happened at `base` is due, by the rule that held on the platform's day of it: a day is settled as a whole,
 * so what comes after the cut-off goes by the rule of the day it counts for. Undefined where no rule held.
 */
export function dueOf<R extends CycleRule>(
  rules: DatedRules<R> | undefined,
  base: Moment | Day,
  calendar: WorkingCalendar,
): Due<R> | undefined {
  const day = platformDay(rules, base);
  const rule = ruleOn(rules, day);
  return rule === undefined ? undefined : dueBy(rule, day, calendar);
}

/** The same of a platform's day whose rule is known. */
export function dueBy<R extends CycleRule>(rule: R, day: Day, calendar: WorkingCalendar): Due<R> {
  return { rule, dueOn: payoutDueDay(rule, day, calendar), lastOn: lastDayOf(rule, day, calendar) };
}

/** The cut-offs of rules with the day each begins, for set-based queries; none where no rule has one. */
export function cutoffsOf(rules: DatedRules | undefined): readonly { readonly from?: Day; readonly time?: string }[] {
  const all = (rules ?? []).map(({ validFrom, cutoffTime }) => ({
    ...(validFrom === undefined ? {} : { from: validFrom }),
    ...(cutoffTime === undefined ? {} : { time: cutoffTime }),
  }));
  return all.some(({ time }) => time !== undefined) ? all : [];
}
