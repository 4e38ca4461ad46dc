import { describe, expect, it } from 'vitest';

import { CNY } from '../../../src/model/currency.ts';
import type { Day, Moment } from '../../../src/model/day.ts';
import type { OpenBankLine } from '../../../src/model/match.ts';
import { minor } from '../../../src/model/money.ts';
import type { DayLine, DaySum } from '../../../src/match/index.ts';
import { passesCalled, refsOf, searched } from '../search-worlds.ts';

const dayOf = (on: number): Day => `2026-06-${String(on).padStart(2, '0')}` as Day;

/** Days in a row from the 2nd on, each due the day after: the amounts of their lines by name, and their credits. */
function world(days: readonly Readonly<Record<string, number>>[], credits: readonly number[]) {
  const lines = days.flatMap((own, at) =>
    Object.entries(own).map(([ref, net], index): DayLine => ({
      ...{ id: at * 100 + index + 1, ref, day: dayOf(at + 2), kind: 'sale', currency: CNY, net: minor(net) },
    })),
  );
  const sums = days.map((own, at): DaySum => ({
    ...{ currency: CNY, day: dayOf(at + 2), lines: Object.keys(own).length },
    net: minor(Object.values(own).reduce((sum, net) => sum + net, 0)),
    dueOn: dayOf(at + 3),
    lastOn: dayOf(at + 3),
  }));
  const came = credits.map((amount, at): OpenBankLine => ({
    ...{ id: at + 1, accountId: 9, ref: `B${String(at + 1)}`, currency: CNY, counterparty: '财付通' },
    bookedAt: dayOf(at + 3) as unknown as Moment,
    amount: minor(amount),
  }));
  return { days: sums, lines, credits: came };
}

/** The suggestions for one credit, best first, without the days and the credit itself. */
function movedFor(credit: string, draft: ReturnType<typeof world>): readonly string[] {
  const { suggestions } = searched(draft, passesCalled('whole-days-moved'));
  return suggestions
    .filter((one) => refsOf(one).includes(credit))
    .toSorted((one, other) => one.suggestion.rank - other.suggestion.rank)
    .map((one) =>
      refsOf(one)
        .filter((ref) => ref !== credit && !ref.startsWith('day:'))
        .join(' '),
    );
}

describe('credits that pay what the one before left out', () => {
  it('go before one older line that fits by chance', () => {
    const draft = world(
      [{ a: 30_218, b: 9_841, c: 26_364 }, { d: 20_377, e: 35_612, f: 31_164 }, { g: 54_205 }],
      [36_205, 96_994, 74_582],
    );
    // 969.94 = 871.53 + a − d, and 871.53 + b.
    expect(movedFor('B2', draft).slice(0, 2)).toEqual(['a d', 'b']);
    expect(movedFor('B3', draft)[0]).toBe('d');
  });

  const chain = world(
    [
      { a: 19_681, a2: 83_210, a3: 41_937 },
      { b: 1_481, c: 16_699, b2: 91_173, b3: 77_351, b4: 52_013 },
      { d: 4_960, e: 12_823, d2: 88_411, d3: 67_907, d4: 71_389 },
      { f: 60_613, f2: 43_021 },
    ],
    [125_147, 238_717 + 19_681 - 18_180, 245_490 + 18_180 - 17_783, 103_634 + 17_783],
  );

  it('may come to more than three lines in one credit', () => {
    expect(movedFor('B3', chain)[0]).toBe('b c d e');
    expect(movedFor('B4', chain)[0]).toBe('d e');
  });

  it('are no payments a little off, though each of them is near what its day came to', () => {
    const { proposals } = searched(chain, passesCalled('whole-days-moved', 'whole-day-near-amount'));
    expect(proposals).toEqual([]);
  });

  it('are two at least: one alone has only its own moves', () => {
    const alone = world([{ a: 1_000, b: 2_000, c: 4_000 }], [5_000]);
    expect(movedFor('B1', alone)).toEqual(['b']);
  });
});
