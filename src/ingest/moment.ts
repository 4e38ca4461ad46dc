import { civilDay, dayOfNumber, type Day, type Moment } from '../model/day.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';
export type MomentReading =
  { readonly ok: true; readonly moment: Moment } | { readonly ok: false; readonly fault: 'unreadable' | 'ambiguous' };

const UNREADABLE = { ok: false, fault: 'unreadable' } as const;
const AMBIGUOUS = { ok: false, fault: 'ambiguous' } as const;

const USUAL = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;
/** Beijing time is the books' time; another offset would be another moment. */
const OFFSET = /(?:(?<=:\d{2})\.\d{1,9})?(?:\s*\+08:?00)?$/;
const CLOCK = String.raw`(?:[\sT]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${CLOCK}$`, 'u');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${CLOCK}$`, 'u');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[\sT]*(\d{1,2}):?(\d{2})(?::?(\d{2}))?)?$/u;
/** Excel's day number, with the time as its fraction: 20,000 is 1954, 80,000 is 2119. */
const SERIAL = /^([2-7]\d{4})(\.\d+)?$/;
const SERIAL_OF_EPOCH = 25_569;
const SECONDS_A_DAY = 86_400;

/**
 * Reads a date with or without a time of day, in the spellings of formats/cn.md §0: ISO, slashes, dots, 年月日,
 * `20260606 08:45:10`, `20260606084510`, a spreadsheet's serial number. `05/06/2026` needs `order`, unless only one
 * reading is a date.
 */
export function readMoment(text: string, order: DateOrder | undefined): MomentReading {
  if (USUAL.test(text)) return fromUsual(text);
  const plain = text.normalize('NFKC').trim();
  const serial = SERIAL.exec(plain);
  if (serial) return fromSerial(Number(serial[1]), Number(serial[2] ?? '0'));
  const bare = plain.replace(OFFSET, '');
  const yearFirst = YEAR_FIRST.exec(bare) ?? COMPACT.exec(bare);
  if (yearFirst) return fromParts(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst.slice(4));
  const yearLast = YEAR_LAST.exec(bare);
  return yearLast ? fromOrdered(yearLast, order) : UNREADABLE;
}

/** Reads a time of day: `08:45:10`, `8:45`, `84510`, `845`. */
export function readClock(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const parts = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?$/.exec(plain) ?? compactClock(plain);
  return parts ? clock(parts[1], parts[2], parts[3]) : undefined;
}

function compactClock(text: string): RegExpExecArray | null {
  if (!/^\d{1,6}$/.test(text)) return null;
  return /^(\d{2})(\d{2})(\d{2})$/.exec(text.padStart(6, '0'));
}

/** The spelling we keep: only its numbers need a look. */
function fromUsual(text: string): MomentReading {
  if (civilDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))) === undefined)
    return UNREADABLE;
  if (text.length > 10 && (text.slice(11, 13) > '23' || text.charAt(14) > '5' || text.charAt(17) > '5'))
    return UNREADABLE;
  return { ok: true, moment: text as Moment };
}

type Part = string | undefined;

function fromParts(year: Part, month: Part, day: Part, time: readonly Part[]): MomentReading {
  const civil = civilDay(Number(year), Number(month), Number(day));
  if (civil === undefined) return UNREADABLE;
  if (time[0] === undefined) return { ok: true, moment: civil as string as Moment };
  const clockText = clock(time[0], time[1], time[2]);
  return clockText === undefined ? UNREADABLE : { ok: true, moment: `${civil} ${clockText}` as Moment };
}

function clock(hour: Part, minute: Part, second: Part): string | undefined {
  const parts = [hour ?? '0', minute ?? '0', second ?? '0'];
  if (Number(parts[0]) > 23 || Number(parts[1]) > 59 || Number(parts[2]) > 59) return undefined;
  return parts.map((part) => part.padStart(2, '0')).join(':');
}

/** The year stands last (or is of two digits): the order of the other two has to be told. */
function fromOrdered(parts: RegExpExecArray, order: DateOrder | undefined): MomentReading {
  const [, first = '', second = '', third = '', ...time] = parts;
  if (order === 'ymd') return third.length === 2 ? fromParts(fullYear(first), second, third, time) : UNREADABLE;
  const year = fullYear(third);
  const dayFirst = fromParts(year, second, first, time);
  const monthFirst = fromParts(year, first, second, time);
  if (order !== undefined) return order === 'dmy' ? dayFirst : monthFirst;
  if (third.length === 2) return AMBIGUOUS;
  return eitherOf(dayFirst, monthFirst);
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
  if (ofDay === 0) return { ok: true, moment: day as string as Moment };
  const parts = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60];
  return { ok: true, moment: `${day} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}` as Moment };
}
