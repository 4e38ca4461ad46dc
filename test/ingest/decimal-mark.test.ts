import { describe, expect, it } from 'vitest';

import { parseExact, parseRounded, readAmount } from '../../src/ingest/amount.ts';
import type { Currency } from '../../src/model/currency.ts';

const EUR = 'EUR' as Currency;

const read = (text: string, mark: ',' | 'shown', currency = EUR): number | string => {
  const reading = readAmount(text, currency, mark);
  return reading.ok ? reading.minor : reading.fault;
};

describe('in a file whose decimal mark is a comma', () => {
  it.each([
    ['12,99', 1299],
    ['-12,99', -1299],
    ['1.234,56', 123_456],
    ['1.234', 123_400],
    ['1 234,56', 123_456],
    ['1\u00A0234,56', 123_456],
    ['1\u202F234\u202F567,80', 123_456_780],
    ["12'345,60", 1_234_560],
    ['12’345,60', 1_234_560],
    ['€12,99', 1299],
    ['12,99 €', 1299],
    ['-12,99\u00A0€', -1299],
    ['(3,00)', -300],
    ['3,00-', -300],
    ['5', 500],
    [',5', 50],
    ['0,00', 0],
    ['+1.653,75', 165_375],
  ])('%s is %i cents', (text, cents) => {
    expect(read(text, ',')).toBe(cents);
  });

  it.each(['12.99', '1,234.56', '1,2,3', '1.23,45', '1.234 567,00', '0.125', '１.２３４', 'n/a', '12,99 $'])(
    '%s is refused, never read the other way round',
    (text) => {
      expect(read(text, ',')).toBe('unreadable');
    },
  );

  it('more places than the currency has are too fine, and no amount is none', () => {
    expect(read('0,125', ',')).toBe('too-fine');
    expect(read('--', ',')).toBe('empty');
  });

  it('is rounded or kept exact as with a point', () => {
    expect(parseRounded('0,765', EUR, ',')).toEqual({ ok: true, minor: 77 });
    expect(parseExact('1.000,765', EUR, ',')).toBe(100_076_500);
  });
});

describe('where every amount shows its own decimal mark', () => {
  it.each([
    ['1,234.56', 123_456],
    ['1.234,56', 123_456],
    ['1,234,567', 123_456_700],
    ['1.234.567,8', 123_456_780],
    ['1.234', 123_400],
    ['1,234', 123_400],
    ['12,5', 1250],
    ['12.50', 1250],
    ['1 234,5', 123_450],
    ['1’234.50', 123_450],
    ['0.000', 0],
    ['1234.500', 123_450],
    ['7', 700],
  ])('%s is %i cents', (text, cents) => {
    expect(read(text, 'shown')).toBe(cents);
  });

  it.each(['1.234,567.89', '1,23,456', '12 34', '1..5'])('%s is refused', (text) => {
    expect(read(text, 'shown')).toBe('unreadable');
  });

  it('three digits behind one mark are thousands of yen, and can’t be told in dinars', () => {
    expect(read('1.234', 'shown', 'JPY' as Currency)).toBe(1234);
    expect(read('1,234', 'shown', 'KWD' as Currency)).toBe('unreadable');
    expect(read('1,234.500', 'shown', 'KWD' as Currency)).toBe(1_234_500);
    expect(read('0,250', 'shown', 'KWD' as Currency)).toBe(250);
  });
});
