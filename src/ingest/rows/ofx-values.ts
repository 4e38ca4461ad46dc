import type { Currency } from '../../model/currency.ts';
import { civilDay, type Day } from '../../model/day.ts';
import { parseAmount, type AmountReading } from '../../model/money.ts';

/** Which mark stands before the decimals, as the amounts of a statement show it; undefined when none does, or both do. */
export type OfxRadix = ',' | '.' | undefined;

const AMOUNT = /^([+-]?)(\d[\d.,]*|[.,]\d+)$/u;
const UNREADABLE: AmountReading = { ok: false, fault: 'unreadable' };

/** One mark before other than three digits, or the last of two marks, is the decimal one beyond doubt. */
export function radixOf(amounts: readonly string[]): OfxRadix {
  const shown = new Set(amounts.map(shownRadix));
  const [comma, point] = [shown.has(','), shown.has('.')];
  if (comma === point) return undefined;
  return comma ? ',' : '.';
}

function shownRadix(text: string): OfxRadix {
  const digits = bare(text);
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  if (last < 0) return undefined;
  const mark = digits.charAt(last) === ',' ? ',' : '.';
  if (digits.includes(mark === ',' ? '.' : ',')) return mark;
  return digits.length - last - 1 === 3 || digits.indexOf(mark) !== last ? undefined : mark;
}

/**
 * An amount, signed as the account's owner sees it: no sign is plus. Point or comma before the decimals, thousands
 * grouped by the other mark against the rules, zeros in front, blanks (formats/bank.md 3). `1,234` and `1.234` are read
 * as the other amounts of the statement are written (`radix`); where they don't tell, the point is the decimal mark, as
 * the specification wants it, and a comma is unreadable. So is everything with anything else in it.
 */
export function ofxAmount(text: string, currency: Currency, radix: OfxRadix): AmountReading {
  if (text.trim() === '') return { ok: false, fault: 'empty' };
  const [, sign = '', digits] = AMOUNT.exec(bare(text)) ?? [];
  const plain = digits === undefined ? undefined : pointed(digits, radix);
  if (plain === undefined) return UNREADABLE;
  const [whole = '', fraction = ''] = plain.split('.');
  const units = whole.replace(/^0+(?=\d)/, '');
  return parseAmount(`${sign}${units === '' ? '0' : units}${fraction === '' ? '' : `.${fraction}`}`, currency);
}

function bare(text: string): string {
  return text.replaceAll(/[\s\u00a0]/gu, '');
}

function pointed(digits: string, radix: OfxRadix): string | undefined {
  const last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  if (last < 0) return digits;
  const mark = digits.charAt(last);
  const [whole, fraction] = [digits.slice(0, last), digits.slice(last + 1)];
  const grouped = digits.split(mark);
  if (whole.includes(mark)) return isGrouped(grouped) ? grouped.join('') : undefined;
  if (/[.,]/.test(whole)) {
    const groups = whole.split(/[.,]/u);
    return isGrouped(groups) ? `${groups.join('')}.${fraction}` : undefined;
  }
  if (!isGrouped(grouped)) return `${whole}.${fraction}`;
  if (radix === undefined) return mark === '.' ? `${whole}.${fraction}` : undefined;
  return radix === mark ? `${whole}.${fraction}` : grouped.join('');
}

/** `1.234.567`: the first group has one to three digits, all others three. */
function isGrouped(groups: readonly string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group));
}

/** The day as written: offsets and times don't move it (formats/bank.md 3). Zeros, and what is no day, are none. */
export function ofxDay(text: string | undefined): Day | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text ?? '') ?? [];
  return civilDay(Number(year ?? 0), Number(month ?? 0), Number(day ?? 0));
}
