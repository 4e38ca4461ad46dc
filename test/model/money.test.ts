import { describe, expect, it } from 'vitest';

import { CNY, type Currency } from '../../src/model/currency.ts';
import { allocate, applyRate, Decimal, formatAmount, minor, parseAmount, plus } from '../../src/model/money.ts';

const fault = (text: string, currency = CNY): string | undefined => {
  const reading = parseAmount(text, currency);
  return reading.ok ? undefined : reading.fault;
};

describe('an amount in a cell', () => {
  it.each([
    ['--100', '-+100', '100-', '+-1', '1.2.3', '1,23,4.5', '1,2345', ',123', '12,34', '1.234,56', '0x1F', '1e5'],
    ['0b11', 'Infinity', 'NaN', '12B.00', '12 34', "1'234", '12=34', '12²', '①', '½', '٣', '()', '(12', '12)'],
    ['(-12)', '(+12)', '(¥-12)', '-(12)', '¥¥12', 'CNY¥12', '¥-¥12', '.', '-.', '12元元', 'CNY', '12%', '12万'],
    ['$12', '12 USD', '€12', '12円'],
    [`1${' '.repeat(100_000)}x`, '('.repeat(100_000), `1${',000'.repeat(10_000)}`],
  ])('is refused outside the grammar, never guessed: %s …', (...texts) => {
    for (const text of texts) expect([text.slice(0, 20), fault(text)]).toEqual([text.slice(0, 20), 'unreadable']);
  });

  it('has no more places than its currency, unless they are zeros', () => {
    expect(fault('0.005')).toBe('too-fine');
    expect(fault('1.5', 'JPY' as Currency)).toBe('too-fine');
    expect(parseAmount('1.500', CNY)).toEqual({ ok: true, minor: 150 });
    expect(parseAmount('1.234', 'KWD' as Currency)).toEqual({ ok: true, minor: 1234 });
  });

  it('stays exact or is refused as too large', () => {
    expect(parseAmount('90071992547409.91', CNY)).toEqual({ ok: true, minor: Number.MAX_SAFE_INTEGER });
    expect(fault('90071992547409.92')).toBe('too-large');
    expect(fault('9'.repeat(60))).toBe('too-large');
  });

  it.each(['', ' ', '-', '--', '/', '\\', '—', '－', '／', '""', '\t'])('%j means that there is none', (text) => {
    expect(fault(text)).toBe('empty');
  });

  it.each([
    ['0', 0],
    ['-0.00', 0],
    ['4.35', 435],
    ['1.00', 100],
    ['+7', 700],
    ['.5', 50],
    ['5.', 500],
    ['1,234,567.80', 123_456_780],
    ['１２３．４５', 12_345],
    ['￥１，２３４．５０', 123_450],
    ['¥12', 1200],
    ['-¥12', -1200],
    ['¥-12', -1200],
    ['¥ 12.00', 1200],
    ['CNY 12.00', 1200],
    ['12.00 CNY', 1200],
    ['RMB12', 1200],
    ['12.30元', 1230],
    ['(12.00)', -1200],
    ['(¥12)', -1200],
    ['3.00-', -300],
    ['1,653.75-', -165_375],
    ['3.00-元', -300],
    ['\u22125.00', -500],
    ['－5.00', -500],
    ['`12.00', 1200],
    ['="12.00"', 1200],
    ["'12.00\t", 1200],
    ['\u00A012.00\u3000', 1200],
  ])('%s is %i fen', (text, fen) => {
    expect(parseAmount(text, CNY)).toEqual({ ok: true, minor: fen });
  });
});

describe('an amount in its own country’s dress', () => {
  it.each([
    ['USD', '$30.00', 3000],
    ['USD', '-$3.00', -300],
    ['USD', '$-3.00', -300],
    ['USD', '($3.00)', -300],
    ['USD', '(3.00)', -300],
    ['USD', 'US$30.00', 3000],
    ['USD', '-US$ 1,030.00', -103_000],
    ['USD', '32.09    ', 3209],
    ['USD', '"+1,653.75"', 165_375],
    ['USD', '30.00 USD', 3000],
    ['CAD', 'CA$12.50', 1250],
    ['EUR', '€12.99', 1299],
    ['EUR', '12.99 €', 1299],
    ['EUR', '-12.99\u00A0€', -1299],
    ['GBP', '£1,200.00', 120_000],
    ['INR', '₹499.00', 49_900],
    ['INR', '1,23,456.78', 12_345_678],
    ['INR', '12,34,56,789.00', 12_345_678_900],
    ['BRL', 'R$ 12.30', 1230],
    ['JPY', '¥1,500', 1500],
    ['INR', '1,00,000.00 CR', 10_000_000],
    ['INR', '50.00 Dr', -5000],
    ['USD', 'DR 3,000.00', -300_000],
  ])('%s %s', (currency, text, units) => {
    expect(parseAmount(text, currency as Currency)).toEqual({ ok: true, minor: units });
  });

  it.each([
    ['another currency’s sign', 'US$3.00', 'CAD'],
    ['another currency’s sign', '€3.00', 'USD'],
    ['two signs', '-3.00-', 'USD'],
    ['two signs', '(3.00-)', 'USD'],
    ['a sign and a side', '-3.00 DR', 'USD'],
    ['two sides', 'CR 3.00 DR', 'USD'],
    ['half a range', '100-', 'USD'],
    ['commas as in India', '1,23,456.78', 'USD'],
  ])('is refused with %s: %s', (_why, text, currency) => {
    expect(fault(text, currency as Currency)).toBe('unreadable');
  });
});

describe('arithmetic on amounts', () => {
  it('stops at a step that is no longer exact, even when the end would look sound', () => {
    const largest = minor(Number.MAX_SAFE_INTEGER);
    expect(() => plus(largest, minor(2), minor(-2))).toThrow('whole number');
    expect(() => minor(0.5)).toThrow('whole number');
  });

  it.each([
    ['half-up', 1, 2, -1],
    ['half-even', 0, 2, 0],
    ['up', 1, 2, -1],
    ['down', 0, 1, 0],
  ] as const)('a rate is rounded %s once, alike on both sides of zero', (rounding, half, oneAndAHalf, minusHalf) => {
    const rate = new Decimal('0.002');
    expect(applyRate(minor(250), rate, rounding)).toBe(half);
    expect(applyRate(minor(750), rate, rounding)).toBe(oneAndAHalf);
    expect(applyRate(minor(-250), rate, rounding)).toBe(minusHalf);
  });

  it('a split over fractions adds up, however large', () => {
    const parts = allocate(minor(Number.MAX_SAFE_INTEGER), [0.1, 0.7]);
    expect(plus(...parts)).toBe(Number.MAX_SAFE_INTEGER);
    expect(allocate(minor(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(minor(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(() => allocate(minor(1), [0, 0])).toThrow('not all zero');
    expect(() => allocate(minor(1), [1, -1, 2])).toThrow('non-negative');
  });

  it('prints the places of the currency', () => {
    expect(formatAmount(minor(5), CNY)).toBe('0.05');
    expect(formatAmount(minor(-12_345), CNY)).toBe('-123.45');
    expect(formatAmount(minor(7), 'JPY' as Currency)).toBe('7');
    expect(formatAmount(minor(7), 'KWD' as Currency)).toBe('0.007');
  });
});
