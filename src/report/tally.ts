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

/** Sums that items are added to one by one. */
export class Tallies {
  readonly #tallies = new Map<string, Map<Currency, Tally>>();

  add({ key, currency, amount }: Tallied): void {
    const own = this.#tallies.get(key) ?? new Map<Currency, Tally>();
    const before = own.get(currency) ?? { key, currency, count: 0, amount: ZERO };
    own.set(currency, { ...before, count: before.count + 1, amount: plus(before.amount, amount ?? ZERO) });
    this.#tallies.set(key, own);
  }

  /** By key and currency, in order of both. */
  list(): readonly Tally[] {
    const all = [...this.#tallies.values()].flatMap((own) => [...own.values()]);
    return all.sort(byKey((one) => `${one.key}\n${one.currency}`));
  }
}

/** Items by key and currency, in order of both. `of` names an item's key and amount. */
export function tally<T>(items: readonly T[], of: (item: T) => Tallied): readonly Tally[] {
  const tallies = new Tallies();
  for (const item of items) tallies.add(of(item));
  return tallies.list();
}
