import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import type { LateFeeTerms } from '../../src/model/late-fee-terms.ts';
import { Decimal, minor } from '../../src/model/money.ts';
import type { ReceivableEvent } from '../../src/model/receivable.ts';
import type { LateFeeMove } from '../../src/model/receivable-case.ts';
import { debtState, lateFeesOf, type DebtState } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;
const terms: LateFeeTerms = { rates: [{ perDay: new Decimal('0.001') }], rounding: 'total' };

let count = 0;
function event(on: string, decision: ReceivableEvent['decision']): ReceivableEvent {
  count += 1;
  return { id: `e-${count}`, ref: 'order:1', on: day(on), reason: 'x', operator: 'anna', decision };
}

/** 800.00 due on 31 March, in two parts: 300.00 by 30 April, 500.00 by 31 May. */
function planned(asOf: string, events: readonly ReceivableEvent[], paid: DebtState['reductions'] = []): DebtState {
  const parts = [
    { dueOn: day('2026-04-30'), amount: minor(30_000) },
    { dueOn: day('2026-05-31'), amount: minor(50_000) },
  ];
  return debtState({
    original: minor(80_000),
    dueOn: day('2026-03-31'),
    reductions: paid,
    events: [event('2026-03-15', { kind: 'plan', parts }), ...events],
    asOf: day(asOf),
    promiseGraceDays: 0,
  });
}

const paidFee = (amount: number): LateFeeMove => ({ on: day('2026-06-01'), kind: 'paid', amount: minor(amount) });

describe('the late fee of a debt in parts', () => {
  const asOf = day('2026-06-10');
  const dispute = event('2026-05-10', { kind: 'dispute', amount: minor(40_000) });

  it('runs on each part from its own due day', () => {
    // 300.00 × 41 days × 0.1 %, 500.00 × 10 days × 0.1 %.
    expect(lateFeesOf({ ...planned(asOf, []), lateFeeMoves: [] }, terms, asOf)).toEqual([1_230, 500]);
  });

  it('a disputed amount lies on the first parts with anything open, once', () => {
    // 400.00 from 10 May: all of the first part (9 days charged), 100.00 of the second.
    const state = planned(asOf, [dispute]);
    expect(lateFeesOf({ ...state, lateFeeMoves: [] }, terms, asOf)).toEqual([270, 400]);
  });

  it('a disputed amount leaves out a part that was paid before it', () => {
    // The first part was paid on its day; of the second 400.00 are disputed, 100.00 × 10 days are charged.
    const paid = [{ on: day('2026-04-30'), amount: minor(30_000), kind: 'receipt' as const }];
    const state = planned(asOf, [dispute], paid);
    expect(lateFeesOf({ ...state, lateFeeMoves: [] }, terms, asOf)).toEqual([0, 100]);
  });

  it('what was paid of the fee lowers the first part’s, then the next one’s', () => {
    expect(lateFeesOf({ ...planned(asOf, []), lateFeeMoves: [paidFee(1_300)] }, terms, asOf)).toEqual([0, 430]);
    expect(lateFeesOf({ ...planned(asOf, []), lateFeeMoves: [paidFee(9_999)] }, terms, asOf)).toEqual([0, 0]);
  });

  it('cap and least fee are of each part', () => {
    const bounded = { ...terms, capRatio: new Decimal('0.02'), minFee: minor(550) };
    // 2 % of 300.00 is 6.00; 5.00 is below 5.50.
    expect(lateFeesOf({ ...planned(asOf, []), lateFeeMoves: [] }, bounded, asOf)).toEqual([600, 0]);
  });
});
