import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assign } from '../../../src/match/search/assignment.ts';

type Points = readonly (readonly (number | undefined)[])[];

/** The most points of any pairing, by trying every one. */
function most(points: Points, row = 0, used: ReadonlySet<number> = new Set()): number {
  if (row === points.length) return 0;
  const pairs = (points[row] ?? []).flatMap((value, column) =>
    value === undefined || used.has(column) ? [] : [value + most(points, row + 1, new Set([...used, column]))],
  );
  return Math.max(most(points, row + 1, used), ...pairs);
}

describe('the pairing with the most points', () => {
  it('has as many as the best of all pairings, and pairs nothing twice', () => {
    const value = fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined, freq: 3 });
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(grid, (points) => {
        const chosen = assign(points);
        const columns = chosen.flatMap((column) => column ?? []);
        expect(new Set(columns).size).toBe(columns.length);
        const total = chosen.reduce<number>(
          (sum, column, row) => sum + (column === undefined ? 0 : (points[row]?.[column] ?? Number.NaN)),
          0,
        );
        expect(total).toBe(most(points));
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  it('takes the second best of one so that both have a partner', () => {
    expect(
      assign([
        [90, 80],
        [85, undefined],
      ]),
    ).toEqual([1, 0]);
  });

  it('is not tried beyond its limit', () => {
    const points = Array.from({ length: 61 }, () => [1]);
    expect(() => assign(points)).toThrow('within its limit');
  });
});
