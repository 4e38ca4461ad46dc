import { parseDay, parseMonth, type Day } from '../model/day.ts';
import { usage } from './usage.ts';

/** Options as they were given, by long name; a flag is `true`. */
export type GivenValues = ReadonlyMap<string, string | true>;

/** A stretch of days; an end that isn't given is open. */
export interface Span {
  readonly from?: Day;
  readonly to?: Day;
  /** `2026-06` when it was asked for as a month. */
  readonly period?: string;
}

/** The options of one call, read by name and checked. */
export interface Given {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  day(name: string): Day | undefined;
  /** `--period`, or `--from` and `--to`. */
  span(): Span;
  /** `--busy-timeout` in milliseconds. */
  busyMs(): number;
}

const BUSY_DEFAULT_MS = 5_000;
/** A day: whoever waits longer wants another way. */
const BUSY_LONGEST_S = 86_400;

/** `hasDays`: `--from` and `--to` are days; another command may mean something else by them. */
export function given(values: GivenValues, hasDays = true): Given {
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const day = (name: string): Day | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    return parseDay(value) ?? usage('date', { option: `--${name}`, text: value });
  };
  return {
    text,
    day,
    flag: (name) => values.has(name),
    span: () =>
      hasDays ? spanOf(text('period'), day('from'), day('to')) : spanOf(text('period'), undefined, undefined),
    busyMs: () => busyOf(text('busy-timeout')),
  };
}

function spanOf(period: string | undefined, from: Day | undefined, to: Day | undefined): Span {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined) usage('period-and-days', {});
    const month = parseMonth(period) ?? usage('month', { option: '--period', text: period });
    return { ...month, period };
  }
  if (from !== undefined && to !== undefined && from > to) usage('from-after-to', { from, to });
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function busyOf(text: string | undefined): number {
  if (text === undefined) return BUSY_DEFAULT_MS;
  const seconds = /^\d{1,5}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= BUSY_LONGEST_S)) usage('seconds', { option: '--busy-timeout', text });
  return Math.round(seconds * 1_000);
}
