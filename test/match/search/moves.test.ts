import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findMoves } from '../../../src/match/search/moves.ts';

/** Every choice of one, two or three, one by one. */
function choices(amounts: readonly number[], size: number, sum: number, start = 0): readonly string[] {
  if (size === 0) return sum === 0 ? [''] : [];
  return amounts
    .slice(start)
    .flatMap((amount, at) =>
      choices(amounts, size - 1, sum - amount, start + at + 1).map((rest) => `${start + at} ${rest}`.trim()),
    );
}

describe('the few lines by which a window and a credit differ', () => {
  it('are those that trying every one, two and three finds, fewest first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -40, max: 60 }), { maxLength: 9 }),
        fc.integer({ min: -60, max: 120 }),
        (amounts, sum) => {
          for (const { size, count, answers } of findMoves(amounts, sum)) {
            const all = choices(amounts, size, sum);
            expect(count).toBe(all.length);
            if (count <= 64) expect(answers.map((one) => one.join(' ')).sort()).toEqual([...all].sort());
          }
        },
      ),
      { numRuns: 400, seed: 6 },
    );
  });

  it('one line is enough, so no two are looked for', () => {
    expect(findMoves([9_90, 19_90, 29_80], 29_80)).toMatchObject([{ size: 1, count: 1, answers: [[2]] }]);
  });

  it('three are not looked for among more lines than the limit', () => {
    const amounts = Array.from({ length: 161 }, (_, index) => 1_000 + index);
    expect(findMoves(amounts, 3_003).map(({ size }) => size)).toEqual([1, 2]);
    expect(findMoves(amounts.slice(0, 160), 3_003).map(({ size }) => size)).toEqual([1, 2, 3]);
  });
});
