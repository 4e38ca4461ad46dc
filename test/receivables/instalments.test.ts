import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import { instalmentsOf, instalmentStanding, type InstalmentPlan } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;
const plan: InstalmentPlan = {
  total: minor(1_000),
  count: 3,
  firstDueOn: day('2026-01-31'),
  stepMonths: 1,
  remainder: 'last',
};
const amountsOf = (one: InstalmentPlan): readonly number[] => instalmentsOf(one).map(({ amount }) => amount);

describe('parts of a plan', () => {
  it('what equal parts leave over goes to the last, to the first, or a unit each to the first ones', () => {
    expect(amountsOf(plan)).toEqual([333, 333, 334]);
    expect(amountsOf({ ...plan, remainder: 'first' })).toEqual([334, 333, 333]);
    expect(amountsOf({ ...plan, total: minor(1_001), remainder: 'spread' })).toEqual([334, 334, 333]);
    expect(amountsOf({ ...plan, total: minor(2), remainder: 'last' })).toEqual([0, 0, 2]);
  });

  it('are due from the first day on, not from the one before: a short month moves nothing', () => {
    expect(instalmentsOf({ ...plan, count: 4, stepMonths: 1 }).map(({ dueOn }) => dueOn)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
    expect(instalmentsOf({ ...plan, firstDueOn: day('2027-11-30'), stepMonths: 3 }).map(({ dueOn }) => dueOn)).toEqual([
      '2027-11-30',
      '2028-02-29',
      '2028-05-30',
    ]);
  });
});

describe('how a plan stands', () => {
  const schedule = instalmentsOf(plan);

  it('the due day is not overdue, and payments after the day asked for do not exist yet', () => {
    const payments = [{ on: day('2026-03-01'), amount: minor(333) }];
    expect(instalmentStanding(schedule, payments, day('2026-02-28'))).toMatchObject({ overdue: 333, advance: 0 });
    expect(instalmentStanding(schedule, payments, day('2026-03-01'))).toMatchObject({ overdue: 333 });
    expect(instalmentStanding(schedule, payments, day('2026-01-31'))).toMatchObject({
      overdue: 0,
      oneFifthReached: false,
    });
  });

  it('what is paid beyond the plan is an advance', () => {
    const stands = instalmentStanding(schedule, [{ on: day('2026-01-01'), amount: minor(1_200) }], day('2026-12-31'));
    expect(stands).toMatchObject({ overdue: 0, advance: 200, oneFifthReached: false });
  });

  it('a fifth is reached exactly, and not a unit below (Civil Code 634)', () => {
    const five = instalmentsOf({ ...plan, total: minor(1_000), count: 5 });
    expect(instalmentStanding(five, [], day('2026-02-01')).oneFifthReached).toBe(true);
    const less = [{ on: day('2026-01-15'), amount: minor(1) }];
    expect(instalmentStanding(five, less, day('2026-02-01')).oneFifthReached).toBe(false);
  });
});
