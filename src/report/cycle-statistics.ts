import { Decimal, plus, ZERO, type Minor } from '../model/money.ts';

/** How long something took, over all cases. Ranks are nearest ranks: a number of days that really occurred. */
export interface Lags {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly max: number;
}

/** How long some money took, and how much of it. */
export interface WeightedLag {
  readonly days: number;
  readonly amount: Minor;
}

/** The mean of the days by the money that took them, with one decimal; undefined where there is none. */
export function weightedMean(lags: readonly WeightedLag[]): number | undefined {
  const total = plus(ZERO, ...lags.map(({ amount }) => amount));
  if (total <= 0) return undefined;
  const sum = lags.reduce((days, lag) => days.plus(new Decimal(lag.amount).times(lag.days)), new Decimal(0));
  return sum.dividedBy(total).toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toNumber();
}

/** Days and how often each occurred. */
export type Histogram = ReadonlyMap<number, number>;

export function histogramOf(days: readonly number[]): Histogram {
  const counts = new Map<number, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}

/** Undefined where there is nothing to measure. The mean has one decimal. */
export function lagsOf(histogram: Histogram): Lags | undefined {
  const days = [...histogram].sort(([left], [right]) => left - right);
  const count = days.reduce((total, [, times]) => total + times, 0);
  const last = days.at(-1);
  if (last === undefined) return undefined;
  const total = days.reduce((sum, [day, times]) => sum + day * times, 0);
  const at = (share: number): number => {
    let seen = 0;
    return days.find(([, times]) => (seen += times) >= Math.ceil(count * share))?.[0] ?? last[0];
  };
  return {
    mean: new Decimal(total).dividedBy(count).toDecimalPlaces(1).toNumber(),
    p50: at(0.5),
    p90: at(0.9),
    max: last[0],
  };
}

/** Days from an order's payment to its settlement line, by account and currency: calendar and working days. */
export interface OrderLag {
  readonly calendar: Map<number, number>;
  readonly working: Map<number, number>;
}
