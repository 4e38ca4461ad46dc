import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays, type Day } from '../../src/model/day.ts';
import { Decimal, minor, plus } from '../../src/model/money.ts';
import {
  ALLOCATION_POLICIES,
  allocateReceipt,
  instalmentsOf,
  lateFee,
  REMAINDERS,
  type LateFeeCase,
  type LateFeeExtension,
} from '../../src/receivables/index.ts';
import { dayBetween } from './arbitrary.ts';

const day = dayBetween('2025-06-01', '2026-12-31');
const fen = fc.integer({ min: 1, max: 100_000_000 }).map(minor);

const near = fc.integer({ min: 0, max: 60 });

const agreed: fc.Arbitrary<LateFeeCase> = fc
  .record({
    dueOn: day,
    length: fc.integer({ min: -10, max: 90 }),
    principal: fen,
    payments: fc.array(fc.record({ after: fc.integer({ min: -20, max: 90 }), amount: fen }), { maxLength: 4 }),
    grace: fc.option(
      fc.record({ days: fc.nat({ max: 10 }), mode: fc.constantFrom('waive' as const, 'deduct' as const) }),
      {
        nil: undefined,
      },
    ),
    extension: fc.option(fc.record({ granted: near, newDue: near, keepAccrued: fc.boolean() }), { nil: undefined }),
    suspensions: fc.array(fc.record({ start: near, days: fc.nat({ max: 20 }) }), { maxLength: 2 }),
  })
  .map(({ dueOn, length, principal, payments, grace, extension, suspensions }) => ({
    dueOn,
    asOf: addDays(dueOn, length),
    principal,
    rates: [{ perDay: new Decimal('0.0005') }],
    payments: payments.map(({ after, amount }) => ({ on: addDays(dueOn, after), amount })),
    ...(grace === undefined ? {} : { grace }),
    extensions:
      extension === undefined
        ? []
        : [
            {
              grantedOn: addDays(dueOn, extension.granted),
              dueOn: addDays(dueOn, extension.newDue),
              keepAccrued: extension.keepAccrued,
            },
          ],
    suspensions: suspensions.map(({ start, days }) => ({
      from: addDays(dueOn, start),
      to: addDays(dueOn, start + days),
    })),
  }));

/** The agreements of DOMAIN.md 3.4 asked of one day at a time, as a person would with a calendar in hand. */
function walk(one: LateFeeCase): { readonly fee: Decimal; readonly days: number } {
  const extension = (one.extensions ?? []).find(({ grantedOn }) => grantedOn <= one.asOf);
  let fee = new Decimal(0);
  let days = 0;
  for (let at = addDays(one.dueOn, 1); at <= one.asOf; at = addDays(at, 1)) {
    const open = openAt(one, extension, at);
    const isFree = (one.suspensions ?? []).some(({ from, to }) => from <= at && (to === undefined || at <= to));
    if (isFree || open <= 0 || !isCharged(one, extension, at)) continue;
    fee = fee.plus(new Decimal(open).times('0.0005'));
    days += 1;
  }
  return { fee, days };
}

function isCharged(one: LateFeeCase, extension: LateFeeExtension | undefined, at: Day): boolean {
  if (extension === undefined) return isAfter(one, one.dueOn, at, one.asOf);
  if (isAfter(one, extension.dueOn, at, one.asOf)) return true;
  return extension.keepAccrued && at <= extension.grantedOn && isAfter(one, one.dueOn, at, extension.grantedOn);
}

/** Is the day charged by this due day, as things stood on the day `seen`? */
function isAfter({ grace }: LateFeeCase, due: Day, at: Day, seen: Day): boolean {
  if (grace?.mode === 'waive' && seen <= addDays(due, grace.days)) return false;
  return at > addDays(due, grace?.mode === 'deduct' ? grace.days : 0);
}

/** Open in the morning; what was paid within the grace counts as paid when it was due. */
function openAt(
  { principal, payments, dueOn, grace, asOf }: LateFeeCase,
  extension: LateFeeExtension | undefined,
  at: Day,
): number {
  const paid = payments.filter(({ on }) => {
    if (on > asOf) return false;
    const due = extension !== undefined && extension.grantedOn <= on ? extension.dueOn : dueOn;
    const isInTime = grace?.mode === 'waive' && on > due && on <= addDays(due, grace.days);
    return (isInTime ? due : on) < at;
  });
  return principal - paid.reduce((sum, { amount }) => sum + amount, 0);
}

describe('late fees with grace, extension and suspended days', () => {
  it('P11: equal the walk from day to day', () => {
    fc.assert(
      fc.property(agreed, (one) => {
        const { fee, chargeableDays, segments } = lateFee(one);
        const walked = walk(one);
        expect(chargeableDays).toBe(walked.days);
        expect(fee).toBe(walked.fee.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
        for (const [index, { from }] of segments.entries()) expect(from > (segments[index - 1]?.to ?? '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('receipts applied by a policy', () => {
  const items = fc.uniqueArray(
    fc.record({
      ref: fc.string({ minLength: 1, maxLength: 3 }),
      openedOn: day,
      dueOn: day,
      open: fen,
      lateFee: fen,
      cost: fen,
    }),
    { selector: ({ ref }) => ref, maxLength: 6 },
  );

  it('P12: every unit of the receipt pays something that is owed or is an advance, whatever the order of the items', () => {
    fc.assert(
      fc.property(items, fen, fc.constantFrom(...ALLOCATION_POLICIES), day, (owed, amount, policy, asOf) => {
        const answer = allocateReceipt({ items: owed, amount, policy, asOf });
        expect(plus(...answer.parts.map((part) => part.amount), answer.advance)).toBe(amount);
        for (const { ref, open } of owed) {
          const paid = answer.parts.filter((part) => part.ref === ref && part.kind === 'principal');
          const left = open - paid.reduce((sum, part) => sum + part.amount, 0);
          expect(left).toBe(answer.remaining.get(ref));
          expect(left).toBeGreaterThanOrEqual(0);
        }
        const turned = allocateReceipt({ items: [...owed].reverse(), amount, policy, asOf });
        expect(turned.parts).toEqual(answer.parts);
      }),
    );
  });
});

describe('instalments', () => {
  it('P13: the parts add up to the whole and differ by less than their number', () => {
    const plan = { total: fen, count: fc.integer({ min: 1, max: 60 }), remainder: fc.constantFrom(...REMAINDERS) };
    fc.assert(
      fc.property(fc.record({ ...plan, firstDueOn: day, stepMonths: fc.integer({ min: 1, max: 12 }) }), (one) => {
        const amounts = instalmentsOf(one).map(({ amount }) => amount);
        expect(plus(...amounts)).toBe(one.total);
        expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThan(one.remainder === 'spread' ? 2 : one.count);
        expect(amounts.every((amount) => amount >= minor(0))).toBe(true);
      }),
    );
  });
});
