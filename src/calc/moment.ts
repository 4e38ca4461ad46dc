import { addDays, dayNumber, parseDay, wholeDay, type Day, type Moment } from '../model/day.ts';

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const SECONDS_A_DAY = 86_400;

/** Zones without summer time since 1992, whose offset need not be asked of the system. In minutes. */
const FIXED: ReadonlyMap<string, number> = new Map([
  ['Asia/Shanghai', 480],
  ['UTC', 0],
]);

/** Is it a time zone of the IANA list? */
export function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * A day, a time of day without a zone (already in the zone's own time), or an instant with `Z` or an offset, which is
 * turned into the time of `timezone`. Undefined for anything else.
 */
export function momentIn(text: string, timezone: string): Moment | undefined {
  const parts = INSTANT.exec(text.trim());
  const day = parseDay(parts?.[1] ?? '');
  if (parts === null || day === undefined) return undefined;
  const [, , hour, minute = '0', second = '0', zone] = parts;
  if (hour === undefined) return wholeDay(day);
  const ofDay = secondsOf(Number(hour), Number(minute), Number(second));
  if (ofDay === undefined) return undefined;
  return zone === undefined ? momentOf(day, ofDay) : inZone(day, ofDay, { zone, timezone });
}

function secondsOf(hour: number, minute: number, second: number): number | undefined {
  return hour > 23 || minute > 59 || second > 59 ? undefined : hour * 3600 + minute * 60 + second;
}

/** `local` counts the seconds of `day` in the text's own zone. */
function inZone(
  day: Day,
  local: number,
  { zone, timezone }: { readonly zone: string; readonly timezone: string },
): Moment | undefined {
  const offset = offsetOf(zone);
  if (offset === undefined) return undefined;
  const seconds = local - offset * 60;
  const ahead = FIXED.get(timezone);
  return ahead === undefined ? bySystem(day, seconds, timezone) : momentOf(day, seconds + ahead * 60);
}

function bySystem(day: Day, seconds: number, timezone: string): Moment {
  const instant = new Date((dayNumber(day) * SECONDS_A_DAY + seconds) * 1000);
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const time = `${part('hour')}:${part('minute')}:${part('second')}`;
  return `${part('year')}-${part('month')}-${part('day')} ${time}` as Moment;
}

function momentOf(day: Day, seconds: number): Moment {
  const days = Math.floor(seconds / SECONDS_A_DAY);
  const ofDay = seconds - days * SECONDS_A_DAY;
  const clock = [ofDay / 3600, (ofDay % 3600) / 60, ofDay % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${days === 0 ? day : addDays(day, days)} ${clock.join(':')}` as Moment;
}

/** `+08:00` in minutes; no offset is more than 14 hours. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
