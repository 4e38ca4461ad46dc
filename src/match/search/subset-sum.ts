import { invariant } from '../../model/problem.ts';
import { LIMITS, type LimitName } from './limits.ts';
import type { SearchWorld } from './world.ts';

/** Amounts (signed minor units) and what some of them should come to. */
export interface SubsetQuestion {
  /** At most `LIMITS.searchLines`, in a total order: answers are listed by it. */
  readonly amounts: readonly number[];
  readonly target: number;
  /** A sum this far from the target still counts. */
  readonly tolerance: number;
}

export interface SubsetAnswer {
  /** The exact number of subsets, the empty one aside. */
  readonly count: number;
  /** How many of them are to be expected by chance, told by how many sums lie near the target. */
  readonly coincidences: number;
  /** All of them, each as ascending indices, where they are few enough to be listed (`LIMITS.listedSubsets`). */
  readonly subsets: readonly (readonly number[])[];
}

/** So many rows one search looks at: the limit, or what the rules say when that is less. */
function linesMax({ rules }: SearchWorld): number {
  return Math.min(LIMITS.searchLines, rules.subsetLines);
}

/** Sums that one search makes. */
function sumsOf(lines: number): number {
  return 2 * 2 ** Math.ceil(lines / 2);
}

/**
 * Which searches of a pass are made, asked in their order: those of up to as many rows as may be taken without a person
 * always, larger ones while there is room for them. So no books keep a night's run waiting.
 */
export function searchRoom(world: SearchWorld): (lines: number) => LimitName | undefined {
  let used = 0;
  return (lines) => {
    if (lines > linesMax(world)) return 'searchLines';
    if (lines <= world.rules.autoLines) return undefined;
    used += sumsOf(lines);
    return used > LIMITS.searchSums ? 'searchSums' : undefined;
  };
}

/** Few enough rows, and little enough chance, for the only answer to be taken without a person. */
export function isFew(lines: number, { coincidences }: SubsetAnswer, { rules }: SearchWorld): boolean {
  return lines <= rules.autoLines && rules.coincidences.greaterThan(coincidences);
}

/** How far around the target the density of sums is measured, in steps of the grid; less where all sums lie nearer. */
const NEAR = 500;

/**
 * Which subsets of some amounts come to a target: meet in the middle over sorted half sums, walked by two pointers
 * (Horowitz and Sahni 1974). Exact: every subset is counted, 2^(n/2) work and memory; negatives and tolerances are
 * allowed. Chance is measured on the amounts' own grid (prices like x9.90 fall on few sums), and on plain minor units:
 * the larger of the two is the answer.
 */
export function countSubsets({ amounts, target, tolerance }: SubsetQuestion): SubsetAnswer {
  invariant(amounts.length <= LIMITS.searchLines, 'a subset search stays within its limit');
  const middle = amounts.length >> 1;
  const left = amounts.slice(0, middle);
  const right = amounts.slice(middle);
  const halves = { left: halfSums(left), right: halfSums(right) };
  const within = (reach: number): number =>
    countIn(halves, target - reach, target + reach) - (Math.abs(target) <= reach ? 1 : 0);
  const count = within(tolerance);
  const spread = amounts.reduce((sum, amount) => sum + Math.abs(amount), 0);
  const chance = (step: number): number => {
    const steps = Math.min(NEAR, Math.max(1, Math.floor(spread / (4 * step))));
    const reach = Math.max(steps * step, tolerance * 2 + 1);
    const wide = Math.floor(reach / step) - Math.floor(tolerance / step);
    const tight = 2 * Math.floor(tolerance / step) + 1;
    return wide <= 0 ? 0 : ((within(reach) - count) / (2 * wide)) * tight;
  };
  const grid = gridOf(amounts);
  return {
    count,
    coincidences: Math.max(chance(1), grid > 1 ? chance(grid) : 0),
    subsets:
      count === 0 || count > LIMITS.listedSubsets
        ? []
        : listIn(halves, { low: target - tolerance, high: target + tolerance, left, right }),
  };
}

interface Halves {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/**
 * The sums of all subsets, ascending. Every amount doubles the list: the sums without it and those with it are merged,
 * so nothing is ever sorted.
 */
function halfSums(amounts: readonly number[]): Float64Array {
  return amounts.reduce(merged, new Float64Array(1));
}

function merged(sums: Float64Array, amount: number): Float64Array {
  const size = sums.length;
  const both = new Float64Array(size * 2);
  let without = 0;
  let having = 0;
  let at = 0;
  while (without < size && having < size) {
    const plain = sums[without] ?? 0;
    const added = (sums[having] ?? 0) + amount;
    const isPlain = plain <= added;
    both[at] = isPlain ? plain : added;
    at += 1;
    if (isPlain) without += 1;
    else having += 1;
  }
  both.set(sums.subarray(without), at);
  for (at += size - without; having < size; at += 1, having += 1) both[at] = (sums[having] ?? 0) + amount;
  return both;
}

/** While one half's sums rise, both ends of what fits in the other half fall: no pair is looked at twice. */
function countIn({ left, right }: Halves, low: number, high: number): number {
  let from = right.length;
  let to = right.length;
  let total = 0;
  for (const sum of left) {
    while (from > 0 && (right[from - 1] ?? 0) >= low - sum) from -= 1;
    while (to > 0 && (right[to - 1] ?? 0) > high - sum) to -= 1;
    total += to - from;
  }
  return total;
}

interface Wanted {
  readonly low: number;
  readonly high: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The same walk for the few pairs of half sums that fit; which amounts make each is worked out only for those. */
function listIn(halves: Halves, { low, high, left, right }: Wanted): readonly (readonly number[])[] {
  const pairs = new Map<string, readonly [number, number]>();
  let from = halves.right.length;
  for (const sum of halves.left) {
    while (from > 0 && (halves.right[from - 1] ?? 0) >= low - sum) from -= 1;
    for (let to = from; to < halves.right.length && (halves.right[to] ?? 0) <= high - sum; to += 1)
      pairs.set(`${sum} ${halves.right[to] ?? 0}`, [sum, halves.right[to] ?? 0]);
  }
  return [...pairs.values()]
    .flatMap(([one, other]) =>
      subsetsOf(left, one).flatMap((first) =>
        subsetsOf(right, other).map((second) => [...first, ...second.map((index) => index + left.length)]),
      ),
    )
    .filter((subset) => subset.length > 0)
    .sort(byIndices);
}

/** Every subset of one half with exactly this sum, by trying all: called for the few sums that are listed. */
function subsetsOf(amounts: readonly number[], wanted: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  const set: number[] = [];
  const walk = (at: number, rest: number): void => {
    if (at === amounts.length) {
      if (rest === 0) found.push([...set]);
      return;
    }
    walk(at + 1, rest);
    set.push(at);
    walk(at + 1, rest - (amounts[at] ?? 0));
    set.pop();
  };
  walk(0, wanted);
  return found;
}

/** Earlier amounts first: of two subsets the one that holds the earlier amount. */
function byIndices(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const apart = (one[at] ?? 0) - (other[at] ?? 0);
    if (apart !== 0) return apart;
  }
  return one.length - other.length;
}

/** The largest step that every amount is a multiple of. */
export function gridOf(amounts: readonly number[]): number {
  const step = amounts.reduce((common, amount) => commonDivisor(common, Math.abs(amount)), 0);
  return Math.max(1, step);
}

function commonDivisor(one: number, other: number): number {
  let [left, right] = [one, other];
  while (right !== 0) [left, right] = [right, left % right];
  return left;
}
