import { parseCutoffTime, parseCycleStep } from '../../model/cycle.ts';
import { dayOf, type Day } from '../../model/day.ts';
import type { CycleRule, CycleStep } from '../../model/settings.ts';
import { lagInWorkingDays, payoutDueDay, payoutStatus, uncoveredYears } from '../../settlement/index.ts';
import type { Area, Json } from '../area.ts';
import { calendarOf, ROLLS, unknownYears } from '../calendar-fields.ts';
import type { Fields } from '../fields.ts';
import { isTimezone } from '../moment.ts';

const ZONE = 'Asia/Shanghai';

const settlementCycle: Area = {
  name: 'settlement-cycle',
  work(input) {
    const timezone = input.textIf('timezone') ?? ZONE;
    if (!isTimezone(timezone)) input.refuse('timezone', 'timezone');
    const base = input.moment('base', timezone);
    const rule = ruleOf(input);
    const calendar = calendarOf(input);
    const expected = payoutDueDay(rule, base, calendar);
    const status = statusOf(input, rule, expected);
    const workdays = lagInWorkingDays(dayOf(base), expected, calendar);
    return {
      result: { expected_payout: expected, ...status },
      working: {
        en: `${rule.text} from ${base}: ${expected} (${workdays} working day${workdays === 1 ? '' : 's'} later)`,
        zh: `${base} 起按 ${rule.text}：${expected}（${workdays} 个工作日后）`,
      },
      warnings: unknownYears(uncoveredYears(rule, base, calendar)),
    };
  },
};
export default settlementCycle;

/** How the payout stands; nothing is said without a day to ask for. */
function statusOf(input: Fields, rule: CycleRule, expected: Day): Readonly<Record<string, Json>> {
  const actual = input.dayIf('actual');
  const asOf = input.dayIf('as_of') ?? actual;
  if (asOf === undefined) return {};
  const currency = input.currency();
  const expectedAmount = input.amountIf('expected_amount', currency);
  const actualAmount = input.amountIf('actual_amount', currency);
  const { status, lateDays } = payoutStatus({
    expected,
    graceDays: rule.graceDays,
    asOf,
    ...(actual === undefined ? {} : { actual }),
    ...(expectedAmount === undefined ? {} : { expectedAmount }),
    ...(actualAmount === undefined ? {} : { actualAmount }),
  });
  return { status, late_days: lateDays };
}

/** The rule in its parts, or as people write it in settle.yaml (`T+1`); the days of grace beside it or in it. */
function ruleOf(input: Fields): CycleRule {
  if (typeof input.raw('rule') === 'string') {
    const text = input.text('rule');
    const step = parseCycleStep(text) ?? input.refuse('rule', 'cycle');
    return { ...EASY, step, text, graceDays: input.countIf('grace_days') ?? 0 };
  }
  const rule = input.inner('rule');
  const step = stepOf(rule);
  const cutoffTime = cutoffOf(rule);
  const lag = rule.textIf('bank_lag');
  const bankLag = lag === undefined ? undefined : (parseCycleStep(lag) ?? rule.refuse('bank_lag', 'cycle'));
  return {
    base: 'paid',
    step,
    text: textOf(step),
    roll: rule.choiceIf('roll', ROLLS) ?? 'none',
    rollTradeDate: rule.flag('roll_trade_date'),
    holdDays: rule.countIf('hold_days') ?? 0,
    graceDays: input.countIf('grace_days') ?? rule.countIf('grace_days') ?? 0,
    ...(cutoffTime === undefined ? {} : { cutoffTime }),
    ...(bankLag === undefined ? {} : { bankLag }),
  };
}

const EASY = { base: 'paid', roll: 'none', rollTradeDate: false, holdDays: 0 } as const;
const TYPES = ['T', 'D', 'weekly', 'half-month', 'monthly', 'biweekly', 'manual'] as const;
const MONDAY = 1;
const MOST_MONTHS = 24;

function stepOf(rule: Fields): CycleStep {
  const type = rule.choice('type', TYPES);
  switch (type) {
    case 'T':
    case 'D':
      return { type, days: rule.count('n') };
    case 'weekly':
      return {
        type,
        weekday: rule.count('pay_weekday', 1, 7),
        weekStart: rule.countIf('week_start', 1, 7) ?? MONDAY,
      };
    case 'half-month':
      return { type, first: rule.count('first_pay_day', 1, 31), second: rule.count('second_pay_day', 1, 31) };
    case 'monthly':
      return { type, day: rule.count('pay_day', 1, 31), months: rule.countIf('months', 1, MOST_MONTHS) ?? 1 };
    case 'biweekly':
      return { type, anchor: rule.day('anchor') };
    case 'manual':
      return { type };
  }
}

function cutoffOf(rule: Fields): string | undefined {
  const text = rule.textIf('cutoff_time');
  return text === undefined ? undefined : (parseCutoffTime(text) ?? rule.refuse('cutoff_time', 'time'));
}

/** `monthly 10 +2`: the rule as a person would write it. */
function textOf(step: CycleStep): string {
  switch (step.type) {
    case 'T':
    case 'D':
      return `${step.type}+${step.days}`;
    case 'weekly':
      return `weekly:${step.weekday}`;
    case 'half-month':
      return `half-month:${step.first},${step.second}`;
    case 'monthly':
      return `monthly:${step.day}+${step.months}`;
    case 'biweekly':
      return `biweekly:${step.anchor}`;
    case 'manual':
      return 'manual';
  }
}
