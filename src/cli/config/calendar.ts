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
  const years = entriesOf(root, root.node);
  const reading = parseCalendar(Object.fromEntries(years.map((year) => [year.key, yearOf(year)])));
  if (reading.ok) return reading.years;
  const [problem] = reading.problems;
  invariant(problem !== undefined, 'a calendar that was refused names what is wrong');
  const year = years.find((one) => one.key === problem.path.split('.')[0]) ?? root;
  return refuse(year, 'calendar-day', { column: problem.path, text: problem.text });
}

function yearOf(year: Spot): Readonly<Record<string, readonly string[]>> {
  const fields = fieldsOf(year, ['off', 'work']);
  const days = (spot: Spot): readonly string[] => membersOf(spot).map(textOf);
  const work = fields.get('work');
  return { off: days(fields.need('off')), ...(work === undefined ? {} : { work: days(work) }) };
}
