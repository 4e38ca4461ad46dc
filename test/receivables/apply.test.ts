import { describe, expect, it } from 'vitest';

import { CNY, type Currency } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import { applyReceipts, type OpenReceivable, type Receipt } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;

function owed(ref: string, dueOn: string, open: number, more: Partial<OpenReceivable> = {}): OpenReceivable {
  return { ref, currency: CNY, openedOn: day('2026-01-01'), dueOn: day(dueOn), open: minor(open), ...more };
}
function got(ref: string, on: string, amount: number, names: readonly string[]): Receipt {
  return { ref, currency: CNY, receivedOn: day(on), amount: minor(amount), names };
}

describe('applying receipts', () => {
  it('money that names nothing we know stays unapplied', () => {
    const { allocations, unapplied, open } = applyReceipts(
      [owed('INV-1', '2026-03-31', 100)],
      [got('R1', '2026-03-01', 100, []), got('R2', '2026-03-02', 50, ['INV-9'])],
    );
    expect(allocations).toEqual([]);
    expect(unapplied).toEqual([
      { receipt: 'R1', amount: 100, on: '2026-03-01' },
      { receipt: 'R2', amount: 50, on: '2026-03-02' },
    ]);
    expect(open.get('INV-1')).toBe(100);
  });

  it('money in another currency pays nothing', () => {
    const dollars = owed('INV-1', '2026-03-31', 100, { currency: 'USD' as Currency });
    expect(applyReceipts([dollars], [got('R1', '2026-03-01', 100, ['INV-1'])]).allocations).toEqual([]);
  });

  it('one receipt for three invoices fills them by due day, then number', () => {
    const { allocations, unapplied } = applyReceipts(
      [owed('INV-9', '2026-03-31', 100), owed('INV-10', '2026-03-31', 100), owed('INV-3', '2026-02-28', 50)],
      [got('R1', '2026-03-01', 200, ['INV-9', 'INV-10', 'INV-3', 'INV-9'])],
    );
    expect(allocations.map(({ receivable, amount }) => [receivable, amount])).toEqual([
      ['INV-3', 50],
      ['INV-10', 100],
      ['INV-9', 50],
    ]);
    expect(unapplied).toEqual([]);
  });

  it('two receipts for one invoice come in their order; the rest of the second stays unapplied', () => {
    const { allocations, unapplied, open } = applyReceipts(
      [owed('INV-1', '2026-03-31', 100)],
      [got('R2', '2026-03-05', 80, ['INV-1']), got('R1', '2026-03-01', 60, ['INV-1'])],
    );
    expect(allocations).toEqual([
      { receipt: 'R1', receivable: 'INV-1', amount: 60, on: '2026-03-01' },
      { receipt: 'R2', receivable: 'INV-1', amount: 40, on: '2026-03-05' },
    ]);
    expect(unapplied).toEqual([{ receipt: 'R2', amount: 40, on: '2026-03-05' }]);
    expect(open.get('INV-1')).toBe(0);
  });

  it('money that came before the invoice counts from the day of the invoice', () => {
    const later = owed('INV-1', '2026-04-30', 100, { openedOn: day('2026-03-31') });
    const { allocations } = applyReceipts([later], [got('R1', '2026-03-01', 100, ['INV-1'])]);
    expect(allocations[0]?.on).toBe('2026-03-31');
  });

  it('money that waits pays first what is due first of two invoices that open on one day', () => {
    const opened = { openedOn: day('2026-02-10') };
    const { allocations } = applyReceipts(
      [owed('INV-1', '2026-05-31', 100, opened), owed('INV-2', '2026-03-31', 100, opened)],
      [got('R1', '2026-02-01', 120, ['INV-1', 'INV-2'])],
    );
    expect(allocations.map(({ receivable, amount }) => [receivable, amount])).toEqual([
      ['INV-2', 100],
      ['INV-1', 20],
    ]);
  });

  it('refuses what can only be a mistake of ours', () => {
    expect(() => applyReceipts([owed('A', '2026-03-31', 1), owed('A', '2026-03-31', 1)], [])).toThrow('ref of its own');
    expect(() => applyReceipts([], [got('R1', '2026-03-01', -1, [])])).toThrow('brings money in');
  });

  const billed = [{ on: day('2026-04-30'), amount: minor(20) }];

  it('what names a debt pays its principal, then the late fee that was billed on it, and no fee that wasn’t', () => {
    const fee = owed('INV-1', '2026-03-31', 100, { billed });
    const { allocations, unapplied } = applyReceipts(
      [fee, owed('INV-2', '2026-03-31', 50)],
      [got('R1', '2026-05-02', 180, ['INV-1', 'INV-2'])],
    );
    expect(allocations.map(({ receivable, amount, isLateFee }) => [receivable, amount, isLateFee === true])).toEqual([
      ['INV-1', 100, false],
      ['INV-2', 50, false],
      ['INV-1', 20, true],
    ]);
    expect(unapplied.map(({ amount }) => amount)).toEqual([10]);
  });

  it('money that was there first pays the fee on the day it is billed; sent back, it owes it again', () => {
    const fee = owed('INV-1', '2026-03-31', 100, { billed });
    const first = { ...got('R1', '2026-04-10', 130, ['INV-1']), returnedOn: day('2026-05-05') };
    const { allocations, open } = applyReceipts([fee], [first, got('R2', '2026-05-06', 110, ['INV-1'])]);
    expect(allocations.map(({ receipt, amount, on, isLateFee }) => [receipt, amount, on, isLateFee === true])).toEqual([
      ['R1', 100, '2026-04-10', false],
      ['R1', 20, '2026-04-30', true],
      ['R2', 100, '2026-05-06', false],
      ['R2', 10, '2026-05-06', true],
    ]);
    expect(open.get('INV-1')).toBe(0);
  });
});
