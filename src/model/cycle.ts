import { parseDay, type Day } from './day.ts';
import type { CycleBase, CycleRoll, CycleRule, CycleStep, PaymentTerms } from './settings.ts';

/** Bound of every count of days or months in a rule: longer waits are typing mistakes. */
const LONGEST_DAYS = 400;
const LONGEST_MONTHS = 24;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MONDAY = 1;
const LAST_DAY_OF_FIRST_HALF = 15;

/**
 * One step of a settlement cycle as people write it (DOMAIN.md 2.1): `T+1`, `D+0`, `weekly:fri`, `half-month:20,5`,
 * `monthly:10`, `monthly:10+2`, `biweekly:2026-01-05`, `manual`. Undefined when the text says none of these.
 */
export function parseCycleStep(text: string): CycleStep | undefined {
  const rule = text.trim().toLowerCase();
  if (rule === 'manual') return { type: 'manual' };
  const plus = /^([td])\+(\d{1,3})$/.exec(rule);
  if (plus) return daysStep(plus[1] === 't' ? 'T' : 'D', Number(plus[2]));
  const [word = '', argument = '', ...rest] = rule.split(':');
  if (rest.length > 0) return undefined;
  if (word === 'weekly') return weeklyStep(argument.trim());
  if (word === 'half-month') return halfMonthStep(argument);
  if (word === 'monthly') return monthlyStep(argument);
  if (word === 'biweekly') return biweeklyStep(argument.trim());
  return undefined;
}

/** A whole rule from its short form: the step, counted from `base`, with no cut-off, roll, hold or grace. */
export function parseCycleRule(text: string, base: CycleBase = 'paid'): CycleRule | undefined {
  const step = parseCycleStep(text);
  if (step === undefined) return undefined;
  return { base, step, text: text.trim(), roll: 'none', rollTradeDate: false, holdDays: 0, graceDays: 0 };
}

/** `23:00`, with both digits: moments are compared with it as text. */
export function parseCutoffTime(text: string): string | undefined {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text.trim()) ? text.trim() : undefined;
}

/**
 * When a sale on account is due (DOMAIN.md 3.1), as written in settle.yaml or a customer list:
 * `net 30`, `net:30`, `30天`, `cod`, `advance`, `预付`; `eom`, `eom+10`, `月结30天`, `月结30天 cutoff:25`; `monthly:10`, `monthly:10+2`,
 * `monthly:+1` (month's end); `months:1`; each may end with `following`, `preceding` or `modified-following`.
 */
export function parsePaymentTerms(text: string): PaymentTerms | undefined {
  const words = text.normalize('NFKC').trim().toLowerCase();
  const tail = /^(.*\S)\s+(following|preceding|modified-following)$/.exec(words);
  const terms = parseTerms((tail?.[1] ?? words).replace(/\s+/g, ' '));
  if (terms === undefined || tail === null) return terms;
  return { ...terms, roll: tail[2] as CycleRoll };
}

function parseTerms(words: string): PaymentTerms | undefined {
  if (/^(?:cod|货到付款|现结|advance|prepaid|预付|款到发货)$/.test(words)) return { type: 'net', days: 0 };
  const net = /^(?:net(?: |:|: )?)?(\d{1,3})(?: ?(?:days|天))?$/.exec(words);
  if (net) return within(Number(net[1]), LONGEST_DAYS) ? { type: 'net', days: Number(net[1]) } : undefined;
  const months = /^months:? ?(\d{1,2})$/.exec(words);
  if (months)
    return within(Number(months[1]), LONGEST_MONTHS) ? { type: 'months', months: Number(months[1]) } : undefined;
  return parseStatementTerms(words);
}

/** Terms that count from a statement at the month's end or cut-off day. */
function parseStatementTerms(words: string): PaymentTerms | undefined {
  const cut = /^(.*\S) cutoff:? ?(\d{1,2})$/.exec(words);
  const cutoff = cut ? dayOfMonth(cut[2] ?? '') : undefined;
  if (cut && cutoff === undefined) return undefined;
  const terms = parseFromStatement(cut?.[1] ?? words);
  return terms === undefined || cutoff === undefined ? terms : { ...terms, cutoff };
}

function parseFromStatement(words: string): Extract<PaymentTerms, { type: 'end-of-month' | 'monthly' }> | undefined {
  const eom = /^(?:eom(?: ?\+ ?(\d{1,3}))?|月结(?: ?(\d{1,3}) ?天)?)$/.exec(words);
  if (eom) {
    const days = Number(eom[1] ?? eom[2] ?? 0);
    return within(days, LONGEST_DAYS) ? { type: 'end-of-month', days } : undefined;
  }
  const monthEnd = /^monthly:? ?\+(\d{1,2})$/.exec(words);
  if (monthEnd) {
    const months = Number(monthEnd[1]);
    return within(months, LONGEST_MONTHS) ? { type: 'monthly', months } : undefined;
  }
  const [word, argument = ''] = words.split(':');
  const step = word === 'monthly' ? monthlyStep(argument) : undefined;
  return step?.type === 'monthly' ? { type: 'monthly', months: step.months, day: step.day } : undefined;
}

function daysStep(type: 'T' | 'D', days: number): CycleStep | undefined {
  return within(days, LONGEST_DAYS) ? { type, days } : undefined;
}

function weeklyStep(argument: string): CycleStep | undefined {
  const index = WEEKDAYS.findIndex((name) => name === argument);
  return index < 0 ? undefined : { type: 'weekly', weekday: index + 1, weekStart: MONDAY };
}

/**
 * The first half ends on the 15th, so a first pay day before it can't be meant; nor a second one after the first,
 * as the second half is paid in the month after, and would come later than the half that follows it.
 */
function halfMonthStep(argument: string): CycleStep | undefined {
  const [left = '', right = '', ...rest] = argument.split(',');
  const first = dayOfMonth(left);
  const second = dayOfMonth(right);
  if (first === undefined || second === undefined || rest.length > 0) return undefined;
  if (first < LAST_DAY_OF_FIRST_HALF || second > first) return undefined;
  return { type: 'half-month', first, second };
}

function monthlyStep(argument: string): CycleStep | undefined {
  const [left = '', right = '1', ...rest] = argument.split('+');
  const day = dayOfMonth(left);
  const months = /^\d{1,2}$/.test(right.trim()) ? Number(right) : 0;
  if (day === undefined || months < 1 || months > LONGEST_MONTHS || rest.length > 0) return undefined;
  return { type: 'monthly', day, months };
}

function biweeklyStep(argument: string): CycleStep | undefined {
  const anchor: Day | undefined = parseDay(argument);
  return anchor === undefined ? undefined : { type: 'biweekly', anchor };
}

function dayOfMonth(text: string): number | undefined {
  const day = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  return day >= 1 && day <= 31 ? day : undefined;
}

function within(count: number, longest: number): boolean {
  return count <= longest;
}
