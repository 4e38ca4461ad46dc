import type { Currency } from '../../model/currency.ts';
import { parseDay, type Day } from '../../model/day.ts';
import { ALLOCATIONS } from '../../model/receivable.ts';
import {
  ALLOWANCE_BUCKETS,
  RECEIVABLES_DEFAULT,
  type AllowanceRates,
  type DunningSettings,
  type ForecastSettings,
  type PlannedPayment,
  type ReceivablesSettings,
} from '../../model/receivable-settings.ts';
import { fieldsOf, membersOf, refuse, type Fields, type Spot } from './nodes.ts';
import { amountOf, choiceOf, daysOf, flagOf, rateOf, textOf } from './values.ts';

const KEYS = ['allocation', 'auto_apply', 'promise_grace_days', 'hold_days', 'allowance', 'dunning', 'forecast'];
const WEEKS_MAX = 53;

/** `receivables:` of settle.yaml; amounts in the books' currency. */
export function readReceivables(spot: Spot | undefined, currency: Currency): ReceivablesSettings {
  const usual = RECEIVABLES_DEFAULT;
  if (spot === undefined) return usual;
  const fields = fieldsOf(spot, KEYS);
  return {
    allocation: optional(fields, 'allocation', (one) => choiceOf(one, ALLOCATIONS)) ?? usual.allocation,
    autoApply: optional(fields, 'auto_apply', flagOf) ?? usual.autoApply,
    promiseGraceDays: optional(fields, 'promise_grace_days', daysOf) ?? usual.promiseGraceDays,
    holdDays: optional(fields, 'hold_days', daysOf) ?? usual.holdDays,
    allowance: optional(fields, 'allowance', readAllowance) ?? usual.allowance,
    dunning: optional(fields, 'dunning', (one) => readDunning(one, currency)) ?? usual.dunning,
    forecast: optional(fields, 'forecast', (one) => readForecast(one, currency)) ?? usual.forecast,
  };
}

/** Rates by bucket; those that aren't named keep their usual one. */
function readAllowance(spot: Spot): AllowanceRates {
  const fields = fieldsOf(spot, [...ALLOWANCE_BUCKETS]);
  const own = ALLOWANCE_BUCKETS.flatMap((bucket) => {
    const rate = optional(fields, bucket, rateOf);
    return rate === undefined ? [] : [[bucket, rate] as const];
  });
  return { ...RECEIVABLES_DEFAULT.allowance, ...Object.fromEntries(own) };
}

function readDunning(spot: Spot, currency: Currency): DunningSettings {
  const usual = RECEIVABLES_DEFAULT.dunning;
  const fields = fieldsOf(spot, ['minimum', 'pause_days', 'never', 'pay_within_days', 'pay_to', 'contact']);
  const payTo = optional(fields, 'pay_to', textOf);
  const contact = optional(fields, 'contact', textOf);
  return {
    minimum: optional(fields, 'minimum', (one) => amountOf(one, currency)) ?? usual.minimum,
    pauseDays: optional(fields, 'pause_days', daysOf) ?? usual.pauseDays,
    never: optional(fields, 'never', (one) => membersOf(one).map(textOf)) ?? usual.never,
    payWithinDays: optional(fields, 'pay_within_days', daysOf) ?? usual.payWithinDays,
    ...(payTo === undefined ? {} : { payTo }),
    ...(contact === undefined ? {} : { contact }),
  };
}

function readForecast(spot: Spot, currency: Currency): ForecastSettings {
  const usual = RECEIVABLES_DEFAULT.forecast;
  const fields = fieldsOf(spot, ['weeks', 'reserve', 'payments']);
  const reserve = optional(fields, 'reserve', (one) => amountOf(one, currency));
  return {
    weeks: optional(fields, 'weeks', weeksOf) ?? usual.weeks,
    payments: optional(fields, 'payments', (one) => membersOf(one).map((each) => readPayment(each, currency))) ?? [],
    ...(reserve === undefined ? {} : { reserve }),
  };
}

/** `{ on: 2026-07-15, amount: 70000.00, what: 工资 }` */
function readPayment(spot: Spot, currency: Currency): PlannedPayment {
  const fields = fieldsOf(spot, ['on', 'amount', 'what']);
  const what = optional(fields, 'what', textOf);
  return {
    on: dayOfSpot(fields.need('on')),
    amount: amountOf(fields.need('amount'), currency),
    ...(what === undefined ? {} : { what }),
  };
}

function dayOfSpot(spot: Spot): Day {
  return parseDay(textOf(spot)) ?? refuse(spot, 'one-day');
}

function weeksOf(spot: Spot): number {
  const weeks = daysOf(spot);
  return weeks >= 1 && weeks <= WEEKS_MAX ? weeks : refuse(spot, 'weeks');
}

function optional<T>(fields: Fields, key: string, read: (spot: Spot) => T): T | undefined {
  const spot = fields.get(key);
  return spot === undefined ? undefined : read(spot);
}
