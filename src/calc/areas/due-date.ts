import { parsePaymentTerms } from '../../model/cycle.ts';
import type { Day } from '../../model/day.ts';
import { Decimal, formatAmount, minus } from '../../model/money.ts';
import type { PaymentTerms } from '../../model/settings.ts';
import { dueOn, earlyDiscount, yearsBehindDue } from '../../receivables/index.ts';
import type { Area, Json } from '../area.ts';
import { calendarOf, ROLLS, unknownYears } from '../calendar-fields.ts';
import type { Fields } from '../fields.ts';

const dueDate: Area = {
  name: 'due-date',
  work(input) {
    const from = input.day('invoice_date');
    const terms = termsOf(input);
    const calendar = calendarOf(input);
    const due = dueOn(terms, from, calendar);
    const plain = dueOn({ ...terms, roll: 'none' }, from);
    const rolled = plain === due ? '' : plain;
    return {
      result: { due, ...discountOf(input, from) },
      working: {
        en: `counted from ${from}: ${plain}${rolled === '' ? '' : `, no working day, so ${due}`}`,
        zh: `自 ${from} 起算：${plain}${rolled === '' ? '' : `，非工作日，调整为 ${due}`}`,
      },
      warnings: unknownYears(yearsBehindDue(terms, from, calendar)),
    };
  },
};
export default dueDate;

const TYPES = ['net', 'eom', 'monthly-statement', 'day-of-month', 'months', 'advance', 'cod'] as const;

/** Terms in their parts, or as people write them in settle.yaml (`net 30`, `月结30天`). */
function termsOf(input: Fields): PaymentTerms {
  if (typeof input.raw('terms') === 'string') {
    return parsePaymentTerms(input.text('terms')) ?? input.refuse('terms', 'terms');
  }
  const terms = input.inner('terms');
  const roll = terms.choiceIf('roll', ROLLS) ?? 'none';
  return { ...plainTerms(terms), roll };
}

function plainTerms(terms: Fields): PaymentTerms {
  const type = terms.choice('type', TYPES);
  switch (type) {
    case 'net':
      return { type, days: terms.count('days') };
    case 'months':
      return { type, months: terms.count('months', 0, MOST_MONTHS) };
    case 'eom':
      return { type: 'end-of-month', days: terms.countIf('days') ?? 0, ...cutoffOf(terms) };
    case 'day-of-month':
      return {
        type: 'monthly',
        months: terms.countIf('months', 0, MOST_MONTHS) ?? 1,
        day: terms.count('day', 1, 31),
        ...cutoffOf(terms),
      };
    case 'monthly-statement':
      return statementTerms(terms);
    case 'advance':
    case 'cod':
      return { type: 'net', days: 0 };
  }
}

const MOST_MONTHS = 1200;

/** 月结: days after the statement; or a day (else the end) of the m-th month after it, and days after that. */
function statementTerms(terms: Fields): PaymentTerms {
  const day = terms.countIf('day', 1, 31);
  const months = terms.countIf('months', 0, MOST_MONTHS) ?? (day === undefined ? undefined : 1);
  const days = terms.countIf('days') ?? 0;
  if (months === undefined) return { type: 'end-of-month', days, ...cutoffOf(terms) };
  return { type: 'monthly', months, plusDays: days, ...(day === undefined ? {} : { day }), ...cutoffOf(terms) };
}

function cutoffOf(terms: Fields): { readonly cutoff?: number } {
  const cutoff = terms.countIf('cutoff', 1, 31);
  return cutoff === undefined ? {} : { cutoff };
}

/** `discount: { rate, days }` beside an amount: until when, and how much. */
function discountOf(input: Fields, from: Day): Readonly<Record<string, Json>> {
  const discount = input.innerIf('discount');
  if (discount === undefined) return {};
  const currency = input.currency();
  const amount = input.positive('amount', currency);
  const rate = discount.rate('rate');
  if (rate.greaterThan(new Decimal(1))) discount.refuse('rate', 'rate');
  const granted = earlyDiscount({ rate, days: discount.count('days') }, from, amount);
  return {
    discount_until: granted.until,
    discount: formatAmount(granted.discount, currency),
    payable_with_discount: formatAmount(minus(amount, granted.discount), currency),
  };
}
