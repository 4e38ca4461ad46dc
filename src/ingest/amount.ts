import { decimalsOf, type Currency } from '../model/currency.ts';
import { Decimal, minor, parseAmount, type AmountReading } from '../model/money.ts';
import type { ProblemCode } from '../model/problem.ts';

/** Thousandths of a minor unit: exact for amounts printed with up to three places more than the currency has. */
export const EXACT_UNITS = 1_000;

const FINE = /^[+-]?\d{1,13}\.\d{1,8}$/;

/** As `parseAmount`, but finer places are rounded half-up, away from zero, to the minor unit. */
export function parseRounded(text: string, currency: Currency): AmountReading {
  const reading = parseAmount(text, currency);
  if (reading.ok || reading.fault !== 'too-fine' || !FINE.test(text)) return reading;
  const units = new Decimal(text).times(10 ** decimalsOf(currency));
  return { ok: true, minor: minor(units.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()) };
}

/** An amount in thousandths of a minor unit; undefined when it isn't one, or is finer still. */
export function parseExact(text: string, currency: Currency): number | undefined {
  const reading = parseAmount(text, currency);
  if (reading.ok) return reading.minor * EXACT_UNITS;
  if (reading.fault !== 'too-fine' || !FINE.test(text)) return undefined;
  const units = new Decimal(text).times(10 ** decimalsOf(currency)).times(EXACT_UNITS);
  return units.isInteger() ? units.toNumber() : undefined;
}

/** The code under which a cell that is no amount is reported. */
export function amountProblem(reading: AmountReading & { readonly ok: false }): ProblemCode {
  if (reading.fault === 'empty') return 'AMOUNT_MISSING';
  return reading.fault === 'too-fine' ? 'AMOUNT_TOO_FINE' : 'AMOUNT_UNREADABLE';
}
