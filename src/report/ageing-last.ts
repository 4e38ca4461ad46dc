import { addDays, dayInMonth, type Day } from '../model/day.ts';
import { minor, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReportContext } from './report.ts';

/** The last day before the period asked for, else of the month before. */
export function lastDayOf({ period, asOf }: ReportContext): Day {
  return addDays(period?.from ?? dayInMonth(asOf, 0, 1), -1);
}

/**
 * What was open at the end of the last period (上期余额), by customer and currency, as was known then: money sent back
 * since had paid it, a decision made since didn't exist.
 */
export async function lastBalances(context: ReportContext, isAsked: boolean): Promise<ReadonlyMap<string, Minor>> {
  if (!isAsked) return new Map();
  const { customer } = context.filters;
  const open = new Map<string, Minor>();
  for (const one of await context.moneyOn(lastDayOf(context))) {
    if (one.kind !== 'receivable' || (customer ?? one.customer) !== one.customer) continue;
    const key = `${one.customer}\u0000${one.currency}`;
    open.set(key, plus(open.get(key) ?? ZERO, minor(Math.max(0, one.open))));
  }
  return open;
}
