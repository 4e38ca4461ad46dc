import { addDays, weekdayOf, type Day } from '../model/day.ts';
import { applyRate, minus, plus, ZERO, type Decimal, type Minor } from '../model/money.ts';

export interface ExpectedReceipt {
  readonly amount: Minor;
  readonly dueOn: Day;
  /** How many days late this customer usually pays. */
  readonly delayDays: number;
  /** From 0 to 1; undefined: it is sure to come. */
  readonly probability?: Decimal;
}

export interface DatedAmount {
  readonly on: Day;
  readonly amount: Minor;
}

export interface ForecastCase {
  readonly asOf: Day;
  readonly opening: Minor;
  readonly weeks: number;
  readonly receivables: readonly ExpectedReceipt[];
  readonly payouts: readonly DatedAmount[];
  readonly payments: readonly DatedAmount[];
  /** The line below which cash shouldn't fall; none where undefined. */
  readonly reserve?: Minor;
}

export interface ForecastWeek {
  /** A Monday; the first week holds `asOf`. */
  readonly from: Day;
  readonly cashIn: Minor;
  readonly cashOut: Minor;
  readonly closing: Minor;
  readonly belowReserve: boolean;
}

const WEEK = 7;

/**
 * Cash by weeks from Monday to Sunday (DOMAIN.md 3.13). What should have come or gone before `asOf` is expected on
 * that day; what lies beyond the last week isn't shown.
 */
export function cashForecast({ asOf, opening, weeks, reserve, ...facts }: ForecastCase): readonly ForecastWeek[] {
  const notBefore = (day: Day): Day => (day < asOf ? asOf : day);
  const cashIn = [
    ...facts.receivables.map(({ amount, dueOn, delayDays, probability }) => ({
      on: notBefore(addDays(dueOn, delayDays)),
      amount: probability === undefined ? amount : applyRate(amount, probability, 'half-up'),
    })),
    ...facts.payouts.map(({ on, amount }) => ({ on: notBefore(on), amount })),
  ];
  const cashOut = facts.payments.map(({ on, amount }) => ({ on: notBefore(on), amount }));
  const first = addDays(asOf, 1 - weekdayOf(asOf));
  const rows: ForecastWeek[] = [];
  let closing = opening;
  for (let week = 0; week < weeks; week += 1) {
    const from = addDays(first, week * WEEK);
    const moves = { cashIn: sumWithin(cashIn, from), cashOut: sumWithin(cashOut, from) };
    closing = minus(plus(closing, moves.cashIn), moves.cashOut);
    rows.push({ from, ...moves, closing, belowReserve: reserve !== undefined && closing < reserve });
  }
  return rows;
}

function sumWithin(amounts: readonly DatedAmount[], from: Day): Minor {
  const next = addDays(from, WEEK);
  return plus(ZERO, ...amounts.filter(({ on }) => on >= from && on < next).map(({ amount }) => amount));
}
