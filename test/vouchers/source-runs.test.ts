import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { SourceRuns } from '../../src/model/voucher.ts';
import { changedRuns } from '../../src/vouchers/source-runs.ts';

/* Which rows of files two vouchers don't share. */

const lines = fc.array(fc.integer({ min: 2, max: 40 }), { maxLength: 25 });
const files = fc.tuple(lines, lines).map(([one, other]) => ({ 'a.csv': new Set(one), 'b.csv': new Set(other) }));
type Files = Readonly<Record<'a.csv' | 'b.csv', ReadonlySet<number>>>;

function runsOf(rows: Files): readonly SourceRuns[] {
  return Object.entries(rows).flatMap(([file, own]) =>
    [...own].map((line): SourceRuns => ({ file, runs: [[line, line]] })),
  );
}

function rowsOf(runs: readonly SourceRuns[]): readonly string[] {
  return runs.flatMap(({ file, runs: own }) =>
    own.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => `${file}:${from + at}`)),
  );
}

test('the rows that only one has, each once; all of them where both have the same', () => {
  fc.assert(
    fc.property(files, files, (now, before) => {
      const [left, right] = [rowsOf(runsOf(now)), rowsOf(runsOf(before))];
      const alone = [...left.filter((row) => !right.includes(row)), ...right.filter((row) => !left.includes(row))];
      const found = rowsOf(changedRuns(runsOf(now), runsOf(before)));
      expect([...found].sort()).toEqual([...(alone.length === 0 ? left : alone)].sort());
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});
