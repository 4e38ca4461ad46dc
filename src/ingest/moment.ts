import { civilDay, dayOfNumber, wholeDay, type Day, type Moment } from '../model/day.ts';
import { monthNumber } from './months.ts';

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
/** What the dates of a whole file say together: an order, or orders that exclude each other. */
export type FileOrder = DateOrder | 'contradictory';
export type MomentReading =
  { readonly ok: true; readonly moment: Moment } | { readonly ok: false; readonly fault: 'unreadable' | 'ambiguous' };

const UNREADABLE = { ok: false, fault: 'unreadable' } as const;
const AMBIGUOUS = { ok: false, fault: 'ambiguous' } as const;

/** The spelling we keep, a digit for each nought; a day alone is its first ten characters. */
const USUAL = '0000-00-00 00:00:00';
const DAY_LENGTH = 10;
const ZERO_DIGIT = 0x30;
const NINE_DIGIT = 0x39;
/** Beijing time is the books' time; another offset would be another moment. */
const OFFSET = /(?:(?<=:\d{2})\.\d{1,9})?(?:\s*\+08:?00)?$/;
/** What stands behind a time of day besides: fractions of seconds, an offset, a zone's letters or words. */
const ZONE =
  /(?<=:\d{2})(?:[.,]\d{1,9})?(?<half>\s*[AaPp]\.?\s?[Mm]\b\.?)?(?:\s*(?:[+-]\d{1,2}(?::?\d{2})?|\(?[A-Za-z][\w /&()+:.-]{0,60}))?$/u;
const HALF = String.raw`(?:\s*([AaPp])\.?\s?[Mm]\.?)?`;
const CLOCK = String.raw`(?:[\sT,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?${HALF})?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日.]?${CLOCK}$`, 'u');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${CLOCK}$`, 'u');
/** `4 mars 2026`, `24-Sep-26`, `4 de marzo de 2026`: a month by its name has no other place for the day. */
const DAY_MONTH = new RegExp(
  String.raw`^(\d{1,2})\.?(?:[\s-]+|\sde\s)(\p{L}{3,12})\.?(?:[\s,-]+|\sde\s)(\d{4}|\d{2})${CLOCK}$`,
  'u',
);
/** `Sep 4, 2026`, `September 24th 2026`. */
const MONTH_DAY = new RegExp(String.raw`^(\p{L}{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4})${CLOCK}$`, 'u');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[\sT]*(\d{1,2}):?(\d{2})(?::?(\d{2}))?)?$/u;
/** Excel's day number, with the time as its fraction: 20,000 is 1954, 80,000 is 2119. */
const SERIAL = /^([2-7]\d{4})(\.\d+)?$/;
const SERIAL_OF_EPOCH = 25_569;
const SECONDS_A_DAY = 86_400;

/**
 * Reads a date with or without a time of day, in the spellings of formats/cn.md §0 and formats/intl.md: ISO, slashes,
 * dots, 年月日, `20260606 08:45:10`, `20260606084510`, a spreadsheet's serial number, months by name, AM and PM.
 * `05/06/2026` needs `order`, unless only one reading is a date; `05.06.2026` is day first unless told otherwise.
 * `as-printed` keeps the time and leaves out the zone behind it; else only Beijing's offset is taken.
 */
export function readMoment(text: string, order: FileOrder | undefined, times?: 'as-printed'): MomentReading {
  if (isUsual(text)) return fromUsual(text);
  const plain = text.normalize('NFKC').trim();
  const serial = SERIAL.exec(plain);
  if (serial) return fromSerial(Number(serial[1]), Number(serial[2] ?? '0'));
  const bare = withoutZone(plain, times);
  const yearFirst = YEAR_FIRST.exec(bare) ?? COMPACT.exec(bare);
  if (yearFirst) return fromParts(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst.slice(4));
  const yearLast = YEAR_LAST.exec(bare);
  return yearLast ? fromOrdered(yearLast, order) : fromNamed(bare);
}

/**
 * The orders in which a text is a date, for those spellings that need one (`05/06/2026`, `5/6/26`); undefined for any
 * other text.
 */
export function possibleOrders(text: string, times?: 'as-printed'): readonly DateOrder[] | undefined {
  if (text.length < 6 || text.length > 80) return undefined;
  const parts = YEAR_LAST.exec(withoutZone(text.normalize('NFKC').trim(), times));
  if (parts === null) return undefined;
  const dotted = isDotted(parts);
  const orders = DATE_ORDERS.filter((order) => (order === 'dmy' || !dotted) && fromOrdered(parts, order).ok);
  return orders.length > 0 ? orders : undefined;
}

function withoutZone(text: string, times: 'as-printed' | undefined): string {
  return times === undefined ? text.replace(OFFSET, '') : text.replace(ZONE, '$<half>');
}

function fromNamed(text: string): MomentReading {
  const dayFirst = DAY_MONTH.exec(text);
  const parts = dayFirst ?? MONTH_DAY.exec(text);
  if (parts === null) return UNREADABLE;
  const [, first = '', second = '', year = '', ...time] = parts;
  const [day, name] = dayFirst ? [first, second] : [second, first];
  const month = monthNumber(name);
  return month === undefined ? UNREADABLE : fromParts(year.length === 4 ? year : `20${year}`, month, day, time);
}

const TIME = new RegExp(String.raw`^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?${HALF}$`, 'u');

/** Reads a time of day: `08:45:10`, `8:45`, `8:45:10 PM`, `84510`, `845`. */
export function readClock(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const parts = TIME.exec(plain) ?? compactClock(plain);
  return parts ? clock(parts.slice(1)) : undefined;
}

function compactClock(text: string): RegExpExecArray | null {
  if (!/^\d{1,6}$/.test(text)) return null;
  return /^(\d{2})(\d{2})(\d{2})$/.exec(text.padStart(6, '0'));
}

/** The last one that was found to be a day: most rows have the day of the row before. */
let lastDay = '';

function isUsual(text: string): boolean {
  if (text.length !== USUAL.length && text.length !== DAY_LENGTH) return false;
  for (let at = text.startsWith(lastDay) ? lastDay.length : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const wanted = USUAL.charCodeAt(at);
    if (code !== wanted && (wanted !== ZERO_DIGIT || code < ZERO_DIGIT || code > NINE_DIGIT)) return false;
  }
  return true;
}

/** The spelling we keep: only its numbers need a look. Nothing is cut out of it: there are millions of them. */
function fromUsual(text: string): MomentReading {
  if (lastDay === '' || !text.startsWith(lastDay)) {
    if (civilDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))) === undefined)
      return UNREADABLE;
    lastDay = text.slice(0, 10);
  }
  return text.length === DAY_LENGTH || isUsualClock(text) ? { ok: true, moment: text as Moment } : UNREADABLE;
}

const FIVE_DIGIT = 0x35;
const TWO_DIGIT = 0x32;
const THREE_DIGIT = 0x33;

/** The time of day behind the day, whose digits are digits. */
function isUsualClock(text: string): boolean {
  const tens = text.charCodeAt(11);
  if (tens > TWO_DIGIT || (tens === TWO_DIGIT && text.charCodeAt(12) > THREE_DIGIT)) return false;
  return text.charCodeAt(14) <= FIVE_DIGIT && text.charCodeAt(17) <= FIVE_DIGIT;
}

type Part = string | undefined;

function fromParts(year: Part, month: Part, day: Part, time: readonly Part[]): MomentReading {
  const civil = civilDay(Number(year), Number(month), Number(day));
  if (civil === undefined) return UNREADABLE;
  if (time[0] === undefined) return { ok: true, moment: wholeDay(civil) };
  const clockText = clock(time);
  return clockText === undefined ? UNREADABLE : { ok: true, moment: `${civil} ${clockText}` as Moment };
}

/** Hour, minute, second and the half of the day (`a`, `p`) as `08:45:10`. */
function clock([hour = '0', minute = '0', second = '0', half]: readonly Part[]): string | undefined {
  const hours = half === undefined ? Number(hour) : hourOfDay(Number(hour), half);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return [String(hours), minute, second].map((part) => part.padStart(2, '0')).join(':');
}

/** 12 AM is midnight and 12 PM noon; anything but 1–12 is no hour of a half day. */
function hourOfDay(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.POSITIVE_INFINITY;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** The year stands last (or is of two digits): the order of the other two has to be told. */
function fromOrdered(parts: RegExpExecArray, order: FileOrder | undefined): MomentReading {
  if (order === 'contradictory') return UNREADABLE;
  const [, first = '', second = '', third = '', ...time] = parts;
  if (order === 'ymd') return third.length === 2 ? fromParts(fullYear(first), second, third, time) : UNREADABLE;
  const year = fullYear(third);
  const dayFirst = fromParts(year, second, first, time);
  const monthFirst = fromParts(year, first, second, time);
  if (order !== undefined) return order === 'dmy' ? dayFirst : monthFirst;
  if (third.length === 2) return AMBIGUOUS;
  if (isDotted(parts)) return dayFirst;
  return eitherOf(dayFirst, monthFirst);
}

/** `05.03.2021`: with dots the day stands first in every country that prints them. */
function isDotted([text]: RegExpExecArray): boolean {
  return /^\d+\.\d+\./.test(text);
}

function eitherOf(dayFirst: MomentReading, monthFirst: MomentReading): MomentReading {
  if (!dayFirst.ok) return monthFirst;
  return monthFirst.ok && monthFirst.moment !== dayFirst.moment ? AMBIGUOUS : dayFirst;
}

function fullYear(year: string): string {
  return year.length === 4 ? year : `20${year.padStart(2, '0')}`;
}

function fromSerial(days: number, fraction: number): MomentReading {
  const seconds = Math.round(fraction * SECONDS_A_DAY);
  const day: Day = dayOfNumber(days - SERIAL_OF_EPOCH + Math.floor(seconds / SECONDS_A_DAY));
  const ofDay = seconds % SECONDS_A_DAY;
  if (ofDay === 0) return { ok: true, moment: wholeDay(day) };
  const parts = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60];
  return { ok: true, moment: `${day} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}` as Moment };
}
