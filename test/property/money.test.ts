import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CNY, decimalsOf, type Currency } from '../../src/model/currency.ts';
import {
  allocate,
  applyRate,
  Decimal,
  formatAmount,
  minor,
  parseAmount,
  plus,
  type Minor,
} from '../../src/model/money.ts';
import { batchFeeTolerance, expectedFeeReturn, feesOf } from '../../src/settlement/index.ts';

fc.configureGlobal({ numRuns: 1_000 });

const amount = fc.maxSafeInteger().map(minor);
const small = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(minor);
const currency = fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'HUF', 'IQD').map((code) => code as Currency);
const grouped = (printed: string): string =>
  printed.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','));

describe('amounts as text', () => {
  it('what is printed is read back to the unit, plain or dressed, in every currency', () => {
    fc.assert(
      fc.property(amount, currency, (value, unit) => {
        const printed = formatAmount(value, unit);
        for (const text of [
          printed,
          grouped(printed),
          `\`${printed}`,
          `="${printed}"`,
          `${unit} ${printed}`,
          ` ${printed}\t`,
        ]) {
          expect([text, parseAmount(text, unit)]).toEqual([text, { ok: true, minor: value }]);
        }
      }),
    );
  });

  it('whatever is read says the same as an independent reading of its digits', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,-+()¥ e')), maxLength: 12 });
    fc.assert(
      fc.property(cell, (text) => {
        const reading = parseAmount(text, CNY);
        if (!reading.ok) return;
        const digits = text.replace(/[^\d.]/g, '');
        expect(digits.split('.').length).toBeLessThanOrEqual(2);
        const [whole = '', fraction = ''] = digits.split('.');
        const value = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2));
        const negative = text.includes('-') || text.includes('(');
        expect(BigInt(reading.minor)).toBe(negative ? -value : value);
        expect(text.match(/[-+(]/g)?.length ?? 0).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20_000 },
    );
  });

  it('a digit more than the currency has is refused unless it is a zero', () => {
    fc.assert(
      fc.property(small, currency, fc.integer({ min: 0, max: 9 }), (value, unit, digit) => {
        const printed = formatAmount(value, unit);
        const longer = decimalsOf(unit) === 0 ? `${printed}.${digit}` : `${printed}${digit}`;
        expect(parseAmount(longer, unit).ok).toBe(digit === 0);
      }),
    );
  });
});

describe('splitting and rounding', () => {
  it('the parts add up to the whole, none is off by a unit, all have its sign', () => {
    const weights = fc
      .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((one) => one > 0));
    fc.assert(
      fc.property(amount, weights, (total, list) => {
        const parts = allocate(total, list);
        const sum = list.reduce((left, right) => left + right, 0);
        expect(parts.reduce((left, right) => left + BigInt(right), 0n)).toBe(BigInt(total));
        for (const [index, part] of parts.entries()) {
          const exact = (BigInt(Math.abs(total)) * BigInt(list[index] ?? 0)) / BigInt(sum);
          const off = BigInt(Math.abs(part)) - exact;
          expect(off === 0n || off === 1n).toBe(true);
          expect(part * total).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('a rate rounds half-up as whole-number arithmetic does, alike on both sides of zero', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (value, tenThousandths) => {
        const rate = new Decimal(tenThousandths).dividedBy(10_000);
        const rounded = (BigInt(Math.abs(value)) * BigInt(tenThousandths) * 2n + 10_000n) / 20_000n;
        expect(BigInt(applyRate(value, rate, 'half-up'))).toBe(value < 0 ? -rounded : rounded);
      }),
    );
  });
});

describe('fees', () => {
  it('P13: line by line and on the batch differ by at most half a fen a line', () => {
    const lines = fc.array(fc.nat({ max: 10_000_000 }).map(minor), { maxLength: 200 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 1_000 }), (grosses, tenThousandths) => {
        const rate = new Decimal(tenThousandths).dividedBy(10_000);
        const { difference, net, sum } = feesOf(
          { rate, flat: minor(0), rounding: 'half-up', returnedOnRefund: false },
          grosses,
        );
        expect(Math.abs(difference)).toBeLessThanOrEqual(batchFeeTolerance(grosses.length));
        expect(plus(net, sum)).toBe(plus(...grosses));
      }),
    );
  });

  it('P14: the fees given back over a full refund are the fee charged, each of them at least nothing', () => {
    const trade = fc
      .tuple(fc.integer({ min: 1, max: 100_000_000 }), fc.nat({ max: 1_000 }))
      .map(([settled, share]) => ({
        settled: minor(settled),
        fee: minor(Math.floor((settled * share) / 1_000)),
      }));
    fc.assert(
      fc.property(
        trade,
        fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 10 }),
        ({ settled, fee }, weights) => {
          const refunds = allocate(
            settled,
            weights.map((weight) => weight + 1),
          );
          const back: Minor[] = [];
          for (const [index, refund] of refunds.entries()) {
            const refundedBefore = plus(...refunds.slice(0, index));
            back.push(expectedFeeReturn({ settled, fee, refundedBefore, feeReturnedBefore: plus(...back), refund }));
          }
          expect(plus(...back)).toBe(fee);
          expect(Math.min(...back)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
