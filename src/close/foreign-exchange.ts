import type { Currency } from '../model/currency.ts';
import { inHomeMoney, minus, type Decimal, type Minor, type Money } from '../model/money.ts';

export type FxWord = 'gain' | 'loss' | 'none';

export interface RealisedFx {
  readonly booked: Minor;
  readonly settled: Minor;
  /** settled − booked. */
  readonly difference: Minor;
  readonly word: FxWord;
}

/** The realised difference 汇兑损益 of money booked at one rate and settled at another, or for what came in. */
export function realisedFx(booked: Minor, settled: Minor): RealisedFx {
  const difference = minus(settled, booked);
  return { booked, settled, difference, word: wordOf(difference) };
}

export interface Revaluation {
  readonly revalued: Minor;
  /** revalued − what the books carry. */
  readonly unrealised: Minor;
}

/** An open foreign amount at the rate of the month's end (期末调汇); the entry is taken back on the next day where a house does so. */
export function revalue(open: Money, carrying: Minor, rate: Decimal, home: Currency): Revaluation {
  const revalued = inHomeMoney(open, rate, home);
  return { revalued, unrealised: minus(revalued, carrying) };
}

function wordOf(difference: Minor): FxWord {
  if (difference === 0) return 'none';
  return difference > 0 ? 'gain' : 'loss';
}
