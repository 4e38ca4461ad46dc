import { describe, expect, it } from 'vitest';

import { dueDays } from '../../src/jobs/due-days.ts';
import type { ExpectedDay } from '../../src/jobs/earned-days.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { minor, ZERO } from '../../src/model/money.ts';

/** A day of June whose money is due the day after. */
const earned = (on: number, net: number): ExpectedDay =>
  ({
    day: `2026-06-0${on}` as Day,
    currency: CNY,
    net: minor(net),
    dueOn: `2026-06-0${on + 1}` as Day,
    lastOn: `2026-06-0${on + 1}` as Day,
    held: ZERO,
    isSplit: false,
  }) as ExpectedDay;

const said = (days: readonly ExpectedDay[], least?: number, atBank: readonly string[] = []): readonly string[] =>
  dueDays(days, {
    isAtBank: ({ day }) => atBank.includes(day),
    leastOf: () => (least === undefined ? undefined : minor(least)),
  }).map(({ day, dueOn, isPaid }) => `${day.slice(8)} ${isPaid ? `due ${dueOn.slice(8)}` : 'waits'}`);

describe('the days a platform pays by', () => {
  it('each is due by itself where there is no minimum', () => {
    expect(said([earned(1, 500), earned(2, 20)])).toEqual(['01 due 02', '02 due 03']);
  });

  it('one that refunds ate up brings nothing, and is taken out of the days after it until they are more than it', () => {
    const days = [earned(1, 500), earned(2, -20), earned(3, 10), earned(4, 15), earned(5, 30)];
    expect(said(days)).toEqual(['01 due 02', '02 due 05', '03 due 05', '04 due 05', '05 due 06']);
    expect(said(days.slice(0, 3))).toEqual(['01 due 02', '02 waits', '03 waits']);
  });

  it('days that come to nothing are due with nobody', () => {
    const together = [earned(1, 70), { ...earned(2, -70), dueOn: earned(1, 0).dueOn }, earned(3, 10)];
    expect(said(together)).toEqual(['01 waits', '02 waits', '03 due 04']);
  });

  it('a debt that a payout left out hides no missing payout after it', () => {
    const days = [earned(1, -500), earned(2, 100), earned(3, 200)];
    expect(said(days)).toEqual(['01 waits', '02 waits', '03 waits']);
    expect(said(days, undefined, ['2026-06-02'])).toEqual(['01 waits', '02 due 03', '03 due 04']);
  });

  it('what groups hold of a day owes nothing and pays for nothing', () => {
    const half: ExpectedDay = { ...earned(2, 100), held: minor(80), isSplit: true };
    expect(said([earned(1, -50), half, earned(3, 40)])).toEqual(['01 waits', '02 due 03', '03 due 04']);
  });

  it('below the minimum a day waits, and is due with the day that reaches it', () => {
    const days = [earned(1, 300), earned(2, 100), earned(3, 600), earned(4, 50)];
    expect(said(days, 1_000)).toEqual(['01 due 04', '02 due 04', '03 due 04', '04 waits']);
    expect(said(days, 300)).toEqual(['01 due 02', '02 due 04', '03 due 04', '04 waits']);
  });

  it('what is at the bank waits for nothing and helps no other day over the minimum', () => {
    expect(said([earned(1, 300), earned(2, 800)], 1_000, ['2026-06-01'])).toEqual(['01 due 02', '02 waits']);
  });
});
