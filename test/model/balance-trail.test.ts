import { describe, expect, it } from 'vitest';

import { trailOf } from '../../src/model/balance-trail.ts';

/** Each row as what it moved and the balance after it. */
const trail = (rows: readonly (readonly [number, number])[], wanted?: number): unknown =>
  trailOf(
    rows.map(([amount, balance]) => ({ amount, balance })),
    wanted,
  );

describe('rows of one day without an order of their own', () => {
  it('follow when the balances lead from one to the next, whatever the order they are met in', () => {
    // 1100 → 1400 → 1900 → 1700.
    expect(
      trail([
        [300, 1400],
        [-200, 1700],
        [500, 1900],
      ]),
    ).toEqual({ start: 1100, end: 1700 });
  });

  it('don’t when one is missing between them', () => {
    expect(
      trail([
        [300, 1400],
        [-200, 1700],
      ]),
    ).toBeUndefined();
  });

  it('that come back to their balance begin with the one that is wanted, where they pass it', () => {
    const there: readonly (readonly [number, number])[] = [
      [50, 150],
      [-50, 100],
    ];
    expect(trail(there, 150)).toEqual({ start: 150, end: 150 });
    expect(trail(there, 100)).toEqual({ start: 100, end: 100 });
    expect(trail(there, 70)).toEqual({ start: 100, end: 100 });
  });

  it('may pass a balance twice, and rows of nothing change none', () => {
    expect(
      trail([
        [10, 110],
        [0, 110],
        [-10, 100],
        [10, 110],
      ]),
    ).toEqual({ start: 100, end: 110 });
  });

  it('that fall into two circles hang together by nothing', () => {
    expect(
      trail([
        [50, 150],
        [-50, 100],
        [7, 57],
        [-7, 50],
      ]),
    ).toBeUndefined();
  });

  it('of none there is nothing to say', () => {
    expect(trail([])).toBeUndefined();
  });
});
