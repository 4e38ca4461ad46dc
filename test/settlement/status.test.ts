import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import { lagInWorkingDays, lateDays, payoutStatus, type PayoutFacts } from '../../src/settlement/index.ts';

const day = (text: string): Day => text as Day;
const facts: PayoutFacts = { expected: day('2026-03-09'), graceDays: 1, asOf: day('2026-03-31') };
const fen = (expected: number, actual: number): Partial<PayoutFacts> => ({
  expectedAmount: minor(expected),
  actualAmount: minor(actual),
});

describe('how a payout stands', () => {
  it.each([
    ['nothing came, due today', { asOf: day('2026-03-09') }, 'pending', 0],
    ['nothing came, within the grace', { asOf: day('2026-03-10') }, 'pending', 0],
    ['nothing came, past the grace', { asOf: day('2026-03-11') }, 'overdue', 2],
    ['it came after the day we ask for', { asOf: day('2026-03-20'), actual: day('2026-03-21') }, 'overdue', 11],
    ['it came on its day', { actual: day('2026-03-09') }, 'on_time', 0],
    ['it came within the grace', { actual: day('2026-03-10') }, 'on_time', 1],
    ['it came past the grace', { actual: day('2026-03-11') }, 'late', 2],
    ['it came before its day', { actual: day('2026-03-08') }, 'early', 0],
    ['a fen is missing', { actual: day('2026-03-09'), ...fen(100, 99) }, 'short', 0],
    ['a fen is missing, and late', { actual: day('2026-03-12'), ...fen(100, 99) }, 'short', 3],
    ['a fen too much', { actual: day('2026-03-09'), ...fen(100, 101) }, 'over', 0],
    ['the amount agrees', { actual: day('2026-03-09'), ...fen(100, 100) }, 'on_time', 0],
    ['in two credits', { actual: day('2026-03-09'), credits: 2 }, 'split', 0],
    ['in two credits, the last one late', { actual: day('2026-03-12'), credits: 2 }, 'late', 3],
    ['in one credit with another', { actual: day('2026-03-09'), payouts: 2 }, 'merged', 0],
  ])('%s', (_what, more, status, late) => {
    expect(payoutStatus({ ...facts, ...more })).toEqual({ status, lateDays: late });
  });
});

describe('lags', () => {
  const china = calendarFrom();

  it('a Friday to the Monday after is three days and one working day', () => {
    expect(lateDays(day('2026-03-06'), day('2026-03-09'))).toBe(3);
    expect(lateDays(day('2026-03-09'), day('2026-03-06'))).toBe(0);
    expect(lagInWorkingDays(day('2026-03-06'), day('2026-03-09'), china)).toBe(1);
    expect(lagInWorkingDays(day('2026-03-09'), day('2026-03-06'), china)).toBe(-1);
    expect(lagInWorkingDays(day('2026-03-06'), day('2026-03-06'), china)).toBe(0);
    expect(lagInWorkingDays(day('2026-09-30'), day('2026-10-10'), china)).toBe(3);
  });
});
