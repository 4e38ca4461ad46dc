import { isMap } from 'yaml';

import type { Currency } from '../../model/currency.ts';
import {
  LATE_FEE_ROUNDINGS,
  type Grace,
  type LateFeeRate,
  type LateFeeSettings,
  type LateFeeTerms,
} from '../../model/late-fee-terms.ts';
import { Decimal } from '../../model/money.ts';
import { entriesOf, fieldsOf, isText, membersOf, refuse, type Fields, type Spot } from './nodes.ts';
import { amountOf, choiceOf, dayOf, daysOf, rateOf, textOf } from './values.ts';

/** 万分之五 a day, the usual contract clause (DOMAIN.md 3.4). */
const RATE_PER_DAY = '0.0005';
const USUAL: LateFeeTerms = { rates: [{ perDay: new Decimal(RATE_PER_DAY) }], rounding: 'total' };

const RATE_KEYS = ['rate_per_day', 'rate_per_year', 'year_days'];
const TERM_KEYS = [...RATE_KEYS, 'rates', 'grace_days', 'grace_mode', 'cap_ratio', 'min_fee', 'rounding'];
const GRACE_MODES = ['waive', 'deduct'] as const;
/** Interest is reckoned by the calendar's year or the bank's. */
const YEARS = ['365', '360'] as const;

/** `late_fee: { rate_per_day: 0.05%, … }`, or `late_fee: none`; `customers:` names those with another contract. */
export function readLateFee(spot: Spot | undefined, currency: Currency): LateFeeSettings {
  if (spot === undefined) return { lateFee: USUAL };
  if (isNone(spot)) return {};
  const fields = fieldsOf(spot, [...TERM_KEYS, 'customers']);
  const lateFee = readTerms(fields, USUAL, currency);
  const own = fields.get('customers');
  return { lateFee, ...(own === undefined ? {} : { lateFeeOf: readCustomers(own, lateFee, currency) }) };
}

function isNone(spot: Spot): boolean {
  return isText(spot) && textOf(spot) === 'none';
}

/** What a customer's entry doesn't name is as for everybody. */
function readCustomers(
  spot: Spot,
  usual: LateFeeTerms,
  currency: Currency,
): ReadonlyMap<string, LateFeeTerms | undefined> {
  if (!isMap(spot.node)) refuse(spot, 'map');
  const entries = entriesOf(spot, spot.node);
  return new Map(
    entries.map((entry) => [
      entry.key,
      isNone(entry) ? undefined : readTerms(fieldsOf(entry, TERM_KEYS), usual, currency),
    ]),
  );
}

function readTerms(fields: Fields, usual: LateFeeTerms, currency: Currency): LateFeeTerms {
  const grace = readGrace(fields, usual.grace);
  const capRatio = optional(fields, 'cap_ratio', rateOf) ?? usual.capRatio;
  const minFee = optional(fields, 'min_fee', (one) => amountOf(one, currency)) ?? usual.minFee;
  return {
    rates: readRates(fields, usual.rates),
    rounding: optional(fields, 'rounding', (one) => choiceOf(one, LATE_FEE_ROUNDINGS)) ?? usual.rounding,
    ...(grace === undefined ? {} : { grace }),
    ...(capRatio === undefined ? {} : { capRatio }),
    ...(minFee === undefined ? {} : { minFee }),
  };
}

function readGrace(fields: Fields, usual: Grace | undefined): Grace | undefined {
  const days = optional(fields, 'grace_days', daysOf) ?? usual?.days;
  const mode = fields.get('grace_mode');
  if (days === undefined) return mode === undefined ? undefined : refuse(mode, 'grace-days');
  return { days, mode: mode === undefined ? (usual?.mode ?? 'waive') : choiceOf(mode, GRACE_MODES) };
}

/** One rate for ever, or `rates:` with the days each holds, none of which may have two; not both. */
function readRates(fields: Fields, usual: readonly LateFeeRate[]): readonly LateFeeRate[] {
  const list = fields.get('rates');
  const single = readRate(fields);
  if (list === undefined) return single === undefined ? usual : [single];
  if (single !== undefined) refuse(list, 'late-fee-rates');
  const read = membersOf(list).map((spot) => ({ spot, rate: readDated(spot) }));
  const inTime = [...read].sort((left, right) => ((left.rate.from ?? '') < (right.rate.from ?? '') ? -1 : 1));
  inTime.forEach(({ spot, rate }, index) => {
    const before = inTime[index - 1]?.rate;
    if (before && (before.to === undefined || rate.from === undefined || rate.from <= before.to)) {
      refuse(spot, 'fee-days');
    }
  });
  return inTime.length === 0 ? refuse(list, 'list') : inTime.map(({ rate }) => rate);
}

function readDated(spot: Spot): LateFeeRate {
  const fields = fieldsOf(spot, ['from', 'to', ...RATE_KEYS]);
  const from = optional(fields, 'from', dayOf);
  const to = optional(fields, 'to', dayOf);
  const toSpot = fields.get('to');
  if (toSpot && from !== undefined && to !== undefined && from > to) refuse(toSpot, 'from-to');
  const rate = readRate(fields) ?? refuse(spot, 'late-fee-rates');
  return { ...rate, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** `rate_per_day: 0.05%`, or `rate_per_year: 18.25%` of `year_days` (365, or the banks' 360). */
function readRate(fields: Fields): LateFeeRate | undefined {
  const perDay = fields.get('rate_per_day');
  const perYear = fields.get('rate_per_year');
  const year = fields.get('year_days');
  if (perDay && perYear) refuse(perYear, 'late-fee-rates');
  if (year && !perYear) refuse(year, 'late-fee-rates');
  if (perDay) return { perDay: rateOf(perDay) };
  if (!perYear) return undefined;
  const rate = rateOf(perYear);
  const days = Number(year === undefined ? YEARS[0] : choiceOf(year, YEARS));
  return { perDay: rate.dividedBy(days), yearly: { rate, days } };
}

function optional<T>(fields: Fields, key: string, read: (spot: Spot) => T): T | undefined {
  const spot = fields.get(key);
  return spot === undefined ? undefined : read(spot);
}
