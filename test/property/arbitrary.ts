import fc from 'fast-check';

import { dayNumber, dayOfNumber, type Day } from '../../src/model/day.ts';

/** Any day between two, both included. */
export function dayBetween(from: string, to: string): fc.Arbitrary<Day> {
  return fc.integer({ min: dayNumber(from as Day), max: dayNumber(to as Day) }).map(dayOfNumber);
}
