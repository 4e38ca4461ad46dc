import { calendarFrom, parseCalendar, type WorkingCalendar } from '../model/calendar.ts';
import type { CycleRoll } from '../model/settings.ts';
import type { Warning } from './area.ts';
import type { Fields } from './fields.ts';

export const ROLLS: readonly CycleRoll[] = ['none', 'following', 'preceding', 'modified-following'];

/** China's working days, with years of the case's own on top: `calendar: { "2027": { off: […], work: […] } }`. */
export function calendarOf(input: Fields): WorkingCalendar {
  const own = input.raw('calendar');
  if (own === undefined || typeof own === 'string') return calendarFrom();
  const reading = parseCalendar(own);
  return reading.ok ? calendarFrom(reading.years) : input.refuse('calendar', 'calendar');
}

/** A date that leans on years nobody has published yet: plain Monday to Friday, and said so (DOMAIN.md 2.3). */
export function unknownYears(years: readonly number[]): readonly Warning[] {
  return years.map((year) => ({
    code: 'CALENDAR_YEAR_UNKNOWN',
    words: {
      en: `the holidays of ${year} aren't known: Monday to Friday are taken for working days`,
      zh: `${year} 年节假日安排未知：暂按周一至周五为工作日`,
    },
  }));
}
