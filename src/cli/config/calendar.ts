import { isMap } from 'yaml';

import { parseCalendar, type CalendarYears } from '../../model/calendar.ts';
import { invariant } from '../../model/problem.ts';
import { entriesOf, fieldsOf, membersOf, refuse, type Spot } from './nodes.ts';
import { rootOf } from './read.ts';
import { textOf } from './values.ts';

/**
 * A user's own working days, `{ "2027": { "off": […], "work": […] } }` in JSON or YAML. Throws the first mistake with
 * its line; the rules of what may stand there are `parseCalendar`'s.
 */
export function readCalendar(text: string, file: string): CalendarYears {
  const root = rootOf(text, file);
  if (!isMap(root.node)) refuse(root, 'map');
  const spots = new Map<string, Spot>();
  const years = entriesOf(root, root.node).map((year) => [year.key, yearOf(year, spots)] as const);
  const reading = parseCalendar(Object.fromEntries(years));
  if (reading.ok) return reading.years;
  const [problem] = reading.problems;
  invariant(problem !== undefined, 'a calendar that was refused names what is wrong');
  return refuse(spots.get(problem.path) ?? root, 'calendar-day', { column: problem.path, text: problem.text });
}

/** The days of a year as written; where each stands is noted in `spots`. */
function yearOf(year: Spot, spots: Map<string, Spot>): Readonly<Record<string, readonly string[]>> {
  spots.set(year.path, year);
  const fields = fieldsOf(year, ['off', 'work']);
  const days = (list: Spot): readonly string[] =>
    membersOf(list).map((day) => {
      spots.set(day.path, day);
      return textOf(day);
    });
  const work = fields.get('work');
  return { off: days(fields.need('off')), ...(work === undefined ? {} : { work: days(work) }) };
}
