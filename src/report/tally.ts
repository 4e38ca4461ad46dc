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
}

/** Items by key and currency, in order of both. `of` names an item's key and amount. */
export function tally<T>(items: readonly T[], of: (item: T) => Tallied): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const item of items) {
    const { key, currency, amount } = of(item);
    const before = tallies.get(`${key}\n${currency}`) ?? { key, currency, count: 0, amount: ZERO };
    const sum = plus(before.amount, amount ?? ZERO);
    tallies.set(`${key}\n${currency}`, { ...before, count: before.count + 1, amount: sum });
  }
  return [...tallies.values()].sort(byKey((one) => `${one.key}\n${one.currency}`));
}
