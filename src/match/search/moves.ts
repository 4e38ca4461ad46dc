import { LIMITS } from './limits.ts';

/** Answers of one size: how many there are, how many chance gives, and the first of them as ascending indices. */
export interface MoveAnswer {
  readonly size: number;
  readonly count: number;
  readonly coincidences: number;
  readonly answers: readonly (readonly number[])[];
}

export interface MoveOptions {
  /** The step that prices are a multiple of. */
  readonly grid?: number;
  /** At most so many, three in any case. */
  readonly most?: number;
  /** Larger answers are looked for though there are smaller ones. */
  readonly isEverySize?: boolean;
}

/** How far around the sum its density is measured, in steps of the amounts' grid. */
const NEAR = 500;

/**
 * Which one, two or three of some amounts come to a sum (MATCHING.md 5, step 3): the few lines by which a window and a
 * credit differ. Sizes are tried from one on, until a size has answered unless every size is asked for. Counted exactly; listed only where they are
 * few enough. Three are looked for among at most `LIMITS.tripleLines`.
 */
export function findMoves(
  amounts: readonly number[],
  sum: number,
  { grid = 1, most = 3, isEverySize = false }: MoveOptions = {},
): readonly MoveAnswer[] {
  const sorted = amounts.map((amount, index) => ({ amount, index })).sort(byAmount);
  const found: MoveAnswer[] = [];
  for (const size of [1, 2, 3] as const) {
    if (size > most || isTooMany(size, amounts)) break;
    const count = countOf(sorted, size, { low: sum, high: sum });
    const reach = NEAR * grid;
    const near = countOf(sorted, size, { low: sum - reach, high: sum + reach }) - count;
    found.push({
      size,
      count,
      coincidences: near / (2 * NEAR),
      answers: count === 0 || count > LIMITS.listedSubsets ? [] : listOf(sorted, size, sum),
    });
    if (count > 0 && !isEverySize) break;
  }
  return found;
}

function isTooMany(size: number, amounts: readonly number[]): boolean {
  return size === 3 && amounts.length > LIMITS.tripleLines;
}

interface Placed {
  readonly amount: number;
  readonly index: number;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function byAmount(one: Placed, other: Placed): number {
  return one.amount - other.amount || one.index - other.index;
}

/** Each size is the one below it, once for every amount as the smallest of the answer. */
function countOf(sorted: readonly Placed[], size: 1 | 2 | 3, { low, high }: Range): number {
  if (size === 1) return firstFrom(sorted, high + 1, 0) - firstFrom(sorted, low, 0);
  if (size === 2) return countPairs(sorted, 0, { low, high });
  return sorted.reduce(
    (total, { amount }, at) => total + countPairs(sorted, at + 1, { low: low - amount, high: high - amount }),
    0,
  );
}

/** Pairs from `start` on: while the smaller one rises, both ends of what fits beside it fall. */
function countPairs(sorted: readonly Placed[], start: number, { low, high }: Range): number {
  let from = sorted.length;
  let to = sorted.length;
  let total = 0;
  for (let at = start; at < sorted.length; at += 1) {
    const amount = sorted[at]?.amount ?? 0;
    while (from > start && (sorted[from - 1]?.amount ?? 0) >= low - amount) from -= 1;
    while (to > start && (sorted[to - 1]?.amount ?? 0) > high - amount) to -= 1;
    total += Math.max(0, to - Math.max(from, at + 1));
  }
  return total;
}

function listOf(sorted: readonly Placed[], size: number, sum: number, start = 0): readonly (readonly number[])[] {
  if (size === 1) {
    const from = firstFrom(sorted, sum, start);
    return sorted.slice(from, firstFrom(sorted, sum + 1, start)).map(({ index }) => [index]);
  }
  return sorted
    .slice(start)
    .flatMap(({ amount, index }, at) =>
      listOf(sorted, size - 1, sum - amount, start + at + 1).map((rest) =>
        [index, ...rest].sort((one, other) => one - other),
      ),
    );
}

/** The first place from `start` on whose amount is at least `least`. */
function firstFrom(sorted: readonly Placed[], least: number, start: number): number {
  let [low, high] = [start, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.amount ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
