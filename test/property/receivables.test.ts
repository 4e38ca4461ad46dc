import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { CNY } from '../../src/model/currency.ts';
import { addDays, daysBetween, type Day } from '../../src/model/day.ts';
import { Decimal, minor, plus, type Minor } from '../../src/model/money.ts';
import type { CycleRoll, PaymentTerms } from '../../src/model/settings.ts';
import {
  age,
  applyReceipts,
  BUCKETS,
  dueOn,
  lateFee,
  standing,
  type LateFeeCase,
  type Receipt,
  type Receivable,
  type Spread,
} from '../../src/receivables/index.ts';
import { dayBetween } from './arbitrary.ts';

fc.configureGlobal({ numRuns: 1_000 });

const china = calendarFrom();
const day = dayBetween('2025-06-01', '2026-12-31');
const fen = fc.integer({ min: 1, max: 100_000_000 }).map(minor);
const payments = fc.array(fc.record({ on: day, amount: fen }), { maxLength: 6 });

describe('due days', () => {
  const days = fc.nat({ max: 120 });
  const months = fc.integer({ min: 1, max: 12 });
  const dayOfMonth = fc.integer({ min: 1, max: 31 });
  const terms: fc.Arbitrary<PaymentTerms> = fc.oneof(
    fc.record({ type: fc.constant('net'), days }),
    fc.record({ type: fc.constant('months'), months }),
    fc.record({ type: fc.constant('end-of-month'), days, cutoff: dayOfMonth }),
    fc.record({ type: fc.constant('monthly'), months, day: dayOfMonth, cutoff: dayOfMonth }),
  );

  it('P17: due on or after the invoice day; following ≥ plain ≥ preceding; worked when rolled', () => {
    fc.assert(
      fc.property(terms, day, (one, from) => {
        const rolled = (roll: CycleRoll): Day => dueOn({ ...one, roll }, from, china);
        expect(rolled('none') >= from).toBe(true);
        expect(rolled('following') >= rolled('none') && rolled('none') >= rolled('preceding')).toBe(true);
        for (const roll of ['following', 'preceding', 'modified-following'] as const) {
          expect(china.isWorkingDay(rolled(roll))).toBe(true);
        }
      }),
    );
  });
});

describe('ageing', () => {
  const receivable: fc.Arbitrary<Receivable> = fc.record({
    ref: fc.uuid(),
    customer: fc.constantFrom('甲', '乙', '丙'),
    currency: fc.constant(CNY),
    openedOn: day,
    dueOn: day,
    amount: fen,
    payments,
  });

  it('P9: the buckets add up to what is open, and a later day moves nothing to a younger bucket', () => {
    fc.assert(
      fc.property(fc.array(receivable, { maxLength: 12 }), day, fc.nat({ max: 200 }), (receivables, asOf, later) => {
        const rows = age(receivables, [], asOf);
        const owed = receivables.map((one) => standing(one, asOf)?.open ?? minor(0)).filter((open) => open > 0);
        expect(plus(...rows.flatMap((row) => Object.values(row.buckets)))).toBe(plus(...owed));
        expect(plus(...rows.flatMap((row) => Object.values(row.byIssue)))).toBe(plus(...owed));
        for (const row of rows) expect(plus(row.overdue, row.buckets.not_due)).toBe(row.open);
        for (const one of receivables) {
          const now = standing(one, asOf);
          const then = standing(one, addDays(asOf, later));
          if (now && then) expect(BUCKETS.indexOf(then.bucket)).toBeGreaterThanOrEqual(BUCKETS.indexOf(now.bucket));
        }
      }),
    );
  });
});

describe('applying receipts', () => {
  const refs = ['A', 'B', 'C', 'D'] as const;
  const open = fc.tuple(
    ...refs.map((ref) =>
      fc.record({ ref: fc.constant(ref), currency: fc.constant(CNY), openedOn: day, dueOn: day, open: fen }),
    ),
  );
  const receipts = fc.uniqueArray(
    fc.record({
      ref: fc.uuid(),
      currency: fc.constant(CNY),
      receivedOn: day,
      amount: fen,
      names: fc.array(fc.constantFrom(...refs, 'Z')),
    }),
    { selector: (receipt) => receipt.ref, maxLength: 8 },
  );

  it('P11: conserves every fen on both sides, never negative, only what is named, in any order of the arguments', () => {
    fc.assert(
      fc.property(open, receipts, (receivables, received) => {
        const applied = applyReceipts(receivables, received);
        const sumBy = (pick: (one: (typeof applied.allocations)[number]) => boolean): Minor =>
          plus(...applied.allocations.filter(pick).map((one) => one.amount));
        for (const one of receivables) {
          expect(
            plus(
              sumBy(({ receivable }) => receivable === one.ref),
              applied.open.get(one.ref) ?? minor(0),
            ),
          ).toBe(one.open);
          expect(applied.open.get(one.ref)).toBeGreaterThanOrEqual(0);
        }
        for (const one of received) {
          const left = applied.unapplied.find(({ receipt }) => receipt === one.ref)?.amount ?? minor(0);
          expect(
            plus(
              sumBy(({ receipt }) => receipt === one.ref),
              left,
            ),
          ).toBe(one.amount);
        }
        for (const { receipt, receivable, amount } of applied.allocations) {
          expect(amount).toBeGreaterThan(0);
          expect(received.find((one) => one.ref === receipt)?.names).toContain(receivable);
        }
        expect(applyReceipts([...receivables].reverse(), [...received].reverse())).toEqual(applied);
      }),
    );
  });

  it('P11: of what a receipt names and is there, a later due one gets money only when the earlier ones are full', () => {
    fc.assert(
      fc.property(open, fen, day, (receivables, amount, receivedOn) => {
        const receipt = { ref: 'R', currency: CNY, receivedOn, amount, names: refs };
        const { allocations } = applyReceipts(receivables, [receipt]);
        const paid = new Map<string, number>();
        for (const { receivable, amount: share, on } of allocations) {
          const dueOf = receivables.find((one) => one.ref === receivable)?.dueOn ?? ('' as Day);
          const earlier = receivables.filter((one) => one.dueOn < dueOf && one.openedOn <= on);
          for (const one of earlier) expect(paid.get(one.ref)).toBe(one.open);
          paid.set(receivable, (paid.get(receivable) ?? 0) + share);
        }
      }),
    );
  });

  it('P11: what later days bring changes nothing that an earlier day knew', () => {
    const world = fc.record({ receivables: open, received: receipts, asOf: day });
    const back = fc.array(fc.nat({ max: 60 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(world, back, fc.boolean(), ({ receivables, received, asOf }, days, isAuto) => {
        const owned = receivables.map((one) => ({ ...one, customer: '甲' }));
        const all = received.map((one, index) => ({
          ...one,
          customer: '甲',
          ...((days[index] ?? 0) > 30 ? { returnedOn: addDays(one.receivedOn, days[index] ?? 0) } : {}),
        }));
        const spread = isAuto ? oldestFirst : undefined;
        const whole = applyReceipts(owned, all, spread);
        const then = applyReceipts(
          owned.filter((one) => one.openedOn <= asOf),
          all.filter((one) => one.receivedOn <= asOf).map((one) => knownOn(one, asOf)),
          spread,
        );
        expect(whole.allocations.filter((one) => one.on <= asOf)).toEqual(then.allocations);
        expect(whole.returned.filter((one) => one.on <= asOf)).toEqual(then.returned);
      }),
    );
  });
});

function knownOn(receipt: Receipt, asOf: Day): Receipt {
  const { returnedOn, ...known } = receipt;
  return returnedOn === undefined || returnedOn > asOf ? known : receipt;
}

const oldestFirst: Spread = (items, amount) => {
  let left = amount;
  return items.flatMap(({ ref, open }) => {
    const share = minor(Math.min(left, open));
    left = minor(left - share);
    return share === 0 ? [] : [{ ref, amount: share }];
  });
};

describe('late fees', () => {
  /** The definition itself: every day after the due day costs the principal of its morning. */
  function walk({ dueOn: due, asOf, principal, payments: paid, rates }: LateFeeCase): Decimal {
    const ratePerDay = rates[0]?.perDay ?? 0;
    let fee = new Decimal(0);
    for (let at = addDays(due, 1); at <= asOf; at = addDays(at, 1)) {
      const before = paid.filter(({ on }) => on < at).reduce((sum, { amount }) => sum + amount, 0);
      fee = fee.plus(new Decimal(Math.max(0, principal - before)).times(ratePerDay));
    }
    return fee;
  }
  const rate = fc.integer({ min: 1, max: 100 }).map((units) => new Decimal(units).dividedBy(20_000));
  const late = fc.record({
    dueOn: day,
    asOf: day,
    principal: fen,
    payments,
    rates: rate.map((perDay) => [{ perDay }]),
  });

  it('P10: equal the walk from day to day, and their segments are the chargeable days', () => {
    fc.assert(
      fc.property(late, (one) => {
        const { fee, chargeableDays, segments } = lateFee(one);
        expect(fee).toBe(walk(one).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
        expect(segments.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0)).toBe(chargeableDays);
      }),
    );
  });

  it('P10: never fall when days or principal grow', () => {
    fc.assert(
      fc.property(late, fc.nat({ max: 90 }), fc.nat({ max: 1_000_000 }), (one, days, more) => {
        const { fee } = lateFee(one);
        expect(lateFee({ ...one, asOf: addDays(one.asOf, days) }).fee).toBeGreaterThanOrEqual(fee);
        expect(lateFee({ ...one, principal: plus(one.principal, minor(more)) }).fee).toBeGreaterThanOrEqual(fee);
      }),
    );
  });
});
