import { describe, expect, it } from 'vitest';

import { agreedParts } from '../../src/jobs/receivable-book.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import { parseFullTerms } from '../../src/model/early-discount.ts';
import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import { debtState } from '../../src/receivables/index.ts';
import type { ReceivableRow } from '../../src/store/read/receivables.ts';
import { SETTINGS } from '../match/world-books.ts';

const day = (text: string): Day => text as Day;

/** A sale of 10 January on these terms, in parts as `2026-02-09 333.33`. */
function partsOf(terms: string, amount: number, own: Partial<ReceivableRow> = {}): readonly string[] {
  const row: ReceivableRow = {
    item: 'order',
    id: 1,
    ref: 'order:1',
    number: '1',
    customer: '甲公司',
    openedOn: day('2026-01-10'),
    amount: minor(amount),
    currency: SETTINGS.currency,
    isPaid: false,
    place: { file: 'orders.csv', line: 2 },
    terms,
    ...own,
  };
  return agreedParts(row, SETTINGS, calendarFrom()).map((part) => `${part.dueOn} ${part.amount}`);
}

describe('terms in parts', () => {
  it('equal parts are due a month apart from the first one’s day, the rest on the last', () => {
    const three = ['2026-02-09 33333', '2026-03-09 33333', '2026-04-09 33334'];
    for (const text of ['3x net 30', '分3期 net 30', '3期 30天', '分 3 期, net 30']) {
      expect(partsOf(text, 100_000), text).toEqual(three);
    }
  });

  it('shares have terms of their own; each is rounded, the last takes the rest', () => {
    expect(partsOf('30%预付+70%月结30天', 99_999)).toEqual(['2026-01-10 30000', '2026-03-02 69999']);
    expect(partsOf('30% advance + 60% eom+10 + 10% months:12', 100_001)).toEqual([
      '2026-01-10 30000',
      '2026-02-10 60001',
      '2027-01-10 10000',
    ]);
  });

  it('a due day in the file is the whole sale’s, whatever the terms', () => {
    expect(partsOf('3x net 30', 100_000, { dueOn: day('2026-05-01') })).toEqual([]);
  });

  it.each([
    '30% net 0 + 60% net 30',
    '100% net 0',
    '1x net 30',
    '121x net 30',
    '3x',
    '分3期 面议',
    '30% advance + 70%',
  ])('«%s» are no terms', (text) => {
    expect(parseFullTerms(text)).toBeUndefined();
  });

  it('terms without parts are what they were, with and without a discount', () => {
    expect(parseFullTerms('eom+10')).toEqual({ terms: { type: 'end-of-month', days: 10 } });
    expect(parseFullTerms('2/10 net 30')).toMatchObject({ terms: { type: 'net', days: 30 }, early: { days: 10 } });
    expect(parseFullTerms('2/10 3x net 30')).toMatchObject({ early: { days: 10 }, parts: { kind: 'equal', count: 3 } });
  });
});

describe('a debt in parts by its terms', () => {
  const agreed = [
    { dueOn: day('2026-02-09'), amount: minor(300) },
    { dueOn: day('2026-05-09'), amount: minor(700) },
  ];
  const facts = { original: minor(1_000), dueOn: day('2026-02-09'), agreed, reductions: [], promiseGraceDays: 0 };
  const maker = { ref: 'order:1', reason: 'x', operator: 'anna' };

  it('an extension moves only what is due before its day', () => {
    const extend = {
      ...maker,
      id: 'e-1',
      on: day('2026-02-20'),
      decision: { kind: 'extend', newDue: day('2026-03-31'), cause: 'agreement', keepAccrued: false } as const,
    };
    const dues = (asOf: string): readonly Day[] =>
      debtState({ ...facts, events: [extend], asOf: day(asOf) }).parts.map((part) => part.dueOn);
    expect(dues('2026-02-19')).toEqual(['2026-02-09', '2026-05-09']);
    expect(dues('2026-02-20')).toEqual(['2026-03-31', '2026-05-09']);
  });

  it('a plan takes the place of what is open, what was paid before keeps its day', () => {
    const plan = {
      ...maker,
      id: 'e-1',
      on: day('2026-03-01'),
      decision: { kind: 'plan', parts: [{ dueOn: day('2026-08-01'), amount: minor(700) }] } as const,
    };
    const reductions = [{ on: day('2026-02-09'), amount: minor(300), kind: 'receipt' as const }];
    const state = debtState({ ...facts, reductions, events: [plan], asOf: day('2026-03-01') });
    expect(state.parts.map(({ dueOn, open }) => [dueOn, open])).toEqual([
      ['2026-02-09', 0],
      ['2026-08-01', 700],
    ]);
    expect(state.dueOn).toBe('2026-08-01');
  });
});
