import { decimalsOf, type Currency } from '../model/currency.ts';
import { Decimal, minor, parseAmount, type AmountReading, type Minor } from '../model/money.ts';
import type { ProblemCode } from '../model/problem.ts';

/** Thousandths of a minor unit: exact for amounts printed with up to three places more than the currency has. */
export const EXACT_UNITS = 1_000;

const FINE = /^[+-]?\d{1,13}\.\d{1,8}$/;

const ZERO_DIGIT = 0x30;
const MINUS = 0x2d;
const BACKTICK = 0x60;
/** So many digits are a safe integer whatever they are. */
const SAFE_DIGITS = 15;

/**
 * The usual amount (`128.00`, `-0.12000`, also behind a backtick) without a pattern or a piece of text: most cells of a
 * statement are such. Undefined for everything else, which `parseAmount` reads; where both do, they agree.
 */
export function plainAmount(cell: string, decimals: number): Minor | undefined {
  let at = cell.charCodeAt(0) === BACKTICK ? 1 : 0;
  const negative = cell.charCodeAt(at) === MINUS;
  if (negative) at += 1;
  const point = cell.indexOf('.', at);
  const end = point < 0 ? cell.length : point;
  if (end === at || end - at + decimals > SAFE_DIGITS || cell.length - end > 9 || end === cell.length - 1)
    return undefined;
  const whole = digitsBetween(cell, at, end);
  if (whole === undefined) return undefined;
  const fraction = fractionFrom(cell, end + 1, decimals);
  if (fraction === undefined) return undefined;
  const size = whole * 10 ** decimals + fraction;
  return minor(negative ? -size : size);
}

function digitsBetween(cell: string, from: number, to: number): number | undefined {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = cell.charCodeAt(at) - ZERO_DIGIT;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** The currency's places; a digit beyond them has to be a zero. */
function fractionFrom(cell: string, from: number, decimals: number): number | undefined {
  const kept = Math.min(cell.length, from + decimals);
  const value = digitsBetween(cell, from, kept);
  if (value === undefined || digitsBetween(cell, kept, cell.length) !== 0) return undefined;
  return value * 10 ** (from + decimals - Math.max(kept, from));
}

/** As `parseAmount`, but finer places are rounded half-up, away from zero, to the minor unit. */
export function parseRounded(text: string, currency: Currency): AmountReading {
  const reading = parseAmount(text, currency);
  if (reading.ok || reading.fault !== 'too-fine' || !FINE.test(text)) return reading;
  const units = new Decimal(text).times(10 ** decimalsOf(currency));
  return { ok: true, minor: minor(units.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()) };
}

/** A whole number of 1/10^places of a currency's unit; `too-fine` when that is no whole number of its minor units. */
export function parseUnits(text: string, places: number, currency: Currency): AmountReading {
  const reading = parseAmount(text, currency);
  if (!reading.ok && reading.fault !== 'too-fine') return reading;
  if (!/^[+-]?\d{1,15}$/.test(text)) return { ok: false, fault: 'unreadable' };
  const units = new Decimal(text).times(new Decimal(10).pow(decimalsOf(currency) - places));
  return units.isInteger() ? { ok: true, minor: minor(units.toNumber()) } : { ok: false, fault: 'too-fine' };
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
