import { describe, expect, it } from 'vitest';

import { monthSums, realisedFx, reconcile, reconciliationHints, revalue } from '../../src/close/index.ts';
import { CNY, type Currency } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { Decimal, inHomeMoney, minor } from '../../src/model/money.ts';

const day = (text: string): Day => text as Day;
const money = (amount: number, currency: string): { minor: ReturnType<typeof minor>; currency: Currency } => ({
  minor: minor(amount),
  currency: currency as Currency,
});

describe('bank reconciliation', () => {
  const items = [
    { kind: 'bank_in_not_book', amount: minor(500) },
    { kind: 'book_out_not_bank', amount: minor(90) },
  ] as const;

  it('each side is adjusted by what only the other has', () => {
    expect(reconcile(minor(1_000), minor(1_590), items)).toMatchObject({
      adjustedBook: 1_500,
      adjustedBank: 1_500,
      difference: 0,
    });
    expect(reconcile(undefined, minor(1), items)).toMatchObject({ adjustedBook: undefined, difference: undefined });
  });

  it('a difference is looked for in the items: left out, on the wrong side, digits swapped', () => {
    expect(reconciliationHints(minor(0), items)).toEqual([]);
    expect(reconciliationHints(minor(-500), items).map(({ kind }) => kind)).toEqual(['omitted']);
    expect(reconciliationHints(minor(180), items).map(({ kind }) => kind)).toEqual(['wrong-side', 'digits-swapped']);
  });
});

describe('foreign money', () => {
  it('is rounded once at the home currency’s minor unit, whatever places the two have', () => {
    expect(inHomeMoney(money(150_000, 'JPY'), new Decimal('0.048123'), CNY)).toBe(721_845);
    expect(inHomeMoney(money(100_125, 'KWD'), new Decimal('23.1234'), CNY)).toBe(231_523);
    expect(inHomeMoney(money(50, 'USD'), new Decimal('7.21'), CNY)).toBe(361);
    expect(inHomeMoney(money(-50, 'USD'), new Decimal('7.21'), CNY)).toBe(-361);
    expect(inHomeMoney(money(1_000, 'CNY'), new Decimal('20.5'), 'JPY' as Currency)).toBe(205);
  });

  it('the sign of a difference says gain or loss', () => {
    expect(realisedFx(minor(100), minor(101)).word).toBe('gain');
    expect(realisedFx(minor(100), minor(99)).word).toBe('loss');
    expect(revalue(money(1_000_000, 'USD'), minor(7_100_100), new Decimal('7.0827'), CNY)).toEqual({
      revalued: 7_082_700,
      unrealised: -17_400,
    });
  });
});

describe('a month cut off by business days', () => {
  const order = (
    ref: string,
    paidOn: string,
    amount: number,
  ): { ref: string; paidOn: Day; amount: ReturnType<typeof minor> } => ({
    ref,
    paidOn: day(paidOn),
    amount: minor(amount),
  });
  const line = (
    at: string,
    on: string,
    gross: number,
    fee = 0,
  ): { order: string; on: Day; gross: ReturnType<typeof minor>; fee: ReturnType<typeof minor> } => ({
    order: at,
    on: day(on),
    gross: minor(gross),
    fee: minor(fee),
  });
  const span = { from: day('2026-06-01'), to: day('2026-06-30') };

  it('carries over what an earlier month paid and nobody settled, and adds up an order settled in two parts', () => {
    const sums = monthSums({
      ...span,
      orders: [order('old', '2026-05-02', 100), order('parts', '2026-05-31', 90), order('next', '2026-07-01', 10)],
      lines: [line('parts', '2026-05-31', 40), line('parts', '2026-06-01', 50, 1), line('parts', '2026-06-02', -20)],
      payouts: [{ ref: 'W0', on: day('2026-05-31'), amount: minor(5) }],
      bankCredits: [{ ref: 'W0', on: day('2026-07-02'), amount: minor(5) }],
    });
    expect(sums).toMatchObject({ sales: 0, settledGross: 50, refunds: 20, fees: 1, netSettled: 29, balanceChange: 29 });
    expect(sums).toMatchObject({ unsettled: ['old'], differences: [], inTransit: ['W0'], voucherTotal: 30 });
  });

  it('a difference belongs to the month that settled it, and names an unknown order once', () => {
    const facts = {
      ...span,
      orders: [order('A', '2026-06-01', 100)],
      lines: [line('A', '2026-06-02', 99), line('X', '2026-06-03', 5), line('X', '2026-06-04', 5)],
      payouts: [],
      bankCredits: [],
    };
    expect(monthSums(facts)).toMatchObject({
      differences: [{ order: 'A', amount: 100, settled: 99, difference: -1 }],
      withoutOrder: ['X'],
    });
    expect(monthSums({ ...facts, from: day('2026-07-01'), to: day('2026-07-31') }).differences).toEqual([]);
  });
});
