import type { Day } from './day.ts';
import { addDays } from './day.ts';

/** What one statement of an account covers. Balances where it has them. */
export interface CoveredSpan {
  readonly from: Day;
  readonly to: Day;
  readonly opening?: number;
  readonly closing?: number;
}

export interface Gap {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The days between covered days (and, with `period`, those of the period) that no span covers. Days without a statement
 * between two whose balances meet had no movement: they are covered by the balances.
 */
export function gapsOf(spans: readonly CoveredSpan[], period?: Gap): readonly Gap[] {
  const sorted = [...spans].sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to));
  const [first] = sorted;
  if (!first) return period ? [period] : [];
  const gaps: Gap[] = [];
  if (period && period.from < first.from)
    gaps.push({ from: period.from, to: earlier(addDays(first.from, -1), period.to) });
  let reach = first.to;
  let last = first;
  for (const span of sorted) {
    const meets = span.opening !== undefined && span.opening === last.closing;
    if (span.from > addDays(reach, 1) && !meets) gaps.push({ from: addDays(reach, 1), to: addDays(span.from, -1) });
    if (span.to >= reach) {
      reach = span.to;
      last = span;
    }
  }
  if (period && period.to > reach) gaps.push({ from: later(addDays(reach, 1), period.from), to: period.to });
  return gaps;
}

function earlier(left: Day, right: Day): Day {
  return left < right ? left : right;
}

function later(left: Day, right: Day): Day {
  return left > right ? left : right;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
