import type { Gap } from '../model/coverage.ts';
import { addDays, parseMonth, type Day } from '../model/day.ts';
import type { Row } from '../model/table.ts';
import type { ReportContext } from './report.ts';

/** What every report says of itself: the books, their currency, the day, the period and what it was narrowed to. */
export function factsOf({ settings, asOf, period, filters }: ReportContext): Row {
  return {
    book: settings.book,
    currency: settings.currency,
    as_of: asOf,
    ...(period === undefined ? {} : periodFacts(period)),
    ...filters,
  };
}

/** A whole month by its name (`2026-06`), other spans by their ends. */
function periodFacts(period: Gap): Row {
  const month = period.from.slice(0, 7);
  const whole = parseMonth(month);
  const isMonth = whole?.from === period.from && whole.to === period.to;
  return isMonth ? { period: month } : { from: period.from, to: period.to };
}

/** Whether a row of this day is listed: everything where no period is asked for; then a row without a day isn't. */
export function isListed(day: Day | undefined, period: Gap | undefined): boolean {
  if (period === undefined) return true;
  return day !== undefined && day >= period.from && day <= period.to;
}

/** Bounds for moments in SQL, as text: `from` inclusive, `next` exclusive. `from` is null where nothing is cut off. */
export function boundsOf({ asOf, period }: ReportContext): { readonly from: string | null; readonly next: string } {
  const last = period !== undefined && period.to < asOf ? period.to : asOf;
  return { from: period?.from ?? null, next: addDays(last, 1) };
}
