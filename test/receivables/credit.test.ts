import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { Decimal, minor, ZERO } from '../../src/model/money.ts';
import {
  allowance,
  cashForecast,
  collectionEffectiveness,
  countBackDso,
  creditScore,
  creditStanding,
  returnedCheque,
  weightedDaysLate,
} from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;

describe('credit', () => {
  it('exactly at the limit is within it; an advance makes room', () => {
    const facts = { limit: minor(100), open: minor(90), unbilled: minor(30), advance: minor(20) };
    expect(creditStanding(facts)).toEqual({ exposure: 100, available: 0, isOver: false });
    expect(creditStanding({ ...facts, advance: minor(19) })).toEqual({ exposure: 101, available: -1, isOver: true });
  });

  it('counting back stops when nothing is left, and a month without sales counts whole while something is', () => {
    const months = [
      { sales: minor(0), days: 30 },
      { sales: minor(100), days: 31 },
      { sales: minor(0), days: 28 },
    ];
    expect(countBackDso(minor(100), months).days.toNumber()).toBe(61);
    expect(countBackDso(minor(50), months).days.toNumber()).toBe(45.5);
    expect(countBackDso(ZERO, months)).toMatchObject({ unexplained: 0 });
    expect(countBackDso(ZERO, months).days.toNumber()).toBe(0);
  });

  it('a payment after the day asked for has not come: the item is still late', () => {
    const items = [{ amount: minor(100), dueOn: day('2026-03-01'), paidOn: day('2026-04-01') }];
    expect(weightedDaysLate(items, day('2026-03-11'))?.toNumber()).toBe(10);
    expect(weightedDaysLate(items, day('2026-03-01'))).toBeUndefined();
  });

  it('the score names what each reason takes off, each up to its most', () => {
    const facts = {
      daysLate: new Decimal(12),
      overdue: minor(50),
      open: minor(100),
      returnedCheques: 1,
      brokenPromises: 9,
    };
    const scored = creditScore(facts);
    // 100 − 12 − 10 − 10 − 10
    expect(scored?.score.toNumber()).toBe(58);
    expect(scored?.grade).toBe('C');
    expect(creditScore({ ...facts, daysLate: undefined })).toBeUndefined();
    expect(creditScore({ ...facts, daysLate: new Decimal(400), returnedCheques: 5 })?.score.toNumber()).toBe(10);
  });

  it('collection effectiveness: what was collected of what could be', () => {
    const facts = { opening: minor(100), sales: minor(100), closing: minor(80), closingNotDue: minor(40) };
    expect(collectionEffectiveness(facts)?.toNumber()).toBe(0.75);
    expect(collectionEffectiveness({ ...facts, closingNotDue: minor(200) })).toBeUndefined();
  });
});

describe('allowance', () => {
  it('every bucket is rounded by itself', () => {
    const bucket = { name: '1-30', open: minor(50), rate: new Decimal('0.01') };
    const asked = { buckets: [bucket, bucket], opening: ZERO, writtenOff: ZERO, recovered: ZERO };
    expect(allowance(asked)).toMatchObject({ total: 2, before: 0, adjustment: 2 });
    expect(allowance({ ...asked, opening: minor(5), writtenOff: minor(4), recovered: minor(1) }).adjustment).toBe(0);
  });
});

describe('cash forecast', () => {
  it('what should have come or gone before the day is expected on it; the rest falls into its week', () => {
    const rows = cashForecast({
      asOf: day('2026-06-14'),
      opening: minor(100),
      weeks: 2,
      receivables: [
        { amount: minor(10), dueOn: day('2026-01-01'), delayDays: 0 },
        { amount: minor(5), dueOn: day('2026-06-15'), delayDays: 0, probability: new Decimal('0.5') },
        { amount: minor(7), dueOn: day('2026-06-21'), delayDays: 1 },
      ],
      payouts: [{ on: day('2026-06-21'), amount: minor(20) }],
      payments: [{ on: day('2026-06-01'), amount: minor(60) }],
      reserve: minor(50),
    });
    expect(rows).toEqual([
      { from: '2026-06-08', cashIn: 10, cashOut: 60, closing: 50, belowReserve: false },
      { from: '2026-06-15', cashIn: 23, cashOut: 0, closing: 73, belowReserve: false },
    ]);
  });
});

describe('a returned cheque', () => {
  const asked = {
    invoice: minor(1_000_000),
    dueOn: day('2026-04-15'),
    cheque: minor(1_000_000),
    receivedOn: day('2026-04-14'),
    returnedOn: day('2026-04-20'),
    bankFee: ZERO,
    payments: [],
    rates: [{ perDay: new Decimal('0.0005') }],
  };

  it('has paid until the day it comes back, and never on and after it', () => {
    expect(returnedCheque({ ...asked, asOf: day('2026-04-19') })).toMatchObject({
      open: 0,
      entries: [],
      compensation: 0,
    });
    const back = returnedCheque({ ...asked, asOf: day('2026-04-20') });
    expect(back).toMatchObject({ open: 1_000_000, bucket: 'd1_30', compensation: 20_000 });
    expect(back.lateFee.fee).toBe(2_500);
    expect(back.entries).toEqual([{ on: '2026-04-20', kind: 'reinstated', amount: 1_000_000 }]);
  });

  it('of a part of the invoice leaves the rest as it was', () => {
    const part = { ...asked, cheque: minor(400_000), asOf: day('2026-04-19') };
    expect(returnedCheque(part).open).toBe(600_000);
    expect(returnedCheque({ ...part, asOf: day('2026-04-21') }).open).toBe(1_000_000);
  });
});
