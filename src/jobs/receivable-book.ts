import type { WorkingCalendar } from '../model/calendar.ts';
import { parsePaymentTerms } from '../model/cycle.ts';
import type { Day } from '../model/day.ts';
import type { BookSettings } from '../model/settings.ts';
import { dueOn } from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';

/** When a receivable is due: its own day, else its customer's terms, else the books' terms, from the day it arose. */
export function receivableDue(row: ReceivableRow, settings: BookSettings, calendar: WorkingCalendar): Day {
  if (row.dueOn !== undefined) return row.dueOn;
  const terms = row.terms === undefined ? undefined : parsePaymentTerms(row.terms);
  return dueOn(terms ?? settings.terms.default, row.openedOn, calendar);
}

/**
 * Whether a row is money a customer owes: an invoice, or an order nobody paid through a platform, with a customer and a
 * day it is due (its own or by terms). A cancelled order is owed by nobody, an unpaid platform order isn't sold yet.
 */
export function isReceivable(row: ReceivableRow): boolean {
  if (row.item === 'invoice') return true;
  if (row.customer === '' || row.isPaid || row.status === 'cancelled') return false;
  return row.dueOn !== undefined || row.terms !== undefined || row.platform === undefined;
}
