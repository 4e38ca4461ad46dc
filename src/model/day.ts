/** A civil day `2026-10-31`: no time, no zone. Compares as text. */
export type Day = string & { readonly __brand: 'Day' };

/**
 * A point in time as a statement prints it, in the books' time zone: `2026-10-31 08:30:00`, or `2026-10-31`
 * where only the day is known. Compares as text; a day sorts before every time on it.
 */
export type Moment = string & { readonly __brand: 'Moment' };

/** A point in time of which only the day is known. */
export function wholeDay(day: Day): Moment {
  return day as string as Moment;
}

/** As of this day everything has happened; the day after it is a day still. */
export const LAST_DAY = '9999-12-30' as Day;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
/** Days from 0000-03-01 to 1970-01-01, for the civil calendar arithmetic below. */
const EPOCH_SHIFT = 719_468;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Number of days of a month; `month` counts from 1. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 12 ? 31 : (DAYS_BEFORE_MONTH[month] ?? 0) - (DAYS_BEFORE_MONTH[month - 1] ?? 0);
}

/** The day of year, month and day of month, or undefined when the calendar has no such day. */
export function civilDay(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1900 || year > 9999 || month < 1 || month > 12) return undefined;
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return `${year}-${two(month)}-${two(dayOfMonth)}` as Day;
}

/** Strictly `2026-10-31`, and a day that exists. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  return civilDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** Days since 1970-01-01 (negative before). */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - EPOCH_SHIFT
  );
}

/** The day that is `number` days after 1970-01-01. */
export function dayOfNumber(number: number): Day {
  const shifted = number + EPOCH_SHIFT;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}` as Day;
}

export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The given day of the month `months` after (before, when negative) that of `day`; 29–31 become the month's last day. */
export function dayInMonth(day: Day, months: number, dayOfMonth: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(dayOfMonth, daysInMonth(year, month)))}` as Day;
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** The day a moment falls on. */
export function dayOf(moment: Moment | Day): Day {
  return moment.slice(0, 10) as Day;
}

/** `2026-06` → its first and last day. */
export function parseMonth(text: string): { readonly from: Day; readonly to: Day } | undefined {
  if (!/^\d{4}-\d{2}$/.test(text)) return undefined;
  const from = parseDay(`${text}-01`);
  if (from === undefined) return undefined;
  return { from, to: `${text}-${two(daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7))))}` as Day };
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
