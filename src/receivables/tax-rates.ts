import type { Day } from '../model/day.ts';
import { Decimal, minor, minus, type Minor } from '../model/money.ts';

interface RateSpan {
  readonly rate: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * Rates of value-added tax 增值税 and the days on which they hold: 17 % became 16 % on 2018-05-01 and 13 % on
 * 2019-04-01, 11 % became 10 % and 9 % on the same days, 13 % was also the lower rate until 2017-06-30; 1 % is granted
 * to small-scale payers until 2027-12-31 (DOMAIN.md 1.8).
 */
const RATES: readonly RateSpan[] = [
  { rate: '0' },
  { rate: '0.01', from: '2020-03-01', to: '2027-12-31' },
  { rate: '0.015' },
  { rate: '0.03' },
  { rate: '0.05' },
  { rate: '0.06' },
  { rate: '0.09', from: '2019-04-01' },
  { rate: '0.10', from: '2018-05-01', to: '2019-03-31' },
  { rate: '0.11', to: '2018-04-30' },
  { rate: '0.13', from: '2019-04-01' },
  { rate: '0.13', to: '2017-06-30' },
  { rate: '0.16', from: '2018-05-01', to: '2019-03-31' },
  { rate: '0.17', to: '2018-04-30' },
];
/** Which rates are current where an invoice has no day. */
const CURRENT = '2026-01-01';

/** Is it a rate of the day? */
export function isTaxRate(rate: Decimal, on: Day | undefined): boolean {
  const day: string = on ?? CURRENT;
  return RATES.some(
    ({ rate: known, from, to }) =>
      rate.equals(known) && (from === undefined || from <= day) && (to === undefined || day <= to),
  );
}

export interface TaxSplit {
  readonly net: Minor;
  readonly tax: Minor;
}

/** 价税分离: net = gross ÷ (1 + rate), half-up; tax is the rest. */
export function splitTax(gross: Minor, rate: Decimal): TaxSplit {
  const net = minor(new Decimal(gross).dividedBy(rate.plus(1)).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
  return { net, tax: minus(gross, net) };
}
