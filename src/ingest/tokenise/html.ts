import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';
import type { RawRecord } from './raw.ts';

/** Spans beyond this are no layout but a trap. */
const MAX_SPAN = 200;

const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|title)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([A-Za-z][A-Za-z0-9:-]*)([^<>]*)>/giu;

/** True for text that starts as markup and holds a table: what banks call .xls (formats/cn.md §0). */
export function isHtmlTable(text: string): boolean {
  return /^\s*</u.test(text) && /<table[\s>]/iu.test(text);
}

/**
 * Reads the rows of all tables of an HTML document in the order in which they stand, as one sheet: banks put the
 * account into a table of its own above the entries. Cells stay text (`0012` keeps its zeros, long numbers their
 * digits), a cell that spans columns or rows is followed by empty ones, `<br>` is a space. Tables inside a cell give
 * rows of their own. Throws FILE_TRUNCATED when a table isn't closed.
 */
export function* htmlRows(file: string, text: string): Generator<RawRecord> {
  const grid = new Grid();
  let at = 0;
  for (const token of text.matchAll(TOKEN)) {
    grid.write(text.slice(at, token.index));
    at = token.index + token[0].length;
    if (token[3] === undefined) continue;
    applyTag(grid, token[3].toLowerCase(), token[2] === '/', token[4] ?? '');
    yield* grid.takeRows();
  }
  yield* grid.takeRows();
  if (grid.isOpen()) throw new StopError('FILE_TRUNCATED', { file, line: grid.lastLine(), what: 'table' });
}

function applyTag(grid: Grid, tag: string, closing: boolean, attributes: string): void {
  if (tag === 'tr') grid.endRow(!closing);
  else if (tag === 'td' || tag === 'th') grid.endCell(closing ? undefined : attributes);
  else if (tag === 'table') grid.table(closing);
  else if (tag === 'br' || tag === 'p' || tag === 'div') grid.write(' ');
}

/** A row being read: tables nest, so do these. */
interface OpenRow {
  cells: string[] | undefined;
  /** Text of the open cell; undefined between cells. */
  text: string[] | undefined;
  span: number;
  /** Columns still covered by a cell of an earlier row, with the number of rows left. */
  covered: Map<number, number>;
  rowSpan: number;
}

class Grid {
  #rows: RawRecord[] = [];
  #count = 0;
  readonly #tables: OpenRow[] = [];

  write(text: string): void {
    this.#tables.at(-1)?.text?.push(text);
  }

  table(closing: boolean): void {
    if (closing) {
      this.endRow(false);
      this.#tables.pop();
    } else {
      this.#tables.push({ cells: undefined, text: undefined, span: 1, covered: new Map(), rowSpan: 1 });
    }
  }

  /** Ends the open row, if any; a new one begins where `begins` says so. End tags are often left out. */
  endRow(begins: boolean): void {
    const open = this.#tables.at(-1);
    if (open === undefined) return;
    this.#closeCell(open);
    if (open.cells !== undefined) {
      this.#count += 1;
      this.#rows.push({ line: this.#count, cells: open.cells });
    }
    open.cells = begins ? [] : undefined;
  }

  endCell(attributes: string | undefined): void {
    const open = this.#tables.at(-1);
    if (open === undefined) return;
    this.#closeCell(open);
    if (attributes === undefined) return;
    open.cells ??= [];
    skipCovered(open.cells, open.covered);
    open.text = [];
    open.span = spanOf(attributes, 'colspan');
    open.rowSpan = spanOf(attributes, 'rowspan');
  }

  /** A table that is never closed has lost its last rows: other end tags may be left out, this one may not. */
  isOpen(): boolean {
    return this.#tables.length > 0;
  }

  lastLine(): number {
    return this.#count;
  }

  takeRows(): readonly RawRecord[] {
    const rows = this.#rows;
    if (rows.length > 0) this.#rows = [];
    return rows;
  }

  #closeCell(open: OpenRow): void {
    if (open.text === undefined || open.cells === undefined) return;
    for (let column = 0; column < open.span && open.cells.length <= LIMITS.columns; column += 1) {
      if (open.rowSpan > 1) open.covered.set(open.cells.length, open.rowSpan - 1);
      open.cells.push(column === 0 ? plainText(open.text.join('')) : '');
    }
    open.text = undefined;
  }
}

function skipCovered(cells: string[], covered: Map<number, number>): void {
  for (
    let left = covered.get(cells.length);
    left !== undefined && cells.length <= LIMITS.columns;
    left = covered.get(cells.length)
  ) {
    if (left > 1) covered.set(cells.length, left - 1);
    else covered.delete(cells.length);
    cells.push('');
  }
}

function spanOf(attributes: string, name: 'colspan' | 'rowspan'): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, 'iu').exec(attributes);
  return Math.min(MAX_SPAN, Math.max(1, Number(found?.[1] ?? 1)));
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  yen: '¥',
  middot: '·',
};

function plainText(text: string): string {
  const decoded = text
    .replace(/[ \t\r\n]+/gu, ' ')
    .replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});?/gu, (whole, name: string) => character(name) ?? whole);
  return decoded.trim();
}

/** `amp`, `#65`, `#x4e2d` → the character; undefined for what names none, NUL and half a surrogate pair included. */
function character(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}
