import type { Currency } from '../../../model/currency.ts';
import { ZERO, type Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';
import { readAmount } from '../../amount.ts';

/** Kind when money comes in, kind when it goes out. */
const BY_TYPE: Readonly<Record<string, readonly [LineKind, LineKind]>> = {
  sale: ['sale', 'unknown'],
  refund: ['adjustment', 'refund'],
  fee: ['fee', 'fee'],
  'buyer fee': ['fee', 'fee'],
  'transaction fee': ['commission', 'commission'],
  marketing: ['commission', 'commission'],
  shipping: ['fee', 'fee'],
  tax: ['tax', 'tax'],
  vat: ['tax', 'tax'],
  reserve: ['release', 'reserve'],
  // What the seller pays when fees exceed sales: from the card on file, or by hand.
  payment: ['deposit', 'unknown'],
  recoupment: ['deposit', 'unknown'],
  adjustment: ['adjustment', 'adjustment'],
};

/** What an entry is by its type and title: the `Transaction fee` is the commission on a sale, `Credit for …` gives back. */
export function etsyKind(type: string, title: string, moved: Minor): LineKind {
  const plain = type.trim().toLowerCase();
  const key = plain === 'fee' && /transaction fee/iu.test(title) ? 'transaction fee' : plain;
  return BY_TYPE[key]?.[moved < ZERO ? 1 : 0] ?? 'unknown';
}

export function isEtsyDeposit(type: string): boolean {
  return /^(?:deposit|disbursement)$/iu.test(type.trim());
}

const UNIT = String.raw`(?:[A-Z]{0,3}[$€£¥₹₩₫฿₱₺₪]|[A-Z]{3}\b|zł|kr\b|Kč)`;
const DIGITS = String.raw`\d(?:[\d.,'’\u00A0\u202F ]*\d)?`;
const AMOUNT = new RegExp(String.raw`-?${UNIT}\s?-?${DIGITS}|-?${DIGITS}\s?${UNIT}`, 'gu');

/** Titles are a sentence. */
const TITLE_CHARS = 300;

/** `$37.35 sent to your bank account` → 37.35; undefined unless the words hold exactly one amount of the currency. */
export function amountInWords(words: string, currency: Currency): Minor | undefined {
  const [only, ...others] = words.slice(0, TITLE_CHARS).match(AMOUNT) ?? [];
  if (only === undefined || others.length > 0) return undefined;
  const reading = readAmount(only, currency, 'shown');
  return reading.ok ? reading.minor : undefined;
}
