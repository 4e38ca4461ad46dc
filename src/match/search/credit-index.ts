import type { OpenBankLine } from '../../model/match.ts';
import { applyRate, type Minor } from '../../model/money.ts';
import { groupBy } from './competing.ts';
import { numbersOf } from './numbers.ts';
import { arriving, type WalletPayout } from './payout-fit.ts';
import type { SearchWorld } from './world.ts';

/** Bank credits found by what a payout knows of them, so that no pass compares all with all. Answers are indices. */
export interface CreditIndex {
  readonly byAmount: (payout: WalletPayout) => readonly number[];
  /** Amounts at most the tolerance apart. */
  readonly byNearAmount: (payout: WalletPayout) => readonly number[];
  readonly byNumbers: (numbers: readonly string[]) => readonly number[];
}

export function indexCredits(credits: readonly OpenBankLine[], world: SearchWorld): CreditIndex {
  const places = credits.map((credit, index) => ({ credit, index }));
  const sorted = new Map(
    [...groupBy(places, ({ credit }) => credit.currency)].map(([currency, own]) => [
      currency,
      own.toSorted((one, other) => one.credit.amount - other.credit.amount || one.index - other.index),
    ]),
  );
  const between = (payout: WalletPayout, reach: number): readonly number[] => {
    const own = sorted.get(payout.payout.currency) ?? [];
    const due = arriving(payout);
    const found: number[] = [];
    for (let at = firstFrom(own, due - reach); at < own.length; at += 1) {
      const place = own[at];
      if (!place || place.credit.amount > due + reach) break;
      found.push(place.index);
    }
    return found.sort((one, other) => one - other);
  };
  let numbered: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    byAmount: (payout) => between(payout, 0),
    byNearAmount: (payout) => between(payout, reachOf(arriving(payout), world)),
    byNumbers: (numbers) => {
      numbered ??= numberIndex(credits);
      const index = numbered;
      return [...new Set(numbers.flatMap((number) => index.get(number) ?? []))].sort((one, other) => one - other);
    },
  };
}

/** How far a credit may be from its payout: the larger of share and amount. */
export function reachOf(due: Minor, { tolerance }: SearchWorld): number {
  return Math.max(tolerance.payoutAmount, applyRate(due, tolerance.payoutShare, 'down'));
}

function numberIndex(credits: readonly OpenBankLine[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  credits.forEach((credit, at) => {
    for (const number of creditNumbers(credit)) {
      const known = index.get(number);
      if (known) known.push(at);
      else index.set(number, [at]);
    }
  });
  return index;
}

/** The numbers a bank line's words hold, and its own reference. */
export function creditNumbers(credit: OpenBankLine): readonly string[] {
  return numbersOf(`${credit.memo ?? ''} ${credit.reference ?? ''}`);
}

/** The first place whose amount is at least `least`, by halving. */
function firstFrom(own: readonly { readonly credit: OpenBankLine }[], least: number): number {
  let [low, high] = [0, own.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((own[middle]?.credit.amount ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
