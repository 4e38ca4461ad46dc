import type { CellObject } from 'write-excel-file/node';
import writeWorkbook from 'write-excel-file/node';

import { decimalsOf } from '../model/currency.ts';
import { formatAmount } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { Sheet, SheetCell } from '../model/sheet.ts';
import { isMoney } from './cell.ts';
import { sanitiseLines } from './sanitise.ts';
import { displayWidth } from './width.ts';

/** Spreadsheets take no more characters in a cell, nor in the name of a page. */
const CELL_CHARS = 32_767;
const NAME_CHARS = 31;
/** Stands where a cell was too long. */
const CUT = ' […]';
const WIDEST = 60;

/**
 * The pages as an xlsx file, the same bytes for the same pages. Text is text whatever it begins with, amounts are
 * numbers with their currency's places.
 */
export async function workbookBytes(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const names = uniqueNames(sheets.map((sheet) => sheet.name));
  const pages = sheets.map(({ rows }, at) => ({
    data: rows.map((row) => row.map(cellOf)),
    sheet: names[at] ?? '',
    columns: widthsOf(rows).map((width) => ({ width })),
  }));
  return withoutTimes(await writeWorkbook(pages).toBuffer());
}

function cellOf(cell: SheetCell): CellObject | null {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: fitting(sanitiseLines(cell)), type: String };
  const decimals = decimalsOf(cell.currency);
  const format = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  return { value: Number(formatAmount(cell.minor, cell.currency)), type: Number, format };
}

function fitting(text: string): string {
  return text.length > CELL_CHARS ? `${text.slice(0, CELL_CHARS - CUT.length)}${CUT}` : text;
}

function widthsOf(rows: Sheet['rows']): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.min(WIDEST, Math.max(widths[at] ?? 8, widthOf(cell)));
  }
  return widths;
}

function widthOf(cell: SheetCell): number {
  if (cell === undefined) return 0;
  const text = isMoney(cell) ? formatAmount(cell.minor, cell.currency) : String(cell);
  return displayWidth(text) + 2;
}

/** A page's name may not hold these, and no two are alike. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      sanitiseLines(name)
        .replace(/[:\\/?*[\]'\n]/gu, ' ')
        .trim()
        .slice(0, NAME_CHARS) || 'Sheet';
    let free = plain;
    for (let nth = 2; taken.has(free.toLowerCase()); nth += 1) free = `${plain.slice(0, NAME_CHARS - 4)} ${nth}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
/** 1980-01-01 00:00, the first moment a zip can tell. */
const FIRST_TIME = 0x0021_0000;

/** The zip's times say when it was written: with the first moment there is instead, the same book is the same bytes. */
function withoutTimes(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - END_BYTES;
  invariant(end >= 0 && view.getUint32(end, true) === END, 'a workbook ends with the list of its members');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let member = 0; member < count; member += 1) {
    invariant(view.getUint32(at, true) === CENTRAL, 'the list of a workbook names its members');
    view.setUint32(at + 12, FIRST_TIME, true);
    const local = view.getUint32(at + 42, true);
    invariant(view.getUint32(local, true) === LOCAL, 'a member of a workbook begins where the list says');
    view.setUint32(local + 10, FIRST_TIME, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}
