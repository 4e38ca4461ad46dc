import { addDays, weekdayOf, type Day } from '../../../src/model/day.ts';
import { HOLIDAYS, WORKED_WEEKENDS } from '../holidays.ts';

/* Settlement cycles walked day by day over the typed-in holidays: none of the program's own arithmetic. */

export type Rule = 'T+1' | 'T+2' | 'T+7' | 'D+1' | 'weekly:fri' | 'half-month:20,5' | 'every-fifth-day';

export function isWorked(day: Day): boolean {
  if (HOLIDAYS.includes(day)) return false;
  return weekdayOf(day) <= 5 || WORKED_WEEKENDS.includes(day);
}

/** The `count`-th working day after a day. */
export function workedAfter(day: Day, count: number): Day {
  let walked = day;
  for (let left = count; left > 0;) {
    walked = addDays(walked, 1);
    if (isWorked(walked)) left -= 1;
  }
  return walked;
}

/** The day itself when it is worked, else the next one that is. */
export function rolled(day: Day): Day {
  return isWorked(day) ? day : workedAfter(day, 1);
}

/** When the money of a day is paid out. */
export function dueOf(rule: Rule, day: Day): Day {
  switch (rule) {
    case 'T+1':
      return workedAfter(day, 1);
    case 'T+2':
      return workedAfter(day, 2);
    case 'T+7':
      return workedAfter(day, 7);
    case 'D+1':
      return rolled(addDays(day, 1));
    case 'weekly:fri':
      return rolled(addDays(day, 12 - weekdayOf(day)));
    case 'every-fifth-day':
      return fifthAfter(day);
    case 'half-month:20,5':
      return rolled(halfMonth(day));
  }
}

/** By hand on the 5th, 10th and so on, of what the days before have left. */
function fifthAfter(day: Day): Day {
  let walked = addDays(day, 1);
  while (Number(walked.slice(8)) % 5 !== 0) walked = addDays(walked, 1);
  return walked;
}

/** Days 1 to 15 on the 20th, the others on the 5th of the next month. */
function halfMonth(day: Day): Day {
  let walked = day;
  const goal = Number(day.slice(8)) <= 15 ? '20' : '05';
  while (walked.slice(8) !== goal) walked = addDays(walked, 1);
  return walked;
}
