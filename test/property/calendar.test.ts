import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calendarFrom, rollDay } from '../../src/model/calendar.ts';
import {
  addDays,
  civilDay,
  dayInMonth,
  dayNumber,
  dayOfNumber,
  daysBetween,
  parseDay,
  weekdayOf,
  type Day,
} from '../../src/model/day.ts';
import { lagInWorkingDays } from '../../src/settlement/index.ts';
import { dayBetween } from './arbitrary.ts';

fc.configureGlobal({ numRuns: 1_000 });

const china = calendarFrom();
const anyDay = dayBetween('1900-01-01', '2199-12-31');
const recent = dayBetween('2018-06-01', '2028-06-30');
/** The platform's own arithmetic, in UTC: the other way to walk. */
const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`);

describe('civil days', () => {
  it('number, weekday and text agree with an independent calendar', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayNumber(day)).toBe(utc(day).getTime() / 86_400_000);
        expect(weekdayOf(day) % 7).toBe(utc(day).getUTCDay());
        expect(dayOfNumber(dayNumber(day))).toBe(day);
        expect(parseDay(day)).toBe(day);
      }),
    );
  });

  it('adding days is walking day by day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, days) => {
        const walked = utc(day);
        walked.setUTCDate(walked.getUTCDate() + days);
        expect(addDays(day, days)).toBe(walked.toISOString().slice(0, 10));
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('a day exists exactly when an independent calendar has it', () => {
    const part = fc.tuple(
      fc.integer({ min: 1900, max: 2199 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    fc.assert(
      fc.property(part, ([year, month, dayOfMonth]) => {
        const made = new Date(Date.UTC(year, month - 1, dayOfMonth));
        const exists =
          made.getUTCMonth() === month - 1 && made.getUTCDate() === dayOfMonth && made.getUTCFullYear() === year;
        expect(civilDay(year, month, dayOfMonth) !== undefined).toBe(exists);
      }),
    );
  });

  it('a day of a later month is that day, or the last of a shorter month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 31 }), (day, months, wanted) => {
        const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
        const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
        first.setUTCDate(Math.min(wanted, last));
        expect(dayInMonth(day, months, wanted)).toBe(first.toISOString().slice(0, 10));
      }),
    );
  });
});

describe('working days', () => {
  it('the n-th working day is worked, and n working days lie between', () => {
    fc.assert(
      fc.property(recent, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const reached = china.addWorkingDays(day, count);
        expect(china.isWorkingDay(reached)).toBe(true);
        expect(lagInWorkingDays(day, reached, china)).toBe(count);
        expect(lagInWorkingDays(reached, day, china)).toBe(-count);
      }),
    );
  });

  it('P17: a rolled day is worked, and following ≥ plain ≥ preceding', () => {
    fc.assert(
      fc.property(recent, (day) => {
        const following = rollDay(day, 'following', china);
        const preceding = rollDay(day, 'preceding', china);
        const modified = rollDay(day, 'modified-following', china);
        for (const rolled of [following, preceding, modified]) expect(china.isWorkingDay(rolled)).toBe(true);
        expect(following >= day && day >= preceding).toBe(true);
        expect(modified.slice(0, 7)).toBe(day.slice(0, 7));
        expect(rollDay(day, 'none', china)).toBe(day);
      }),
    );
  });
});
