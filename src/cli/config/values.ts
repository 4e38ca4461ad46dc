import { isScalar } from 'yaml';

import { parseCurrency, type Currency } from '../../model/currency.ts';
import { parseDay, type Day } from '../../model/day.ts';
import { Decimal, parseAmount, type Minor } from '../../model/money.ts';
import { nearest } from '../nearest.ts';
import { refuse, type Spot } from './nodes.ts';
import { BEIJING } from '../world.ts';

/** Longer waits are typing mistakes. */
const LONGEST_DAYS = 400;
const LONGEST_TEXT = 200;
const RATE = /^(\d{1,3}(?:\.\d{1,10})?)(%|‰)?$/;
const PARTS: Readonly<Record<string, number>> = { '%': 100, '‰': 1_000 };

/** One line of text as it was written: nothing is taken for a number (an account number has 20 digits). */
export function textOf(spot: Spot): string {
  if (!isScalar(spot.node)) refuse(spot, 'text');
  const text = String(spot.node.value).trim();
  if (text === '' || text.length > LONGEST_TEXT || /\p{Cc}/u.test(text)) refuse(spot, 'text');
  return text;
}

export function choiceOf<T extends string>(spot: Spot, choices: readonly T[]): T {
  const text = textOf(spot);
  const found = choices.find((choice) => choice === text);
  const near = nearest(text, choices);
  return (
    found ?? refuse(spot, 'choice', { choices: choices.join(', '), ...(near === undefined ? {} : { nearest: near }) })
  );
}

export function currencyOf(spot: Spot): Currency {
  return parseCurrency(textOf(spot)) ?? refuse(spot, 'currency');
}

/** A name of the IANA time zone database. */
export function timezoneOf(spot: Spot): string {
  const text = textOf(spot);
  return isTimezone(text) ? text : refuse(spot, 'timezone');
}

/** `0.6%`, `6‰` or `0.006`: a share from 0 up to less than 1. */
export function rateOf(spot: Spot): Decimal {
  const [, digits, unit] = RATE.exec(textOf(spot).normalize('NFKC')) ?? refuse(spot, 'rate');
  const rate = new Decimal(digits ?? '').dividedBy(PARTS[unit ?? ''] ?? 1);
  return rate.lessThan(1) ? rate : refuse(spot, 'rate');
}

/** An amount that isn't negative, in minor units of `currency`. */
export function amountOf(spot: Spot, currency: Currency): Minor {
  const reading = parseAmount(textOf(spot), currency);
  return reading.ok && reading.minor >= 0 ? reading.minor : refuse(spot, 'amount');
}

export function daysOf(spot: Spot): number {
  const text = textOf(spot);
  const days = /^\d{1,3}$/.test(text) ? Number(text) : LONGEST_DAYS + 1;
  return days <= LONGEST_DAYS ? days : refuse(spot, 'days');
}

/** A whole number from 0 to `most`. */
export function countOf(spot: Spot, most: number): number {
  const text = textOf(spot);
  const count = /^\d{1,6}$/.test(text) ? Number(text) : most + 1;
  return count <= most ? count : refuse(spot, 'count', { most });
}

export function dayOf(spot: Spot): Day {
  return parseDay(textOf(spot)) ?? refuse(spot, 'day');
}

export function flagOf(spot: Spot): boolean {
  const text = textOf(spot).toLowerCase();
  if (text === 'true' || text === 'yes') return true;
  if (text === 'false' || text === 'no') return false;
  return refuse(spot, 'flag');
}

function isTimezone(text: string): boolean {
  if (text === BEIJING) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
