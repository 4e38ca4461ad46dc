import type { Currency } from '../model/currency.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { byKey } from './columns.ts';
import type { Standing } from './standing.ts';

/** The sides of a reconciliation, in the order the money takes; each is of one sign. */
export const SIDES = [
  'orders',
  'platform_sales',
  'platform_refunds',
  'platform_payouts',
  'bank_in',
  'bank_out',
] as const;
export type Side = (typeof SIDES)[number];

/** How many items, and what they come to. */
export interface Sum {
  readonly count: number;
  readonly amount: Minor;
}

export const NO_SUM: Sum = { count: 0, amount: ZERO };

export function add(left: Sum, right: Sum): Sum {
  return { count: left.count + right.count, amount: plus(left.amount, right.amount) };
}

export function take(from: Sum, sum: Sum): Sum {
  return { count: from.count - sum.count, amount: minus(from.amount, sum.amount) };
}

/** One side in one currency, of one platform (empty where it has none). */
export interface SideKey {
  readonly side: Side;
  readonly currency: Currency;
  readonly platform: string;
}

/** What the stored rows come to, and where each of them stands; the two are counted apart and must agree. */
export interface SideSums extends SideKey {
  /** All stored items, counted where the rows lie. */
  readonly stored: Sum;
  readonly standings: Readonly<Record<Standing, Sum>>;
}

/** Gathers sums by side, currency and platform. */
export interface SideBook {
  readonly store: (key: SideKey, sum: Sum) => void;
  readonly stand: (key: SideKey, standing: Standing, sum: Sum) => void;
  readonly sums: () => readonly SideSums[];
}

export function newSideBook(): SideBook {
  const all = new Map<string, SideSums>();
  const at = (key: SideKey): SideSums =>
    all.get(nameOf(key)) ?? {
      ...key,
      stored: NO_SUM,
      standings: { matched: NO_SUM, open: NO_SUM, finding: NO_SUM, nothing: NO_SUM },
    };
  return {
    store(key, sum) {
      const one = at(key);
      all.set(nameOf(key), { ...one, stored: add(one.stored, sum) });
    },
    stand(key, standing, sum) {
      const one = at(key);
      const standings = { ...one.standings, [standing]: add(one.standings[standing], sum) };
      all.set(nameOf(key), { ...one, standings });
    },
    sums: () => [...all.values()].filter(hasItems).sort(byKey(nameOf)),
  };
}

/** The same sums with platforms put together. */
export function acrossPlatforms(sums: readonly SideSums[]): readonly SideSums[] {
  const book = newSideBook();
  for (const { side, currency, stored, standings } of sums) {
    const key = { side, currency, platform: '' };
    book.store(key, stored);
    for (const [standing, sum] of Object.entries(standings)) book.stand(key, standing as Standing, sum);
  }
  return book.sums();
}

/** Whether what is stored is what was found to stand somewhere: nothing was lost and nothing counted twice. */
export function isConserved({ stored, standings }: SideSums): boolean {
  const { matched, open, finding, nothing } = standings;
  const found = add(add(matched, open), add(finding, nothing));
  return found.count === stored.count && found.amount === stored.amount;
}

export function sumOf(count: number, amount: number | null): Sum {
  return { count, amount: minor(amount ?? 0) };
}

function hasItems({ stored, standings }: SideSums): boolean {
  return stored.count > 0 || Object.values(standings).some((sum) => sum.count > 0);
}

function nameOf({ side, currency, platform }: SideKey): string {
  return `${SIDES.indexOf(side)}\n${currency}\n${platform}`;
}
