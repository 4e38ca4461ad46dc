import type { Currency } from '../model/currency.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import { byKey } from './columns.ts';

/** How many items share a key, and what they come to, in one currency. */
export interface Tally {
  readonly key: string;
  readonly currency: Currency;
  readonly count: number;
  readonly amount: Minor;
}

/** What one item adds. */
export interface Tallied {
  readonly key: string;
  readonly currency: Currency;
  /** Nothing where the item has no amount. */
  readonly amount: Minor | undefined;
  /** How many they are, where they are several. */
  readonly count?: number;
}

/** Items by key and currency, in order of both. `of` names an item's key and amount. */
export function tally<T>(items: readonly T[], of: (item: T) => Tallied): readonly Tally[] {
  const tallies = new Map<string, Map<Currency, Tally>>();
  for (const item of items) {
    const { key, currency, amount = ZERO, count = 1 } = of(item);
    const own = tallies.get(key) ?? new Map<Currency, Tally>();
    const before = own.get(currency) ?? { key, currency, count: 0, amount: ZERO };
    own.set(currency, { ...before, count: before.count + count, amount: plus(before.amount, amount) });
    tallies.set(key, own);
  }
  const all = [...tallies.values()].flatMap((own) => [...own.values()]);
  return all.sort(byKey((one) => `${one.key}\n${one.currency}`));
}
