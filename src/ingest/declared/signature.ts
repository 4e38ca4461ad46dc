import { headerKey } from '../header.ts';
import { readMoment } from '../moment.ts';
import type { RawRecord } from '../tokenise/raw.ts';
import { unwrap } from '../wrapping.ts';

/** Rows looked at for the shape of a table without a header. */
const SHAPED_ROWS = 20;
const AMOUNT = /^[-+(]?\s?[£€$¥]?\s?\d[\d.,'’\s]*\)?\s?(?:[-+]|[A-Z]{3}|[£€$])?$/u;

/** What a header is known again by: its names as they are compared, in their order, and what stands between them. */
export function headerSignature({ cells }: RawRecord, delimiter: string): string {
  return JSON.stringify([delimiter, ...cells.map(headerKey)]);
}

/** Of a table without a header: how many columns it has, and what stands in each (`d` dates, `a` amounts, `t` text). */
export function shapeSignature(rows: readonly RawRecord[], delimiter: string): string {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).slice(0, SHAPED_ROWS);
  const width = Math.max(0, ...filled.map(({ cells }) => cells.length));
  const shape = Array.from({ length: width }, (_, at) => kindOf(filled.map(({ cells }) => unwrap(cells[at] ?? ''))));
  return JSON.stringify([delimiter, { shape: shape.join('') }]);
}

/** Whether a saved shape is that of another file: a column that is empty in one of them says nothing. */
export function isSameShape(saved: string, signature: string): boolean {
  const [left, right] = [partsOf(saved), partsOf(signature)];
  if (left === undefined || right === undefined) return false;
  if (left.delimiter !== right.delimiter || left.shape.length !== right.shape.length) return false;
  return left.shape.every((kind, at) => kind === '-' || right.shape[at] === '-' || kind === right.shape[at]);
}

function partsOf(signature: string): { readonly delimiter: string; readonly shape: readonly string[] } | undefined {
  const [delimiter, second] = JSON.parse(signature) as readonly unknown[];
  if (typeof delimiter !== 'string' || typeof second !== 'object' || second === null) return undefined;
  return { delimiter, shape: (second as { readonly shape: string }).shape.split('') };
}

/** By most of its cells: a word may stand where a date is still to come. */
function kindOf(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return '-';
  const isMostly = (test: (cell: string) => boolean): boolean => filled.filter(test).length * 2 > filled.length;
  if (isMostly(isDate)) return 'd';
  return isMostly((cell) => AMOUNT.test(cell)) ? 'a' : 't';
}

function isDate(cell: string): boolean {
  return readMoment(cell, 'dmy', 'as-printed').ok || readMoment(cell, 'mdy', 'as-printed').ok;
}
