import { Decimal as DecimalJs } from 'decimal.js';

import { decimalsOf, type Currency } from './currency.ts';
import { invariant } from './problem.ts';

/** A whole number of a currency's minor units (fen, cents). Made only here; never a fraction, never a float. */
export type Minor = number & { readonly __brand: 'Minor' };

/** An amount with its currency. */
export interface Money {
  readonly minor: Minor;
  readonly currency: Currency;
}

/** Exact decimals for rates and parsing; its default of 20 digits loses fen on big sums (DOMAIN.md 4). */
export const Decimal = DecimalJs.clone({ precision: 60, rounding: DecimalJs.ROUND_HALF_UP });
export type Decimal = DecimalJs;

export type Rounding = 'half-up' | 'half-even' | 'up' | 'down';

const ROUNDINGS: Readonly<Record<Rounding, DecimalJs.Rounding>> = {
  'half-up': DecimalJs.ROUND_HALF_UP,
  'half-even': DecimalJs.ROUND_HALF_EVEN,
  up: DecimalJs.ROUND_UP,
  down: DecimalJs.ROUND_DOWN,
};

export const ZERO = 0 as Minor;

/** Takes a safe integer as minor units; anything else is a bug of ours. */
export function minor(value: number): Minor {
  invariant(Number.isSafeInteger(value), 'an amount is a whole number of minor units');
  return (value === 0 ? 0 : value) as Minor;
}

export function plus(...amounts: readonly Minor[]): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return minor(total);
}

export function minus(from: Minor, amount: Minor): Minor {
  return minor(from - amount);
}

export function negate(amount: Minor): Minor {
  return minor(-amount);
}

export function absolute(amount: Minor): Minor {
  return minor(Math.abs(amount));
}

/** `amount × rate`, rounded once to a whole minor unit in the named way (half-up goes away from zero). */
export function applyRate(amount: Minor, rate: Decimal, rounding: Rounding): Minor {
  return minor(new Decimal(amount).times(rate).toDecimalPlaces(0, ROUNDINGS[rounding]).toNumber());
}

/** `128.00`: the currency's own number of places, a point, no grouping. */
export function formatAmount(amount: Minor, currency: Currency): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const sign = amount < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Why a text is no amount. `empty` is for the marks statements print where there is none (blank, `-`, `--`, `/`). */
export type AmountFault = 'empty' | 'unreadable' | 'too-fine' | 'too-large';
export type AmountReading =
  | { readonly ok: true; readonly minor: Minor }
  | { readonly ok: false; readonly fault: AmountFault };

const PLAIN = /^([+-]?)(\d{1,13})(?:\.(\d{1,8}))?$/;
const NONE = new Set(['', '-', '--', '/', '\\', '__', '—', '－']);
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const BARE = /^(?:\d+(?:\.\d*)?|\.\d+)$/;

/**
 * Reads an amount exactly: sign, brackets, ¥/￥/CNY/元, thousands separators in their places, full-width digits.
 * Non-zero digits beyond the currency's places are `too-fine`, never rounded away.
 */
export function parseAmount(text: string, currency: Currency): AmountReading {
  const decimals = decimalsOf(currency);
  const plain = PLAIN.exec(text);
  if (plain) return fromDigits(plain[1] === '-', plain[2] ?? '', plain[3] ?? '', decimals);
  return parseDressed(text, decimals, currency);
}

/** The slow road: everything that isn't plain digits. */
function parseDressed(text: string, decimals: number, currency: Currency): AmountReading {
  let rest = text.normalize('NFKC').replace(/[\s\u200B\uFEFF`'"=]+/gu, '').replaceAll('\u2212', '-');
  if (NONE.has(rest)) return { ok: false, fault: 'empty' };
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed) {
    negative = true;
    rest = bracketed[1] ?? '';
    if (/^[+-]/.test(rest)) return { ok: false, fault: 'unreadable' };
  }
  rest = stripUnit(rest, currency);
  const sign = /^[+-]/.exec(rest);
  if (sign) {
    negative = sign[0] === '-';
    rest = stripUnit(rest.slice(1), currency);
  }
  if (GROUPED.test(rest)) rest = rest.replaceAll(',', '');
  if (!BARE.test(rest)) return { ok: false, fault: 'unreadable' };
  const [whole = '', fraction = ''] = rest.split('.');
  return fromDigits(negative, whole, fraction, decimals);
}

function stripUnit(text: string, currency: Currency): string {
  let rest = text.replace(/^[¥$€£]/u, '').replace(/元$/u, '');
  if (rest.toUpperCase().startsWith(currency)) rest = rest.slice(currency.length);
  else if (rest.toUpperCase().endsWith(currency)) rest = rest.slice(0, -currency.length);
  return rest;
}

function fromDigits(negative: boolean, whole: string, fraction: string, decimals: number): AmountReading {
  const kept = fraction.length > decimals ? fraction.slice(0, decimals) : fraction.padEnd(decimals, '0');
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return { ok: false, fault: 'too-fine' };
  const value = Number(whole + kept);
  if (!Number.isSafeInteger(value)) return { ok: false, fault: 'too-large' };
  return { ok: true, minor: (negative && value !== 0 ? -value : value) as Minor };
}

/**
 * Splits an amount over weights so that the parts add up to the whole: each part is floored, the spare units go one
 * each to the largest fractions, ties to the first. Weights are non-negative and not all zero.
 */
export function allocate(total: Minor, weights: readonly number[]): readonly Minor[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  invariant(sum > 0 && weights.every((weight) => weight >= 0), 'allocation weights are non-negative and not all zero');
  const sign = total < 0 ? -1 : 1;
  const exact = weights.map((weight) => new Decimal(Math.abs(total)).times(weight).dividedBy(sum));
  const parts = exact.map((share) => share.floor().toNumber());
  let spare = Math.abs(total) - parts.reduce((left, right) => left + right, 0);
  const byFraction = exact
    .map((share, index) => ({ index, fraction: share.minus(share.floor()) }))
    .sort((left, right) => right.fraction.comparedTo(left.fraction) || left.index - right.index);
  for (const { index } of byFraction) {
    if (spare === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    spare -= 1;
  }
  return parts.map((part) => minor(sign * part));
}
