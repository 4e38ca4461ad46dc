import { rollDay, type WorkingCalendar } from '../model/calendar.ts';
import { addDays, dayInMonth, type Day } from '../model/day.ts';
import { applyRate, type Decimal, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { PaymentTerms } from '../model/settings.ts';

const MONTH_END = 31;

/**
 * The last day on which a sale of `from` (its order or invoice day, which isn't counted: Civil Code 201) is paid in
 * time. Months end on the corresponding day, else on the month's last (202). `calendar` is needed where the terms roll.
 */
export function dueOn(terms: PaymentTerms, from: Day, calendar?: WorkingCalendar): Day {
  const plain = plainDueOn(terms, from);
  if (terms.roll === undefined || terms.roll === 'none') return plain;
  invariant(calendar !== undefined, 'terms that roll are asked with a calendar');
  return rollDay(plain, terms.roll, calendar);
}

function plainDueOn(terms: PaymentTerms, from: Day): Day {
  switch (terms.type) {
    case 'net':
      return addDays(from, terms.days);
    case 'months':
      return dayInMonth(from, terms.months, Number(from.slice(8, 10)));
    case 'end-of-month':
      return addDays(statementOn(from, terms.cutoff), terms.days);
    case 'monthly':
      return addDays(
        dayInMonth(statementOn(from, terms.cutoff), terms.months, terms.day ?? MONTH_END),
        terms.plusDays ?? 0,
      );
  }
}

/** What is granted for paying early, `2/10 net 30`: a part of the amount, until so many days after the invoice day. */
export interface EarlyDiscount {
  readonly rate: Decimal;
  readonly days: number;
}

/** The last day of an early-payment discount, and what it comes to, half-up (DOMAIN.md 3.1). */
export function earlyDiscount(
  { rate, days }: EarlyDiscount,
  from: Day,
  amount: Minor,
): { readonly until: Day; readonly discount: Minor } {
  return { until: addDays(from, days), discount: applyRate(amount, rate, 'half-up') };
}

/** Years without calendar data that a rolled due day leans on; none where the terms don't roll. */
export function yearsBehindDue(terms: PaymentTerms, from: Day, calendar: WorkingCalendar): readonly number[] {
  if (terms.roll === undefined || terms.roll === 'none') return [];
  return calendar.uncovered(plainDueOn(terms, from), dueOn(terms, from, calendar));
}

/** The day of the statement that lists a sale of `from`: the month's end, or its cut-off day; after it the next one's. */
function statementOn(from: Day, cutoff = MONTH_END): Day {
  const thisMonths = dayInMonth(from, 0, cutoff);
  return from <= thisMonths ? thisMonths : dayInMonth(from, 1, cutoff);
}
