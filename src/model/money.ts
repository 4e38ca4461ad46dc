import { Decimal as DecimalJs } from 'decimal.js';

import { decimalsOf, parseCurrency, type Currency } from './currency.ts';
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
  let total = ZERO;
  for (const amount of amounts) total = minor(total + amount);
  return total;
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

/**
 * Home money for foreign money at a rate (home per 1 foreign): amount × rate, rounded once half-up at the home
 * currency's minor unit (DOMAIN.md 4).
 */
export function inHomeMoney({ minor: amount, currency }: Money, rate: Decimal, home: Currency): Minor {
  const shift = new Decimal(10).pow(decimalsOf(home) - decimalsOf(currency));
  return minor(new Decimal(amount).times(shift).times(rate).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
}

/** `12,800.00`: for people, grouped by thousands. */
export function formatGrouped(amount: Minor, currency: Currency): string {
  const [whole = '', fraction] = formatAmount(amount, currency).split('.');
  const grouped = whole.length <= 3 ? whole : whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Why a text is no amount. `empty` is for the marks statements print where there is none (blank, `-`, `--`, `/`). */
export type AmountFault = 'empty' | 'unreadable' | 'too-fine' | 'too-large';
export type AmountReading =
  { readonly ok: true; readonly minor: Minor } | { readonly ok: false; readonly fault: AmountFault };

const UNREADABLE: AmountReading = { ok: false, fault: 'unreadable' };

const PLAIN = /^([+-]?)(\d{1,13})(?:\.(\d{1,8}))?$/;
const NONE = new Set(['', '-', '--', '/', '\\', '__', '—']);
/** What spreadsheets and exports put around a cell: backtick, apostrophe, tab, `="…"`. */
const WRAPPING = /^[\s\u200B\uFEFF`'"=]+|[\s\u200B\uFEFF`'"]+$/gu;
/** Longer than any amount in its wrapping, and short enough that the patterns below can't take long. */
const LONGEST = 80;
const DRESSED =
  /^(?<open>\()?(?<before>[^\d\s.,()+-]{1,4})? ?(?<sign>[+-])? ?(?<after>[^\d\s.,()+-]{1,4})? ?(?<digits>[\d.,]+)(?<trailing>-)? ?(?<behind>[^\d\s.,()+-]{1,4})?(?<close>\))?$/u;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const BARE = /^(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Signs of money and the currencies they stand for; its names and its ISO code are known to `parseCurrency`. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['¥', ['CNY', 'JPY']],
  ['元', ['CNY', 'HKD', 'TWD', 'MOP']],
  ['円', ['JPY']],
  ['$', ['USD', 'HKD', 'AUD', 'CAD', 'SGD', 'NZD', 'TWD', 'MXN', 'BRL', 'CLP', 'COP', 'ARS']],
  ['US$', ['USD']],
  ['CA$', ['CAD']],
  ['C$', ['CAD']],
  ['AU$', ['AUD']],
  ['A$', ['AUD']],
  ['NZ$', ['NZD']],
  ['HK$', ['HKD']],
  ['NT$', ['TWD']],
  ['S$', ['SGD']],
  ['MX$', ['MXN']],
  ['R$', ['BRL']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['₹', ['INR']],
  ['₩', ['KRW']],
  ['₫', ['VND']],
  ['฿', ['THB']],
  ['₱', ['PHP']],
  ['₺', ['TRY']],
  ['₽', ['RUB']],
  ['₪', ['ILS']],
  ['zł', ['PLN']],
  ['Kč', ['CZK']],
  ['kr', ['SEK', 'NOK', 'DKK']],
]);

/**
 * Reads an amount exactly: sign, brackets, CR and DR, the currency's own sign or code, thousands separators in their
 * places, full-width characters, the wrapping spreadsheets add. Non-zero digits beyond the currency's places are `too-fine`,
 * never rounded away.
 */
export function parseAmount(text: string, currency: Currency): AmountReading {
  const decimals = decimalsOf(currency);
  const plain = PLAIN.exec(text);
  if (plain) return fromDigits(plain[1] === '-', plain[2] ?? '', plain[3] ?? '', decimals);
  return parseDressed(text, decimals, currency);
}

/** The slow road: everything that isn't plain digits. */
function parseDressed(text: string, decimals: number, currency: Currency): AmountReading {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return UNREADABLE;
  const rest = halfWidth(trimmed).replace(WRAPPING, '');
  if (NONE.has(rest)) return { ok: false, fault: 'empty' };
  const cell = DRESSED.exec(rest)?.groups;
  if (cell === undefined || !agrees(cell, currency)) return UNREADABLE;
  const digits = cell['digits'] ?? '';
  const bare = GROUPED.test(digits) || isInLakhs(digits, currency) ? digits.replaceAll(',', '') : digits;
  if (!BARE.test(bare)) return UNREADABLE;
  const [whole = '', fraction = ''] = bare.split('.');
  return fromDigits(isNegative(cell), whole, fraction, decimals);
}

type Cell = Readonly<Record<string, string | undefined>>;

function isNegative(cell: Cell): boolean {
  const { open, sign, trailing } = cell;
  return open !== undefined || sign === '-' || trailing !== undefined || sideOf(cell)?.toLowerCase() === 'dr';
}

/** `100.00 CR`, `50.00 DR`: how some banks print the side of an account instead of a sign. */
function sideOf({ before, after, behind }: Cell): string | undefined {
  return [before, after, behind].find((unit) => unit !== undefined && /^[cd]r$/iu.test(unit));
}

const LAKHS = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;
const IN_LAKHS: ReadonlySet<string> = new Set(['INR', 'PKR', 'BDT', 'NPR', 'LKR']);

/** `1,04,999.00`: how South Asia puts commas into its own money. */
export function isInLakhs(digits: string, currency: Currency): boolean {
  return IN_LAKHS.has(currency) && LAKHS.test(digits);
}

/** Brackets come in pairs and are a sign of their own; units are the currency's, at most one on each end. */
function agrees(cell: Cell, currency: Currency): boolean {
  const { open, before, sign, after, digits, trailing, behind, close } = cell;
  const side = sideOf(cell);
  if ((open === undefined) !== (close === undefined)) return false;
  if ([open, sign, trailing, side].filter((mark) => mark !== undefined).length > 1) return false;
  // `100-` may be half of a range; `3.00-` is an amount printed with its sign behind.
  if (trailing !== undefined && !/\.\d+$/.test(digits ?? '')) return false;
  if (before !== undefined && after !== undefined) return false;
  return [before, after, behind].every((unit) => unit === undefined || unit === side || standsFor(unit, currency));
}

/** Only the full-width forms and the other minus signs: NFKC would also turn `12²` into 122. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\uFFE5', '¥')
    .replace(/[\u2212\uFE63]/gu, '-')
    .replace(/\s/gu, ' ');
}

function standsFor(unit: string, currency: Currency): boolean {
  return parseCurrency(unit) === currency || SIGNS.get(unit)?.includes(currency) === true;
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
  const sum = weights.reduce((left, weight) => left.plus(weight), new Decimal(0));
  invariant(
    sum.greaterThan(0) && weights.every((weight) => weight >= 0),
    'allocation weights are non-negative and not all zero',
  );
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
