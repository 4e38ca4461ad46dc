import { decimalsOf, type Currency } from '../model/currency.ts';
import { Decimal, isInLakhs, minor, parseAmount, type AmountReading, type Minor } from '../model/money.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { DecimalMark } from './profile.ts';

/** Thousandths of a minor unit: exact for amounts printed with up to three places more than the currency has. */
export const EXACT_UNITS = 1_000;

const FINE = /^[+-]?\d{1,13}\.\d{1,8}$/;

const ZERO_DIGIT = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;
const BACKTICK = 0x60;
/** So many digits are a safe integer whatever they are. */
const SAFE_DIGITS = 15;

/**
 * The usual amount (`128.00`, `-0.12000`, also behind a backtick) without a pattern or a piece of text: most cells of a
 * statement are such. The cell stands in `text` from `from` to `to`. Undefined for everything else, which `parseAmount`
 * reads; where both do, they agree.
 */
export function plainAmount(text: string, decimals: number, from = 0, to = text.length): Minor | undefined {
  const marked = from < to && text.charCodeAt(from) === BACKTICK ? from + 1 : from;
  const negative = marked < to && text.charCodeAt(marked) === MINUS;
  const size = plainSize(text, decimals, negative ? marked + 1 : marked, to);
  return size === undefined ? undefined : minor(negative ? -size : size);
}

function plainSize(text: string, decimals: number, from: number, to: number): number | undefined {
  let size = 0;
  let at = from;
  for (; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO_DIGIT;
    if (digit < 0 || digit > 9) break;
    size = size * 10 + digit;
  }
  if (at === from || at - from + decimals > SAFE_DIGITS) return undefined;
  return at === to ? size * 10 ** decimals : withPlaces(size, { text, from: at, to, decimals });
}

interface Places {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly decimals: number;
}

/** The currency's places behind a point; a digit beyond them has to be a zero. */
function withPlaces(whole: number, { text, from, to, decimals }: Places): number | undefined {
  const places = to - from - 1;
  if (text.charCodeAt(from) !== POINT || places < 1 || places > 8) return undefined;
  let size = whole;
  for (let place = 1; place <= places; place += 1) {
    const digit = text.charCodeAt(from + place) - ZERO_DIGIT;
    if (digit < 0 || digit > 9 || (place > decimals && digit !== 0)) return undefined;
    if (place <= decimals) size = size * 10 + digit;
  }
  return places < decimals ? size * 10 ** (decimals - places) : size;
}

/** The digits of an amount with the marks between and around them; what stands before and behind is its dress. */
const NUMBER = /^(?<before>[^\d.,]*)(?<digits>[.,]?\d(?:[\d.,'’\s]*\d)?[.,]?)(?<behind>[^\d.,]*)$/u;
/** `1 234`, `1.234.567`, `12’345`: a mark between every three digits, the same one throughout. */
const GROUPED = /^[1-9]\d{0,2}(?:([.,'’\s])\d{3})(?:\1\d{3})*$/u;
/** Longer than any amount. */
const LONGEST = 80;

/**
 * An amount in another punctuation as `parseAmount` wants it: a point before its decimals, nothing between its
 * thousands. Blanks and apostrophes between thousands are taken in either. `,`: the comma is the decimal mark.
 * `shown`: with two marks the last is the decimal one; one mark before exactly three digits stands between thousands,
 * unless the currency itself has three places, where it could be either. Undefined when it can't be told.
 */
function withPoint(text: string, mark: DecimalMark, currency: Currency): string | undefined {
  if (mark === '.') return text;
  const cell = text.length > LONGEST ? undefined : NUMBER.exec(text)?.groups;
  if (cell === undefined) return /\p{N}/u.test(text) ? undefined : text;
  const digits = bareDigits(cell['digits'] ?? '', mark, currency);
  return digits === undefined ? undefined : `${cell['before'] ?? ''}${digits}${cell['behind'] ?? ''}`;
}

function bareDigits(digits: string, mark: ',' | 'shown', currency: Currency): string | undefined {
  const point = mark === ',' ? digits.lastIndexOf(',') : shownPoint(digits, decimalsOf(currency));
  if (point === undefined) return undefined;
  const whole = point < 0 ? digits : digits.slice(0, point);
  const isGrouped = GROUPED.test(whole) || isInLakhs(whole, currency);
  const bare = isGrouped ? whole.replace(/\D/gu, '') : whole;
  if (!/^\d*$/.test(bare)) return undefined;
  return point < 0 ? bare : `${bare}.${digits.slice(point + 1)}`;
}

/** Where the decimal mark stands; −1 for none, undefined when it can't be told. */
function shownPoint(digits: string, decimals: number): number | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return -1;
  const whole = digits.slice(0, last);
  const mark = digits.charAt(last);
  if (/\D/.test(whole)) return whole.includes(mark) ? -1 : last;
  const couldGroup = digits.length - last - 1 === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (!couldGroup) return last;
  return decimals === 3 ? undefined : -1;
}

/** As `parseAmount`, in the format's punctuation. */
export function readAmount(text: string, currency: Currency, mark: DecimalMark): AmountReading {
  const pointed = withPoint(text, mark, currency);
  return pointed === undefined ? UNREADABLE : parseAmount(pointed, currency);
}

const UNREADABLE: AmountReading = { ok: false, fault: 'unreadable' };

/** As `parseAmount`, but finer places are rounded half-up, away from zero, to the minor unit. */
export function parseRounded(printed: string, currency: Currency, mark: DecimalMark = '.'): AmountReading {
  const text = withPoint(printed, mark, currency) ?? printed;
  const reading = readAmount(printed, currency, mark);
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
export function parseExact(printed: string, currency: Currency, mark: DecimalMark = '.'): number | undefined {
  const text = withPoint(printed, mark, currency) ?? printed;
  const reading = readAmount(printed, currency, mark);
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
