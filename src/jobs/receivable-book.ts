import type { WorkingCalendar } from '../model/calendar.ts';
import { parsePaymentTerms } from '../model/cycle.ts';
import type { Day } from '../model/day.ts';
import type { BookSettings } from '../model/settings.ts';
import { dueOn, isSoldOnAccount } from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';

/** When a receivable is due: its own day, else its customer's terms, else the books' terms, from the day it arose. */
export function receivableDue(row: ReceivableRow, settings: BookSettings, calendar: WorkingCalendar): Day {
  if (row.dueOn !== undefined) return row.dueOn;
  const terms = row.terms === undefined ? undefined : parsePaymentTerms(row.terms);
  return dueOn(terms ?? settings.terms.default, row.openedOn, calendar);
}

/** Whether a row is money a customer owes: an invoice, or an order sold on account. */
export function isReceivable(row: ReceivableRow): boolean {
  return row.item === 'invoice' || isSoldOnAccount(row);
}
