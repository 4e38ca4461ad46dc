import { civilDay, type Day } from '../../model/day.ts';
import type { DateOrder } from '../moment.ts';

/** A date taken apart; `yearFirst` and `dotted` tell its order by themselves. */
interface QifDate {
  readonly parts: readonly [string, string, string];
  readonly yearFirst: boolean;
  readonly dotted: boolean;
  /** `'20`: of this century. */
  readonly apostrophe: boolean;
}

/** `6/ 1/94`, `1/ 1'00`, `2/10'2020`, `12-29-10`, `29.12.2010`, `2022-09-23`. */
function takeApart(text: string): QifDate | undefined {
  const found = /^(\d{1,4})([-/.])(\d{1,2})([-/.'’])(\d{1,4})$/u.exec(text.replace(/\s/gu, ''));
  if (found === null) return undefined;
  const [, first = '', mark, second = '', yearMark = '', third = ''] = found;
  const yearFirst = first.length === 4;
  if (first.length === 3 || third.length === 3 || (yearFirst && third.length > 2)) return undefined;
  return { parts: [first, second, third], yearFirst, dotted: mark === '.', apostrophe: /['’]/u.test(yearMark) };
}

/** The day a date is in an order; undefined where it is none. */
export function qifDay(text: string, order: DateOrder | undefined): Day | undefined {
  const date = takeApart(text);
  if (date === undefined) return undefined;
  const { parts, yearFirst } = date;
  const [first, second, third] = parts.map(Number) as [number, number, number];
  if (yearFirst) return civilDay(first, second, third);
  if (order === undefined) return undefined;
  if (order === 'ymd') return civilDay(fullYear(parts[0], false), second, third);
  const year = fullYear(parts[2], date.apostrophe);
  return order === 'dmy' ? civilDay(year, second, first) : civilDay(year, first, second);
}

/** An apostrophe says this century, two digits from 70 on are of the last one. */
function fullYear(text: string, thisCentury: boolean): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return thisCentury || year < 70 ? 2000 + year : 1900 + year;
}

/**
 * The one order in which all dates of a file are dates (formats/bank.md 5: it isn't in the file). Dates that are none in
 * either don't count; with dots the day stands first. `ambiguous` when both would do, or neither.
 */
export function orderOf(texts: readonly string[]): DateOrder | 'ambiguous' {
  const open = texts.flatMap((text) => {
    const date = takeApart(text);
    return date === undefined || date.yearFirst ? [] : [{ text, dotted: date.dotted }];
  });
  const possible = (order: 'dmy' | 'mdy', { text, dotted }: (typeof open)[number]): boolean =>
    (order === 'dmy' || !dotted) && qifDay(text, order) !== undefined;
  const dates = open.filter((date) => possible('dmy', date) || possible('mdy', date));
  if (dates.length === 0) return 'ymd';
  const fitting = (['dmy', 'mdy'] as const).filter((order) => dates.every((date) => possible(order, date)));
  return fitting.length === 1 ? (fitting[0] ?? 'ambiguous') : 'ambiguous';
}
