import type { Day } from '../../src/model/day.ts';

/*
 * Days off and worked weekend days of 2026, typed in from the State Council's notice, so that simulated months don't
 * take the program's own calendar for their truth. Weekends that are off anyway aren't listed.
 */
const OFF = [
  ['2026-01-01', '2026-01-02'],
  ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
  ['2026-04-06'],
  ['2026-05-01', '2026-05-04', '2026-05-05'],
  ['2026-06-19'],
  ['2026-09-25'],
  ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
];
const WORKED = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

export const HOLIDAYS = OFF.flat() as readonly string[] as readonly Day[];
export const WORKED_WEEKENDS = WORKED as readonly string[] as readonly Day[];
