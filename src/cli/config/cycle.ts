import type { Currency } from '../../model/currency.ts';
import { parseCutoffTime, parseCycleStep } from '../../model/cycle.ts';
import { ZERO } from '../../model/money.ts';
import type { CycleBase, CycleRoll, CycleRule, CycleStep, PayoutBy, PayoutRule } from '../../model/settings.ts';
import { fieldsOf, isList, isText, membersOf, refuse, type Fields, type Spot } from './nodes.ts';
import { amountOf, choiceOf, dayOf, daysOf, flagOf, textOf } from './values.ts';

const BASES: readonly CycleBase[] = ['paid', 'shipped', 'delivered', 'confirmed', 'batch_end'];
const ROLLS: readonly CycleRoll[] = ['none', 'following', 'preceding', 'modified-following'];
const WAYS: readonly PayoutBy[] = ['batch', 'days', 'manual'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const CYCLE_KEYS = [
  'valid_from',
  'base',
  'rule',
  'week_start',
  'cutoff_time',
  'roll',
  'roll_trade_date',
  'hold_days',
  'min_payout',
  'bank_lag',
  'grace_days',
];
const PAYOUT_KEYS = ['to', 'by', 'transfer_fee', ...CYCLE_KEYS];

/** `settles: D+0`, its long form, or a list of such with the day each begins (`valid_from`). */
export function readCycles(spot: Spot, currency: Currency): readonly CycleRule[] {
  return readDated(spot, (one) => readCycle(one, currency));
}

/** `pays_out: T+1`, its long form, or a list; `banks` are the ids it may pay to. */
export function readPayouts(spot: Spot, currency: Currency, banks: readonly string[]): readonly PayoutRule[] {
  return readDated(spot, (one) => readPayout(one, currency, banks));
}

/** Rules in the order of their days; no two begin on one, and only the earliest may hold from ever. */
function readDated<R extends CycleRule>(spot: Spot, read: (one: Spot) => R): readonly R[] {
  const spots = isList(spot) ? membersOf(spot) : [spot];
  if (spots.length === 0) refuse(spot, 'list');
  const begins = new Set<string>();
  const rules = spots.map((one): R => {
    const rule = read(one);
    if (begins.has(rule.validFrom ?? '')) refuse(one, 'rule-days');
    begins.add(rule.validFrom ?? '');
    return rule;
  });
  return [...rules].sort((left, right) => ((left.validFrom ?? '') < (right.validFrom ?? '') ? -1 : 1));
}

function readCycle(spot: Spot, currency: Currency): CycleRule {
  if (isText(spot)) return plainRule(stepOf(spot), textOf(spot), 'paid');
  const fields = fieldsOf(spot, CYCLE_KEYS);
  const rule = fields.need('rule');
  return longRule(fields, plainRule(weeklyStep(fields, stepOf(rule)), textOf(rule), 'paid'), currency);
}

function readPayout(spot: Spot, currency: Currency, banks: readonly string[]): PayoutRule {
  if (isText(spot)) return payoutRule(plainRule(stepOf(spot), textOf(spot), 'batch_end'), {});
  const fields = fieldsOf(spot, PAYOUT_KEYS);
  const bySpot = fields.get('by');
  const by = bySpot === undefined ? undefined : choiceOf(bySpot, WAYS);
  const ruleSpot = by === 'manual' ? fields.get('rule') : fields.need('rule');
  const step: CycleStep = ruleSpot === undefined ? { type: 'manual' } : stepOf(ruleSpot);
  if (bySpot && step.type === 'manual' && by !== 'manual') refuse(bySpot, 'by-rule');
  const text = ruleSpot === undefined ? 'manual' : textOf(ruleSpot);
  const rule = longRule(fields, plainRule(weeklyStep(fields, step), text, 'batch_end'), currency);
  const to = fields.get('to');
  const fee = fields.get('transfer_fee');
  return payoutRule(rule, {
    ...(to === undefined ? {} : { to: bankOf(to, banks) }),
    ...(by === undefined ? {} : { by }),
    ...(fee === undefined ? {} : { transferFee: amountOf(fee, currency) }),
  });
}

function payoutRule(rule: CycleRule, given: Partial<PayoutRule>): PayoutRule {
  const by: Partial<PayoutRule> = rule.step.type === 'manual' ? { by: 'manual' } : {};
  return { ...rule, transferFee: ZERO, ...by, ...given };
}

function plainRule(step: CycleStep, text: string, base: CycleBase): CycleRule {
  return { base, step, text, roll: 'none', rollTradeDate: false, holdDays: 0, graceDays: 0 };
}

function longRule(fields: Fields, plain: CycleRule, currency: Currency): CycleRule {
  const base = fields.get('base');
  const validFrom = fields.get('valid_from');
  const cutoff = fields.get('cutoff_time');
  const least = fields.get('min_payout');
  const lag = fields.get('bank_lag');
  const roll = fields.get('roll');
  return {
    ...plain,
    ...(validFrom === undefined ? {} : { validFrom: dayOf(validFrom) }),
    ...(base === undefined ? {} : { base: choiceOf(base, BASES) }),
    ...(roll === undefined ? {} : { roll: choiceOf(roll, ROLLS) }),
    ...(cutoff === undefined ? {} : { cutoffTime: parseCutoffTime(textOf(cutoff)) ?? refuse(cutoff, 'time') }),
    ...(least === undefined ? {} : { minPayout: amountOf(least, currency) }),
    ...(lag === undefined ? {} : { bankLag: lagOf(lag) }),
    ...counts(fields),
  };
}

function counts(fields: Fields): Partial<CycleRule> {
  const rollTrade = fields.get('roll_trade_date');
  const hold = fields.get('hold_days');
  const grace = fields.get('grace_days');
  return {
    ...(rollTrade === undefined ? {} : { rollTradeDate: flagOf(rollTrade) }),
    ...(hold === undefined ? {} : { holdDays: daysOf(hold) }),
    ...(grace === undefined ? {} : { graceDays: daysOf(grace) }),
  };
}

function stepOf(spot: Spot): CycleStep {
  return parseCycleStep(textOf(spot)) ?? refuse(spot, 'cycle');
}

function lagOf(spot: Spot): CycleStep {
  const step = parseCycleStep(textOf(spot));
  return step?.type === 'T' || step?.type === 'D' ? step : refuse(spot, 'lag');
}

/** `week_start: sun`: the trades of a week that begins on Sunday (DOMAIN.md 2.1). */
function weeklyStep(fields: Fields, step: CycleStep): CycleStep {
  const spot = fields.get('week_start');
  if (spot === undefined) return step;
  const weekStart = WEEKDAYS.indexOf(textOf(spot).toLowerCase()) + 1;
  return step.type === 'weekly' && weekStart > 0 ? { ...step, weekStart } : refuse(spot, 'weekday');
}

function bankOf(spot: Spot, banks: readonly string[]): string {
  const id = textOf(spot);
  return banks.includes(id)
    ? id
    : refuse(spot, 'bank-account', banks.length === 0 ? {} : { choices: banks.join(', ') });
}
