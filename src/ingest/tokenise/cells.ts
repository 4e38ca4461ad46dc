import { dayOfNumber } from '../../model/day.ts';

/** What a sheet's cell holds, as far as its text is concerned. */
export interface SheetCell {
  readonly t: 'b' | 'n' | 'e' | 's' | 'd' | 'z';
  readonly v?: string | number | boolean | Date;
}

/** Office counts days from 1899-12-30 (or 1904-01-01): serials of the day this calendar counts from 1970-01-01. */
const SERIAL_OF_EPOCH = 25_569;
const SHIFT_1904 = 1_462;
const SECONDS_A_DAY = 86_400;
/** A number cell keeps 15 digits; of a longer number the rest is lost, whatever was typed. */
const DIGITS_KEPT = 15;
const DIGITS_LOST_FROM = 1e15;

const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/**
 * The text a statement would print for a cell: strings as they are, numbers without exponent or float noise
 * (`12345.67`), dates as `2026-06-05 08:45:10`, `2026-06-05` or `08:45:10`. A number of more than 15 digits comes out
 * as Excel shows it (`2.02608020914033E+27`), so that it is seen to be damaged.
 */
export function cellText(cell: SheetCell, options: { readonly isDate: boolean; readonly date1904: boolean }): string {
  if (typeof cell.v === 'string') return cell.v;
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (typeof cell.v !== 'number') return '';
  if (cell.t === 'e') return ERRORS[cell.v] ?? '#ERROR!';
  if (options.isDate && cell.v >= 0 && cell.v < 2_958_466)
    return dateText(cell.v + (options.date1904 ? SHIFT_1904 : 0));
  return numberText(cell.v);
}

/** A number as plain decimal digits; of a number too long for its cell the form that shows it. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '#NUM!';
  if (Math.abs(value) >= DIGITS_LOST_FROM) return exponentText(value);
  const digits = value.toPrecision(DIGITS_KEPT);
  const plain = digits.includes('e') ? value.toFixed(20) : digits;
  const short = plain.includes('.') ? plain.replace(/\.?0+$/u, '') : plain;
  return short === '-0' ? '0' : short;
}

function exponentText(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(DIGITS_KEPT - 1).split('e');
  const short = mantissa.replace(/\.?0+$/u, '');
  return `${short}E${exponent.startsWith('-') ? '' : '+'}${exponent.replace('+', '')}`;
}

function dateText(serial: number): string {
  const seconds = Math.round(serial * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const time = timeText(seconds - day * SECONDS_A_DAY);
  if (day === 0) return time;
  const date = dayOfNumber(day - SERIAL_OF_EPOCH);
  return time === '00:00:00' ? date : `${date} ${time}`;
}

function timeText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
