import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { Decimal, minor } from '../../src/model/money.ts';
import { allocateReceipt, type AllocationCase, type OwedItem } from '../../src/receivables/index.ts';

const item = (ref: string, due: string, open: number, more: Partial<OwedItem> = {}): OwedItem => ({
  ref,
  openedOn: '2026-01-01' as Day,
  dueOn: due as Day,
  open: minor(open),
  ...more,
});

function partsOf(asked: Omit<AllocationCase, 'amount'> & { amount: number }): readonly string[] {
  return allocateReceipt({ ...asked, amount: minor(asked.amount) }).parts.map(
    ({ ref, kind, amount }) => `${ref} ${kind} ${amount}`,
  );
}

describe('oldest first', () => {
  it('ties go by the day of the invoice, then by code unit: INV-10 before INV-9', () => {
    const items = [item('INV-9', '2026-03-01', 100), item('INV-10', '2026-03-01', 100)];
    expect(partsOf({ items, amount: 150, policy: 'fifo' })).toEqual(['INV-10 principal 100', 'INV-9 principal 50']);
  });

  it('skips what is overpaid and what is open with nothing; a receipt of nothing pays nothing', () => {
    const items = [item('A', '2026-01-01', -50), item('B', '2026-02-01', 0), item('C', '2026-03-01', 70)];
    expect(partsOf({ items, amount: 100, policy: 'fifo' })).toEqual(['C principal 70']);
    expect(partsOf({ items, amount: 0, policy: 'fifo' })).toEqual([]);
  });
});

describe('what the payer names', () => {
  const items = [item('A', '2026-01-01', 100), item('B', '2026-02-01', 100)];

  it('is filled up to the named amount or what is open, twice when named twice', () => {
    const designations = [
      { ref: 'B', amount: minor(30) },
      { ref: 'B', amount: minor(900) },
    ];
    expect(partsOf({ items, amount: 500, policy: 'explicit-only', designations })).toEqual([
      'B principal 30',
      'B principal 70',
    ]);
    expect(allocateReceipt({ items, amount: minor(500), policy: 'explicit-only', designations }).advance).toBe(400);
  });
});

describe('Civil Code 560', () => {
  it('the due come before the not yet due, then the least secured, the most burdensome, the earliest', () => {
    const items = [
      item('early-secured', '2026-01-01', 100, { secured: minor(100) }),
      item('cheap', '2026-01-01', 100, { burden: new Decimal('0.0003') }),
      item('dear', '2026-02-01', 100, { burden: new Decimal('0.0005') }),
      item('not-due', '2026-06-01', 100, { burden: new Decimal('0.01') }),
    ];
    expect(partsOf({ items, amount: 350, policy: 'civil-code-560', asOf: '2026-03-01' as Day })).toEqual([
      'dear principal 100',
      'cheap principal 100',
      'early-secured principal 100',
      'not-due principal 50',
    ]);
  });

  it('equals share in proportion; a spare unit goes to the largest fraction, then to the smallest ref', () => {
    const items = [item('c', '2026-02-01', 100), item('a', '2026-02-01', 100), item('b', '2026-02-01', 200)];
    // 33 of 100:100:200 → 8.25, 8.25, 16.5: the spare unit goes to b.
    expect(partsOf({ items, amount: 33, policy: 'civil-code-560' })).toEqual([
      'a principal 8',
      'b principal 17',
      'c principal 8',
    ]);
    expect(partsOf({ items, amount: 1, policy: 'civil-code-560' })).toEqual(['b principal 1']);
  });
});

describe('Civil Code 561', () => {
  it('all costs come first, then all late fees, then principal, each oldest first', () => {
    const items = [
      item('new', '2026-03-01', 500, { lateFee: minor(7), cost: minor(3) }),
      item('old', '2026-01-01', 500, { lateFee: minor(20) }),
    ];
    expect(partsOf({ items, amount: 25, policy: 'civil-code-561' })).toEqual([
      'new cost 3',
      'old late_fee 20',
      'new late_fee 2',
    ]);
    expect(allocateReceipt({ items, amount: minor(2_000), policy: 'civil-code-561' }).advance).toBe(970);
  });
});
