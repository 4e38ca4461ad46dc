import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../../src/demo/random.ts';
import { countSubsets } from '../../../src/match/search/subset-sum.ts';

/** Every subset one by one: the other program. */
function allSubsets(amounts: readonly number[], target: number, tolerance: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (let set = 1; set < 2 ** amounts.length; set += 1) {
    const indices = amounts.flatMap((_, index) => (Math.floor(set / 2 ** index) % 2 === 1 ? [index] : []));
    const sum = indices.reduce((total, index) => total + (amounts[index] ?? 0), 0);
    if (Math.abs(sum - target) <= tolerance) found.push(indices);
  }
  return found;
}

const cases = fc.record({
  amounts: fc.array(fc.integer({ min: -60, max: 120 }), { maxLength: 12 }),
  target: fc.integer({ min: -100, max: 400 }),
  tolerance: fc.integer({ min: 0, max: 3 }),
});

describe('subsets that come to a sum', () => {
  it('are as many as trying each of them finds, with negatives and tolerances', () => {
    fc.assert(
      fc.property(cases, ({ amounts, target, tolerance }) => {
        expect(countSubsets({ amounts, target, tolerance }).count).toBe(allSubsets(amounts, target, tolerance).length);
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('are listed as they are, in order, where there are at most sixty-four', () => {
    fc.assert(
      fc.property(cases, ({ amounts, target, tolerance }) => {
        const all = allSubsets(amounts, target, tolerance).map((subset) => subset.join(' '));
        const listed = countSubsets({ amounts, target, tolerance }).subsets.map((subset) => subset.join(' '));
        expect([...listed].sort()).toEqual(all.length > 64 ? [] : [...all].sort());
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  it('{1, 3} of {1, 2, 3}: not the first ones in order of date', () => {
    expect(countSubsets({ amounts: [7000, 1100, 1300], target: 8300, tolerance: 0 })).toMatchObject({
      count: 1,
      subsets: [[0, 2]],
    });
  });

  it('a refund among the rows is taken like any other', () => {
    expect(countSubsets({ amounts: [5000, -1200, 900], target: 4700, tolerance: 0 }).subsets).toEqual([[0, 1, 2]]);
  });

  it('nothing at all is no answer to nothing', () => {
    expect(countSubsets({ amounts: [], target: 0, tolerance: 0 }).count).toBe(0);
    expect(countSubsets({ amounts: [5, -5], target: 0, tolerance: 0 }).subsets).toEqual([[0, 1]]);
  });
});

/** Order values of a shop, log-normal around 90 yuan (MATCHING.md 5), and the sum of half of them. */
function shop(seed: number, lines: number): { readonly amounts: readonly number[]; readonly target: number } {
  const random = seededRandom(seed);
  const part = (): number => random.whole(1, 1_000_000) / 1_000_001;
  const amounts = Array.from({ length: lines }, () => {
    const normal = Math.sqrt(-2 * Math.log(part())) * Math.cos(2 * Math.PI * part());
    return Math.round(100 * Math.exp(4.2 + 0.7 * normal));
  });
  return { amounts, target: amounts.reduce((sum, amount, index) => (index % 2 === 0 ? sum + amount : sum), 0) };
}

describe('how many subsets chance makes', () => {
  it('grows with the lines, from nothing at ten to a handful at twenty', () => {
    const mean = (lines: number): number => {
      const rates = Array.from({ length: 20 }, (_, seed) => {
        const { amounts, target } = shop(seed + 1, lines);
        return countSubsets({ amounts, target, tolerance: 0 }).coincidences;
      });
      return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    };
    expect(mean(10)).toBeLessThan(0.1);
    expect(mean(20)).toBeGreaterThan(1);
  });

  it('foretells the number of answers to a few per cent where there are many', () => {
    for (const seed of [1, 2, 3]) {
      const { amounts, target } = shop(seed, 30);
      const { count, coincidences } = countSubsets({ amounts, target, tolerance: 0 });
      expect(Math.abs(count - coincidences) / count).toBeLessThan(0.05);
    }
  });

  it('is measured on the grid of the prices: round sums meet more often than their size tells', () => {
    const amounts = [100_000, 200_000, 300_000, 400_000, 500_000, 600_000];
    const { count, coincidences } = countSubsets({ amounts, target: 900_000, tolerance: 0 });
    expect(count).toBeGreaterThan(1);
    expect(coincidences).toBeGreaterThan(0.01);
  });
});

describe('the limit of the search', () => {
  it('forty-four lines are counted within two seconds', () => {
    const { amounts, target } = shop(7, 44);
    // Computing time: what else the machine does at the moment is none of it.
    const before = process.cpuUsage();
    const { count, subsets } = countSubsets({ amounts, target, tolerance: 0 });
    const { user, system } = process.cpuUsage(before);
    expect(count).toBeGreaterThan(1_000_000);
    expect(subsets).toEqual([]);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });

  it('one line more is refused, not tried', () => {
    const { amounts, target } = shop(7, 45);
    expect(() => countSubsets({ amounts, target, tolerance: 0 })).toThrow('within its limit');
  });
});
