import { describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { minor } from '../../src/model/money.ts';
import { StopError } from '../../src/model/problem.ts';
import { isWithin, toleranceFor, writeOffLimit } from '../../src/model/rules.ts';

const LEAST = 'book: Tea shop\naccounts:\n  - { id: ccb, kind: bank }\n';
const WALLET = `${LEAST}  - id: shop\n    kind: wallet\n    platform: jd\n`;

function refusal(text: string): Readonly<Record<string, unknown>> {
  try {
    readSettings(text);
  } catch (error) {
    if (error instanceof StopError) return { code: error.code, ...error.params };
    throw error;
  }
  throw new Error('the settings were taken');
}

describe('rules are written as text', () => {
  it('without a word the passes look as far as they always did, and nothing may be written off', () => {
    const { match, writeOff, tolerance } = readSettings(LEAST);
    expect(match).toMatchObject({ lateDays: 45, returnDays: 30, windowDays: 12, moves: 3, autoLines: 14 });
    expect(writeOff).toEqual({ amount: 0 });
    expect(tolerance.legs['payout-bank']).toEqual({ amount: 0 });
  });

  it('tolerances hold by leg; «amount» alone is that of orders', () => {
    const { tolerance } = readSettings(
      `${LEAST}tolerance: { amount: 0.02, legs: { payout-bank: 0.05, settlement-payout: { share: 0.1%, per_line: 0.01 } } }\n`,
    );
    const { legs } = tolerance;
    expect(legs['order-settlement']).toEqual({ amount: 2 });
    expect(legs['payout-bank']).toEqual({ amount: 5 });
    // 0.1 % of 99.99 is 9.999 fen, rounded down; three lines allow three fen.
    expect(toleranceFor(legs['settlement-payout'], minor(9_999), 3)).toBe(9);
    expect(toleranceFor(legs['settlement-payout'], minor(-100), 3)).toBe(3);
    expect(isWithin(legs['payout-bank'], { expected: minor(100), actual: minor(105), lines: 1 })).toBe(true);
    expect(isWithin(legs['payout-bank'], { expected: minor(100), actual: minor(94), lines: 1 })).toBe(false);
  });

  it('a write-off keeps to both of its limits', () => {
    const { writeOff } = readSettings(`${LEAST}write_off: { amount: 1.00, share: 0.5% }\n`);
    expect(writeOffLimit(writeOff, minor(200_000))).toBe(100);
    expect(writeOffLimit(writeOff, minor(-10_000))).toBe(50);
    expect(writeOffLimit(writeOff, minor(199))).toBe(0);
  });

  it('passes are told how far to look', () => {
    const { match } = readSettings(`${LEAST}match: { late_days: 60, window_days: 7, coincidences: 1% }\n`);
    expect(match).toMatchObject({ lateDays: 60, windowDays: 7, returnDays: 30 });
    expect(match.coincidences.toString()).toBe('0.01');
  });

  it('fees change by day and by steps', () => {
    const text = `${WALLET}    fee:
      - { from: 2026-07-01, tiers: [{ up_to: 1000.00, rate: 0.6% }, { rate: 0.5% }], tiers_by: slices }
      - { to: 2026-06-30, rate: 0.6%, flat: 0.10, max: 50.00 }
`;
    const [, shop] = readSettings(text).accounts;
    expect(shop?.fees?.map(({ from, to }) => [from, to])).toEqual([
      [undefined, '2026-06-30'],
      ['2026-07-01', undefined],
    ]);
    expect(shop?.fees?.[1]?.tiers).toMatchObject({ by: 'slices', steps: [{ upTo: 100_000 }] });
    expect(shop?.fees?.[1]?.rate.toString()).toBe('0.005');
  });

  it('the bank may name a wallet in words of its own', () => {
    const [, shop] = readSettings(
      `${WALLET}    bank_lines: { counterparty: "^网银在线|某某公司", memo: "结算" }\n`,
    ).accounts;
    expect(shop?.bankLines?.counterparty?.test('某某公司')).toBe(true);
    expect(shop?.bankLines?.memo?.test('货款')).toBe(false);
  });

  it.each([
    ['a leg that is none', `${LEAST}tolerance: { legs: { payout-banks: 1 } }\n`, { line: 4, nearest: 'payout-bank' }],
    ['a pass nobody knows', `${LEAST}match: { late_day: 3 }\n`, { line: 4, nearest: 'late_days' }],
    ['more moves than are safe', `${LEAST}match: { moves: 4 }\n`, { line: 4, expected: 'count', most: 3 }],
    [
      'fewer points to take than to suggest',
      `${LEAST}match: { auto_score: 50 }\n`,
      { line: 4, key: 'auto_score', expected: 'score-order' },
    ],
    ['a write-off without a limit', `${LEAST}write_off: { share: 1% }\n`, { key: 'amount', expected: 'missing' }],
    [
      'two fees on a day',
      `${WALLET}    fee: [{ rate: 1% }, { from: 2026-07-01, rate: 2% }]\n`,
      { expected: 'fee-days' },
    ],
    [
      'a fee that ends before it begins',
      `${WALLET}    fee: { rate: 1%, from: 2026-07-01, to: 2026-06-30 }\n`,
      { line: 7 },
    ],
    [
      'steps that fall',
      `${WALLET}    fee: { tiers: [{ up_to: 2, rate: 1% }, { up_to: 1, rate: 1% }, { rate: 1% }] }\n`,
      { expected: 'tiers' },
    ],
    ['steps without an end', `${WALLET}    fee: { tiers: [{ up_to: 2, rate: 1% }] }\n`, { expected: 'tiers' }],
    [
      'a rate beside steps',
      `${WALLET}    fee: { rate: 1%, tiers: [{ up_to: 2, rate: 1% }, { rate: 2% }] }\n`,
      { expected: 'tiers' },
    ],
    [
      'a way without steps',
      `${WALLET}    fee: { rate: 1%, tiers_by: whole }\n`,
      { key: 'tiers_by', expected: 'tiers' },
    ],
    [
      'a pattern that could take for ever',
      `${WALLET}    bank_lines: { memo: "(a+)+$" }\n`,
      { line: 7, expected: 'pattern' },
    ],
    ['no pattern at all', `${WALLET}    bank_lines: {}\n`, { line: 7, expected: 'bank-lines' }],
    [
      'patterns of a bank',
      'book: x\naccounts:\n  - { id: b, kind: bank, bank_lines: { memo: a } }\n',
      { expected: 'wallet-only' },
    ],
  ] as const)('%s is refused with its line', (_what, text, expected) => {
    expect(refusal(text)).toMatchObject(expected);
  });
});
