import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { addDays, dayOf, type Day, type Moment } from '../../src/model/day.ts';
import type { CycleRule, CycleStep } from '../../src/model/settings.ts';
import { cutoffMoment, dueDay, lastDayOf, payoutDueDay } from '../../src/settlement/index.ts';
import { dayBetween } from './arbitrary.ts';

fc.configureGlobal({ numRuns: 1_000 });

const china = calendarFrom();
const day = dayBetween('2024-01-01', '2027-06-30');
const weekday = fc.integer({ min: 1, max: 7 });
const dayOfMonth = fc.integer({ min: 1, max: 31 });

const lag: fc.Arbitrary<CycleStep> = fc.record({ type: fc.constantFrom('T', 'D'), days: fc.nat({ max: 20 }) });
const step: fc.Arbitrary<CycleStep> = fc.oneof(
  lag,
  fc.record({ type: fc.constant('weekly'), weekday, weekStart: weekday }),
  fc
    .record({ type: fc.constant('half-month'), first: fc.integer({ min: 15, max: 31 }), second: dayOfMonth })
    .filter(({ first, second }) => second <= first),
  fc.record({ type: fc.constant('monthly'), day: dayOfMonth, months: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ type: fc.constant('biweekly'), anchor: day }),
  fc.constant({ type: 'manual' }),
);
const time = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const rule: fc.Arbitrary<CycleRule> = fc
  .record({
    step,
    roll: fc.constantFrom('none', 'following', 'preceding', 'modified-following'),
    rollTradeDate: fc.boolean(),
    holdDays: fc.nat({ max: 10 }),
    graceDays: fc.nat({ max: 5 }),
    cutoffTime: fc.option(time, { nil: undefined }),
    bankLag: fc.option(lag, { nil: undefined }),
  })
  .map(({ cutoffTime, bankLag, ...kept }) => ({
    base: 'paid',
    text: 'any',
    ...kept,
    ...(cutoffTime === undefined ? {} : { cutoffTime }),
    ...(bankLag === undefined ? {} : { bankLag }),
  }));

/** Mostly close to the cut-off: there the mistakes are. */
const clock = fc.oneof(
  time.map((text) => ` ${text}:00`),
  fc.constantFrom('', ' 00:00:00', ' 23:59:59'),
);
const moment = fc.tuple(day, clock).map(([on, at]) => `${on}${at}` as Moment);

describe('settlement cycles', () => {
  it('a later trade is never due earlier', () => {
    fc.assert(
      fc.property(rule, moment, moment, (one, left, right) => {
        const [earlier, later] = left <= right ? [left, right] : [right, left];
        expect(lastDayOf(one, earlier, china) <= lastDayOf(one, later, china)).toBe(true);
      }),
    );
  });

  it('the boundary parts exactly the past due from the rest', () => {
    fc.assert(
      fc.property(rule, day, moment, (one, asOf, far) => {
        const boundary = cutoffMoment(one, asOf, china);
        const around = dayOf(boundary);
        const near = [-1, 0, 1].map((days) => addDays(around, days));
        const minute = one.cutoffTime ?? '00:00';
        const bases = near.flatMap((on) => [
          on,
          `${on} ${minute}`,
          `${on} ${minute}:00`,
          `${on} 00:00:00`,
          `${on} 23:59:59`,
        ]);
        for (const base of [...bases, far] as Moment[]) {
          expect([base, base < boundary]).toEqual([base, asOf > lastDayOf(one, base, china)]);
        }
      }),
    );
  });

  it('P18: T+n is strictly increasing in n, and D+n by a day each', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 30 }), (on, days) => {
        const due = (type: 'T' | 'D', count: number): Day => {
          const plain: CycleRule = {
            base: 'paid',
            step: { type, days: count },
            text: '',
            roll: 'none',
            rollTradeDate: false,
            holdDays: 0,
            graceDays: 0,
          };
          return dueDay(plain, on, china);
        };
        expect(due('T', days + 1) > due('T', days)).toBe(true);
        expect(due('D', days + 1)).toBe(addDays(due('D', days), 1));
        expect(due('T', days) >= due('D', days)).toBe(true);
      }),
    );
  });

  it('no rule pays before the trade unless it rolls back, and no lag brings the money earlier', () => {
    fc.assert(
      fc.property(rule, moment, (one, base) => {
        fc.pre(one.roll === 'none' || one.roll === 'following');
        expect(dueDay(one, base, china) >= dayOf(base)).toBe(true);
        fc.pre(one.step.type !== 'manual');
        expect(payoutDueDay(one, base, china) >= dueDay(one, base, china)).toBe(true);
      }),
    );
  });
});
