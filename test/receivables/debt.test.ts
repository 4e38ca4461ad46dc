import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import type { Decision, ReceivableEvent } from '../../src/model/receivable.ts';
import type { Reduction } from '../../src/model/receivable-case.ts';
import { debtState, type DebtState } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;

function event(on: string, decision: Decision, undoneOn?: string): ReceivableEvent {
  const undone = undoneOn === undefined ? {} : { undoneOn: day(undoneOn) };
  return { id: `e-${on}`, ref: 'order:A', on: day(on), reason: 'x', operator: '张', decision, ...undone };
}

function came(on: string, amount: number): Reduction {
  return { on: day(on), amount: minor(amount), kind: 'receipt' };
}

function stateOn(asOf: string, events: readonly ReceivableEvent[], reductions: readonly Reduction[] = []): DebtState {
  return debtState({
    original: minor(1000),
    dueOn: day('2026-03-01'),
    reductions: reductions.filter((one) => one.on <= asOf),
    events: events.filter((one) => one.on <= asOf),
    asOf: day(asOf),
    promiseGraceDays: 1,
  });
}

describe('a debt and what was decided about it', () => {
  const extension = event('2026-03-10', {
    kind: 'extend',
    newDue: day('2026-05-01'),
    cause: 'agreement',
    keepAccrued: false,
  });

  it('is due later from the day that was granted, and again at first once it is taken back', () => {
    const undone = { ...extension, undoneOn: day('2026-04-01') };
    expect(stateOn('2026-03-09', [undone]).dueOn).toBe('2026-03-01');
    expect(stateOn('2026-03-10', [undone]).dueOn).toBe('2026-05-01');
    expect(stateOn('2026-03-31', [undone]).daysOverdue).toBe(0);
    expect(stateOn('2026-04-01', [undone])).toMatchObject({ dueOn: '2026-03-01', daysOverdue: 31 });
  });

  it('by instalments: what a plan leaves out keeps its due day, money fills the parts by due day', () => {
    const plan = event('2026-03-10', {
      kind: 'plan',
      parts: [
        { dueOn: day('2026-05-31'), amount: minor(400) },
        { dueOn: day('2026-04-30'), amount: minor(400) },
      ],
    });
    const { parts, open } = stateOn('2026-06-10', [plan], [came('2026-03-05', 200), came('2026-05-02', 450)]);
    expect(parts.map((part) => [part.no, part.dueOn, part.amount, part.open, part.daysOverdue])).toEqual([
      [undefined, '2026-03-01', 200, 0, 101],
      [1, '2026-04-30', 400, 0, 41],
      [2, '2026-05-31', 400, 350, 10],
    ]);
    expect(open).toBe(350);
  });

  it('in dispute from its day to its last one, or until it is taken back', () => {
    const dispute = event('2026-03-05', { kind: 'dispute', to: day('2026-03-20'), amount: minor(300) });
    expect(stateOn('2026-03-04', [dispute]).isDisputed).toBe(false);
    expect(stateOn('2026-03-20', [dispute]).isDisputed).toBe(true);
    expect(stateOn('2026-03-21', [dispute]).isDisputed).toBe(false);
    const undone = stateOn('2026-04-01', [{ ...dispute, undoneOn: day('2026-03-10') }]);
    expect(undone.disputes).toEqual([{ from: '2026-03-05', to: '2026-03-09', amount: 300 }]);
  });

  it('a promise of a part is for that part alone, less what came of it since', () => {
    const promise = event('2026-03-05', { kind: 'promise', by: day('2026-03-10'), amount: minor(400) });
    const promised = (asOf: string, paid: readonly Reduction[] = []): readonly (number | undefined)[] =>
      stateOn(asOf, [promise], paid).parts.map((part) => part.promised);
    expect(promised('2026-03-04')).toEqual([undefined]);
    expect(promised('2026-03-06')).toEqual([400]);
    expect(promised('2026-03-06', [came('2026-03-01', 100)])).toEqual([400]);
    expect(promised('2026-03-08', [came('2026-03-07', 100)])).toEqual([300]);
    expect(promised('2026-03-12')).toEqual([undefined]);
    const all = event('2026-03-05', { kind: 'promise', by: day('2026-03-10') });
    expect(stateOn('2026-03-06', [all], [came('2026-03-05', 100)]).parts).toMatchObject([{ open: 900, promised: 900 }]);
  });

  it('a promise waits until its day and grace, is kept by what came since, else broken', () => {
    const promise = event('2026-03-05', { kind: 'promise', by: day('2026-03-10'), amount: minor(500) });
    const stateOf = (asOf: string, paid: readonly Reduction[]): string | undefined =>
      stateOn(asOf, [promise], paid).promise?.state;
    expect(stateOf('2026-03-11', [came('2026-03-01', 500)])).toBe('waiting');
    expect(stateOf('2026-03-12', [came('2026-03-01', 500)])).toBe('broken');
    expect(stateOf('2026-03-12', [came('2026-03-11', 500)])).toBe('kept');
    expect(stateOf('2026-03-20', [came('2026-03-12', 500)])).toBe('broken');
  });

  it('given up in part is open for the rest; more money than that is more than was owed', () => {
    const writeOff = event('2026-04-01', { kind: 'write-off', amount: minor(300), cause: 'bankrupt' });
    expect(stateOn('2026-04-01', [writeOff])).toMatchObject({ open: 700, writtenOff: 300, paid: 0 });
    expect(stateOn('2026-05-01', [writeOff], [came('2026-04-20', 1000)]).open).toBe(-300);
  });

  it('paid in another way from the day that was agreed', () => {
    const method = event('2026-03-05', { kind: 'method', to: 'transfer' });
    expect(stateOn('2026-03-04', [method]).method).toBeUndefined();
    expect(stateOn('2026-03-05', [method]).method).toBe('transfer');
  });
});
