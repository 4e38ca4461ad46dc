import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, type Day } from '../model/day.ts';
import { parseFullTerms } from '../model/early-discount.ts';
import { applyRate, type Minor } from '../model/money.ts';
import type { BookSettings } from '../model/settings.ts';
import { dueOn, isSoldOnAccount } from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';

/** When a receivable is due: its own day, else its customer's terms, else the books' terms, from the day it arose. */
export function receivableDue(row: ReceivableRow, settings: BookSettings, calendar: WorkingCalendar): Day {
  if (row.dueOn !== undefined) return row.dueOn;
  const own = row.terms === undefined ? undefined : parseFullTerms(row.terms);
  return dueOn(own?.terms ?? settings.terms.default, row.openedOn, calendar);
}

/** Whether a row is money a customer owes: an invoice, or an order sold on account. */
export function isReceivable(row: ReceivableRow): boolean {
  return row.item === 'invoice' || isSoldOnAccount(row);
}

/** An early-payment discount: paid all but `amount` by `until`, the rest is granted. */
export interface OfferedDiscount {
  readonly until: Day;
  readonly amount: Minor;
}

/** What the customer's terms (`2/10 net 30`), else the books', grant for paying early; counted from the day it arose. */
export function offeredDiscount(row: ReceivableRow, settings: BookSettings): OfferedDiscount | undefined {
  const own = row.terms === undefined ? undefined : parseFullTerms(row.terms);
  const early = own === undefined ? settings.terms.early : own.early;
  if (early === undefined) return undefined;
  return { until: addDays(row.openedOn, early.days), amount: applyRate(row.amount, early.rate, 'half-up') };
}
