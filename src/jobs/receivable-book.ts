import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, type Day } from '../model/day.ts';
import { parseFullTerms } from '../model/early-discount.ts';
import { applyRate, minus, type Minor } from '../model/money.ts';
import type { PlanPart } from '../model/receivable.ts';
import type { BookSettings, TermsParts } from '../model/settings.ts';
import { dueOn, instalmentsOf, isSoldOnAccount } from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';

/** When a receivable is due: its own day, else its customer's terms, else the books' terms, from the day it arose. */
export function receivableDue(row: ReceivableRow, settings: BookSettings, calendar: WorkingCalendar): Day {
  if (row.dueOn !== undefined) return row.dueOn;
  const own = row.terms === undefined ? undefined : parseFullTerms(row.terms);
  return dueOn(own?.terms ?? settings.terms.default, row.openedOn, calendar);
}

/**
 * The parts a sale is paid in by its customer's terms, else the books' (分期, 预付加尾款), which add up to it; none where it
 * is due at once or has a due day of its own. A share is rounded half-up, the last one takes the rest.
 */
export function agreedParts(
  row: ReceivableRow,
  settings: BookSettings,
  calendar: WorkingCalendar,
): readonly PlanPart[] {
  const own = row.terms === undefined ? undefined : parseFullTerms(row.terms);
  const parts = own === undefined ? settings.terms.parts : own.parts;
  if (parts === undefined || row.dueOn !== undefined) return [];
  return parts.kind === 'equal'
    ? instalmentsOf({
        total: row.amount,
        count: parts.count,
        firstDueOn: receivableDue(row, settings, calendar),
        stepMonths: 1,
        remainder: 'last',
      })
    : shareParts(row, parts.shares, calendar);
}

function shareParts(
  row: ReceivableRow,
  shares: Extract<TermsParts, { kind: 'shares' }>['shares'],
  calendar: WorkingCalendar,
): readonly PlanPart[] {
  let left = row.amount;
  return shares.map(({ share, terms }, index) => {
    const amount = index === shares.length - 1 ? left : applyRate(row.amount, share, 'half-up');
    left = minus(left, amount);
    return { dueOn: dueOn(terms, row.openedOn, calendar), amount };
  });
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
