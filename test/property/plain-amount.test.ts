import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseExact, parseRounded, plainAmount } from '../../src/ingest/amount.ts';
import { CNY, decimalsOf, type Currency } from '../../src/model/currency.ts';
import { parseAmount } from '../../src/model/money.ts';

const currency = fc.constantFrom(CNY, 'JPY' as Currency, 'KWD' as Currency);
const text = fc.oneof(
  fc.stringMatching(/^-?[0-9]{1,9}(?:\.[0-9]{0,5})?$/),
  fc.stringMatching(/^[-+0-9.,`¥ ]{0,12}$/),
  fc.string({ maxLength: 8 }),
);

test('what the quick reader of amounts takes, the strict one reads the same', () => {
  fc.assert(
    fc.property(text, currency, (cell, unit) => {
      const plain = plainAmount(cell, decimalsOf(unit));
      if (plain !== undefined) expect(parseAmount(cell.replace(/^`/, ''), unit)).toEqual({ ok: true, minor: plain });
    }),
    { numRuns: 3_000 },
  );
});

test('an amount of whole fen is taken by the quick reader, with or without a sign, point and zeros behind', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.nat(3), (fen, zeros) => {
      const size = String(Math.abs(fen)).padStart(3, '0');
      const printed = `${fen < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}${'0'.repeat(zeros)}`;
      expect(plainAmount(printed, 2)).toBe(fen === 0 ? 0 : fen);
    }),
  );
});

test('finer places round half away from zero where a platform rounds, and stay exact where they are summed', () => {
  expect(parseRounded('0.76500', CNY)).toEqual({ ok: true, minor: 77 });
  expect(parseRounded('-0.76500', CNY)).toEqual({ ok: true, minor: -77 });
  expect(parseRounded('0.76499', CNY)).toEqual({ ok: true, minor: 76 });
  expect(parseExact('0.76500', CNY)).toBe(76_500);
  expect(parseExact('0.765001', CNY)).toBeUndefined();
});
