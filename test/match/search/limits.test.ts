import { describe, expect, it } from 'vitest';

import { CNY } from '../../../src/model/currency.ts';
import type { Day, Moment } from '../../../src/model/day.ts';
import type { ExpectedPayout, OpenBankLine } from '../../../src/model/match.ts';
import { minor } from '../../../src/model/money.ts';
import { passesCalled, searched } from '../search-worlds.ts';

const DAY = '2026-06-02' as Day;

function payouts(count: number): readonly ExpectedPayout[] {
  return Array.from({ length: count }, (_, index): ExpectedPayout => ({
    payout: {
      id: index + 1,
      kind: 'payout',
      item: 'line',
      accountId: 1,
      ref: `batch:P${index}`,
      occurredAt: DAY as unknown as Moment,
      amount: minor(10_007 + index * index * 13),
      currency: CNY,
    },
    dueOn: DAY,
    lastOn: DAY,
  }));
}

function credits(count: number): readonly OpenBankLine[] {
  return Array.from({ length: count }, (_, index): OpenBankLine => ({
    id: index + 1,
    accountId: 9,
    ref: `bank:ccb/B${index}`,
    bookedAt: DAY as unknown as Moment,
    amount: minor(20_001 + index),
    currency: CNY,
    counterparty: '财付通',
  }));
}

const merged = passesCalled('payouts-merged');

describe('a search that would be too large', () => {
  it('of more than forty-four payouts is left out and named', () => {
    const { limits } = searched({ payouts: payouts(45), credits: credits(1) }, merged);
    expect(limits).toEqual([{ limit: 'searchLines', account: 'acquirer', ref: 'bank:ccb/B0' }]);
  });

  it('is left out too where many large ones together would keep the run waiting', () => {
    const { limits } = searched({ payouts: payouts(44), credits: credits(6) }, merged);
    expect(limits.map(({ limit, ref }) => [limit, ref])).toEqual([
      ['searchSums', 'bank:ccb/B4'],
      ['searchSums', 'bank:ccb/B5'],
    ]);
  });

  it('small ones are always made, however many', () => {
    expect(searched({ payouts: payouts(14), credits: credits(60) }, merged).limits).toEqual([]);
  });
});
