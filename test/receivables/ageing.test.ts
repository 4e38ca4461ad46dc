import { describe, expect, it } from 'vitest';

import { CNY, type Currency } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import { age, ageOfIssue, bucketOf, standing, type Receivable } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;
const asOf = day('2026-06-30');

const sale: Receivable = {
  ref: 'INV-1',
  customer: '宁波海曙商行',
  salesperson: '李敏',
  currency: CNY,
  openedOn: day('2026-04-30'),
  dueOn: day('2026-05-30'),
  amount: minor(10_000),
  payments: [],
};

describe('ageing by due day', () => {
  it.each([
    ['2026-07-05', 'not_due'],
    ['2026-06-30', 'not_due'],
    ['2026-06-29', 'd1_30'],
    ['2026-05-31', 'd1_30'],
    ['2026-05-30', 'd31_60'],
    ['2026-05-01', 'd31_60'],
    ['2026-04-30', 'd61_90'],
    ['2026-04-01', 'd61_90'],
    ['2026-03-31', 'd91_180'],
    ['2026-01-01', 'd91_180'],
    ['2025-12-31', 'd180_plus'],
  ])('due %s is %s at the end of June', (due, bucket) => {
    expect(bucketOf(day(due), asOf)).toBe(bucket);
  });

  it('by invoice day the first bucket holds days 0 to 30', () => {
    expect(ageOfIssue(asOf, asOf)).toBe('d0_30');
    expect(ageOfIssue(day('2026-05-31'), asOf)).toBe('d0_30');
    expect(ageOfIssue(day('2026-05-30'), asOf)).toBe('d31_60');
  });
});

describe('a receivable as of a day', () => {
  it('does not exist before it was opened', () => {
    expect(standing(sale, day('2026-04-29'))).toBeUndefined();
  });

  it('knows no payment and no extension of later', () => {
    const later: Receivable = {
      ...sale,
      payments: [
        { on: day('2026-06-30'), amount: minor(1) },
        { on: day('2026-07-01'), amount: minor(9_999) },
      ],
      extensions: [{ grantedOn: day('2026-07-01'), dueOn: day('2026-09-30') }],
    };
    expect(standing(later, asOf)).toEqual({ open: 9_999, dueOn: '2026-05-30', daysPastDue: 31, bucket: 'd31_60' });
    expect(standing(later, day('2026-07-01'))).toEqual({
      open: 0,
      dueOn: '2026-09-30',
      daysPastDue: -91,
      bucket: 'not_due',
    });
  });

  it('of two extensions the one granted last is in force', () => {
    const extensions = [
      { grantedOn: day('2026-06-10'), dueOn: day('2026-06-20') },
      { grantedOn: day('2026-06-01'), dueOn: day('2026-08-31') },
    ];
    expect(standing({ ...sale, extensions }, asOf)?.dueOn).toBe('2026-06-20');
  });
});

describe('the ageing of customers', () => {
  it('has no row where nothing is open and nothing unapplied', () => {
    const paid: Receivable = { ...sale, payments: [{ on: day('2026-05-01'), amount: minor(10_000) }] };
    const credit = { customer: sale.customer, currency: CNY, on: day('2026-07-01'), amount: minor(5) };
    expect(age([paid], [credit], asOf)).toEqual([]);
    expect(age([sale], [], day('2026-04-29'))).toEqual([]);
  });

  it('adds up by customer and currency; a single fen counts', () => {
    const fen: Receivable = { ...sale, ref: 'INV-2', dueOn: day('2026-07-30'), amount: minor(1) };
    const dollars: Receivable = { ...sale, ref: 'INV-3', currency: 'USD' as Currency };
    expect(age([dollars, sale, fen], [], asOf)).toEqual([
      {
        customer: '宁波海曙商行',
        salesperson: '李敏',
        currency: 'CNY',
        open: 10_001,
        buckets: { not_due: 1, d1_30: 0, d31_60: 10_000, d61_90: 0, d91_180: 0, d180_plus: 0 },
        byIssue: { d0_30: 0, d31_60: 0, d61_90: 10_001, d91_180: 0, d180_plus: 0 },
        overdue: 10_000,
        oldestDays: 31,
        unapplied: 0,
      },
      expect.objectContaining({ currency: 'USD', open: 10_000 }),
    ]);
  });

  it('money applied to nothing stands apart, overpayments too, and lowers no bucket', () => {
    const overpaid: Receivable = {
      ...sale,
      ref: 'INV-2',
      payments: [{ on: day('2026-05-01'), amount: minor(10_030) }],
    };
    const credits = [
      { customer: sale.customer, currency: CNY, on: day('2026-06-15'), amount: minor(1_500) },
      { customer: '绍兴越城布行', currency: CNY, on: day('2026-06-15'), amount: minor(7) },
    ];
    const rows = age([sale, overpaid], credits, asOf);
    expect(rows.map(({ customer, open, unapplied }) => [customer, open, unapplied])).toEqual([
      ['宁波海曙商行', 10_000, 1_530],
      ['绍兴越城布行', 0, 7],
    ]);
  });

  it('names a salesperson only when there is one', () => {
    const other: Receivable = { ...sale, ref: 'INV-2', salesperson: '王强' };
    expect(age([sale, other], [], asOf)[0]).not.toHaveProperty('salesperson');
    const nobodys: Receivable = { ...sale, salesperson: '' };
    expect(age([nobodys], [], asOf)[0]).not.toHaveProperty('salesperson');
  });
});
