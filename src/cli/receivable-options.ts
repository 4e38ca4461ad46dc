import { equalParts, type DecisionFor } from '../jobs/decide-receivable.ts';
import type { Currency } from '../model/currency.ts';
import { parseDay, type Day } from '../model/day.ts';
import { parseAmount, type Minor } from '../model/money.ts';
import { EXTENSION_CAUSES, WRITE_OFF_CAUSES, type Decision, type PlanPart } from '../model/receivable.ts';
import type { Call } from './command.ts';
import { usage } from './usage.ts';

const PARTS_MAX = 120;
const MONTHS_MAX = 24;
const EVERYTHING = ['on', 'reason', 'approved-by', 'customers'];

/** Which options mean something to which word; another one is refused, never ignored. */
const USED: Readonly<Record<string, readonly string[]>> = {
  list: ['as-of', 'customer', 'order'],
  cheques: ['as-of', 'customer'],
  letters: ['as-of', 'customer', 'dry-run', 'letters', 'form', 'exec'],
  extend: [...EVERYTHING, 'due', 'because', 'keep-accrued', 'dry-run'],
  plan: [...EVERYTHING, 'parts', 'first', 'every', 'schedule', 'dry-run'],
  dispute: [...EVERYTHING, 'until', 'amount', 'dry-run'],
  promise: [...EVERYTHING, 'by', 'amount', 'dry-run'],
  method: [...EVERYTHING, 'method', 'dry-run'],
  'write-off': [...EVERYTHING, 'because', 'amount', 'dry-run'],
  'late-fee': [...EVERYTHING, 'amount', 'dry-run'],
  waive: [...EVERYTHING, 'amount', 'dry-run'],
  return: ['on', 'reason', 'approved-by', 'dry-run'],
  undo: ['on', 'reason', 'approved-by', 'dry-run'],
};
const MARKED = ['as-of', 'customer', 'order', 'dry-run'];

/** Refuses an option that the word has no use for. */
export function refuseUnused({ given, command }: Call, word: string): void {
  const used = USED[word] ?? [];
  const own = [...(command.options ?? []).map((option) => option.name), ...MARKED];
  const unused = own.find((name) => given.flag(name) && !used.includes(name));
  if (unused === undefined) return;
  const said = { command: `receivable ${word}`, option: `--${unused}` };
  if (unused === 'as-of' && used.includes('on')) usage('other-option', { ...said, other: '--on' });
  usage('unused-option', said);
}

/** The decision that the options describe, for each debt in its own currency. */
export function decisionOf(call: Call, word: string): DecisionFor {
  switch (word) {
    case 'extend':
      return extension(call);
    case 'plan':
      return plan(call);
    case 'dispute': {
      const to = call.given.day('until');
      return (one) => ({ kind: 'dispute', ...amountFor(call, one.currency), ...(to === undefined ? {} : { to }) });
    }
    case 'promise': {
      const by = needDay(call, word, 'by');
      return (one) => ({ kind: 'promise', by, ...amountFor(call, one.currency) });
    }
    case 'method': {
      const to = call.given.text('method') ?? usage('option-needed', needed(word, '--method'));
      return (one) => ({ kind: 'method', to, ...(one.method === undefined ? {} : { from: one.method }) });
    }
    default:
      return writeOff(call);
  }
}

function extension(call: Call): DecisionFor {
  const newDue = needDay(call, 'extend', 'due');
  const cause = causeOf(call, EXTENSION_CAUSES, 'agreement');
  const keepAccrued = call.given.flag('keep-accrued');
  return () => ({ kind: 'extend', newDue, cause, keepAccrued });
}

function writeOff(call: Call): DecisionFor {
  const cause = causeOf(call, WRITE_OFF_CAUSES, 'other');
  return (one): Decision => ({
    kind: 'write-off',
    amount: amountFor(call, one.currency).amount ?? one.open,
    cause,
  });
}

function plan(call: Call): DecisionFor {
  const schedule = call.given.text('schedule');
  const parts = call.given.text('parts');
  if (schedule !== undefined && parts !== undefined) usage('together', { option: '--schedule', other: '--parts' });
  if (schedule !== undefined) return (one) => ({ kind: 'plan', parts: scheduleOf(schedule, one.currency) });
  const count = countOf(call, 'parts', { least: 1, most: PARTS_MAX });
  const first = needDay(call, 'plan', 'first');
  const months = call.given.text('every') === undefined ? 1 : countOf(call, 'every', { least: 1, most: MONTHS_MAX });
  return (one) => ({ kind: 'plan', parts: equalParts(one.open, count, first, months) });
}

/** `2026-07-31=500.00,2026-08-31=500.00` */
function scheduleOf(text: string, currency: Currency): readonly PlanPart[] {
  return text.split(',').map((part) => {
    const [day = '', amount = ''] = part.split('=');
    const dueOn = parseDay(day.trim()) ?? usage('date', { option: '--schedule', text: day.trim() });
    return { dueOn, amount: positive(amount.trim(), currency, '--schedule') };
  });
}

/** `--amount` in the currency of the debt. */
export function amountFor(call: Call, currency: Currency): { readonly amount?: Minor } {
  const text = call.given.text('amount');
  return text === undefined ? {} : { amount: positive(text, currency, '--amount') };
}

function positive(text: string, currency: Currency, option: string): Minor {
  const reading = parseAmount(text, currency);
  return reading.ok && reading.minor > 0 ? reading.minor : usage('amount', { option, text });
}

function causeOf<T extends string>(call: Call, causes: readonly T[], usual: T): T {
  const text = call.given.text('because');
  if (text === undefined) return usual;
  const found = causes.find((cause) => cause === text);
  return found ?? usage('choice', { option: '--because', text, choices: causes.join(', ') });
}

function countOf(call: Call, name: string, { least, most }: { readonly least: number; readonly most: number }): number {
  const text = call.given.text(name) ?? usage('option-needed', needed('plan', `--${name}`));
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= least && count <= most ? count : usage('count', { option: `--${name}`, text, least, most });
}

function needDay(call: Call, word: string, name: string): Day {
  return call.given.day(name) ?? usage('option-needed', needed(word, `--${name}`));
}

function needed(word: string, option: string): { readonly command: string; readonly option: string } {
  return { command: `receivable ${word}`, option };
}
