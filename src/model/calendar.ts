import { CHINA_NOTICES } from './calendar-cn.ts';
import { addDays, parseDay, weekdayOf, type Day } from './day.ts';
import { invariant } from './problem.ts';
import type { CycleRoll } from './settings.ts';

/** What is known of a year: its rest days, and the weekend days that are worked instead (调休). */
export interface CalendarYear {
  readonly off: readonly Day[];
  readonly work: readonly Day[];
}

/** By year, `2026`. */
export type CalendarYears = Readonly<Record<string, CalendarYear>>;

/**
 * Working days of a country. A year nobody has published yet counts as plain Monday to Friday; whoever computes a date
 * asks `uncovered` for the years behind it and says so (DOMAIN.md 2.3).
 */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** The first working day strictly after `day`. */
  nextWorkingDay(day: Day): Day;
  /** The `count`-th working day strictly after `day`; `day` itself for 0, worked or not. */
  addWorkingDays(day: Day, count: number): Day;
  covers(year: number): boolean;
  /** Years from `from` to `to` (in either order) without data, ascending. */
  uncovered(from: Day, to: Day): readonly number[];
}

/** A calendar from data alone: worked when listed under `work`, or Monday to Friday and not listed under `off`. */
export function workingCalendar(years: CalendarYears): WorkingCalendar {
  const off = new Set(Object.values(years).flatMap((year) => year.off));
  const work = new Set(Object.values(years).flatMap((year) => year.work));
  const covered = new Set(Object.keys(years).map(Number));

  const isWorkingDay = (day: Day): boolean => work.has(day) || (weekdayOf(day) <= 5 && !off.has(day));

  const addWorkingDays = (day: Day, count: number): Day => {
    invariant(Number.isSafeInteger(count) && count >= 0, 'working days are counted forward in whole days');
    let reached = day;
    for (let left = count; left > 0;) {
      reached = addDays(reached, 1);
      if (isWorkingDay(reached)) left -= 1;
    }
    return reached;
  };

  return {
    isWorkingDay,
    addWorkingDays,
    nextWorkingDay: (day) => addWorkingDays(day, 1),
    covers: (year) => covered.has(year),
    uncovered: (from, to) => yearsBetween(from, to).filter((year) => !covered.has(year)),
  };
}

/** China's calendar with a user's own years on top: a year of theirs stands for the whole year. */
export function calendarFrom(extra: CalendarYears = {}): WorkingCalendar {
  return workingCalendar({ ...chinaYears(), ...extra });
}

/**
 * Moves a day that isn't worked, in the way a contract says. `modified-following` goes back instead where following
 * would leave the month.
 */
export function rollDay(day: Day, roll: CycleRoll, calendar: WorkingCalendar): Day {
  if (roll === 'none' || calendar.isWorkingDay(day)) return day;
  if (roll === 'preceding') return previousWorkingDay(day, calendar);
  const following = calendar.nextWorkingDay(day);
  const leaves = following.slice(0, 7) !== day.slice(0, 7);
  return roll === 'modified-following' && leaves ? previousWorkingDay(day, calendar) : following;
}

/** What can't be taken in a user's calendar: where it stands (`2027.off[3]`) and what stands there. */
export interface CalendarProblem {
  readonly code: 'CONFIG_VALUE' | 'CONFIG_UNKNOWN_KEY';
  readonly path: string;
  readonly text: string;
}

export type CalendarReading =
  | { readonly ok: true; readonly years: CalendarYears }
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] };

/**
 * Checks a user's calendar, already read from JSON or YAML:
 * `{ "2027": { "off": ["2027-01-01", …], "work": ["2027-01-30", …] } }`. `off` must be there, `work` may be left out;
 * days belong to their year, or to the December before (a notice sometimes sets its last days); none is both.
 */
export function parseCalendar(value: unknown): CalendarReading {
  if (!isObject(value)) return { ok: false, problems: [fault('', value)] };
  const years: Record<string, CalendarYear> = {};
  const problems: CalendarProblem[] = [];
  for (const [year, entry] of Object.entries(value)) {
    if (!/^(?:19|[2-9]\d)\d{2}$/.test(year)) problems.push({ code: 'CONFIG_UNKNOWN_KEY', path: year, text: year });
    else if (isObject(entry)) years[year] = readYear(year, entry, problems);
    else problems.push(fault(year, entry));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, years };
}

function readYear(year: string, entry: Readonly<Record<string, unknown>>, problems: CalendarProblem[]): CalendarYear {
  for (const key of Object.keys(entry)) {
    if (key !== 'off' && key !== 'work')
      problems.push({ code: 'CONFIG_UNKNOWN_KEY', path: `${year}.${key}`, text: key });
  }
  const off = readDays(year, 'off', entry['off'], problems);
  const work = readDays(year, 'work', entry['work'] ?? [], problems);
  const rest = new Set(off);
  for (const [index, day] of work.entries()) {
    if (rest.has(day)) problems.push(fault(`${year}.work[${index}]`, day));
  }
  return { off, work };
}

function readDays(year: string, key: string, list: unknown, problems: CalendarProblem[]): readonly Day[] {
  if (!Array.isArray(list)) {
    problems.push(fault(`${year}.${key}`, list));
    return [];
  }
  const days: Day[] = [];
  for (const [index, cell] of (list as readonly unknown[]).entries()) {
    const day = typeof cell === 'string' ? parseDay(cell) : undefined;
    const belongs = day?.startsWith(`${year}-`) === true || day?.startsWith(`${Number(year) - 1}-12-`) === true;
    if (day !== undefined && belongs) days.push(day);
    else problems.push(fault(`${year}.${key}[${index}]`, cell));
  }
  return days;
}

function fault(path: string, value: unknown): CalendarProblem {
  return { code: 'CONFIG_VALUE', path, text: value === undefined ? '' : textOf(value) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function chinaYears(): CalendarYears {
  const years: Record<string, CalendarYear> = {};
  for (const [year, notice] of Object.entries(CHINA_NOTICES)) {
    years[year] = { off: expand(year, notice.off), work: expand(year, notice.work) };
  }
  return years;
}

/** `01-01..01-03 02-14` of a year → its days. */
function expand(year: string, spans: string): readonly Day[] {
  return spans.split(' ').flatMap((span) => {
    const [first = '', last = first] = span.split('..');
    const days: Day[] = [];
    for (let day = vendored(year, first); day <= vendored(year, last); day = addDays(day, 1)) days.push(day);
    return days;
  });
}

function vendored(year: string, monthAndDay: string): Day {
  const day = parseDay(`${year}-${monthAndDay}`);
  invariant(day !== undefined, 'the vendored calendar names real days');
  return day;
}

function previousWorkingDay(day: Day, calendar: WorkingCalendar): Day {
  let reached = addDays(day, -1);
  while (!calendar.isWorkingDay(reached)) reached = addDays(reached, -1);
  return reached;
}

function yearsBetween(from: Day, to: Day): readonly number[] {
  const ends = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const first = Math.min(...ends);
  return Array.from({ length: Math.max(...ends) - first + 1 }, (_, index) => first + index);
}
