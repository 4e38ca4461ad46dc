import iconv from 'iconv-lite';

import { formatAmount } from '../model/money.ts';
import type { Document, Sheet, SheetCell } from '../model/sheet.ts';
import { isMoney } from './cell.ts';
import { guardedText, quoted } from './csv-cell.ts';

/** A file for another program in bytes. A sheet is a workbook, or CSV where that is asked for. */
export async function documentBytes(document: Document, form: 'xlsx' | 'csv'): Promise<Iterable<string | Uint8Array>> {
  if (document.kind === 'sheet') {
    if (form === 'csv') return sheetCsv(document.sheet);
    const { workbookBytes } = await import('./workbook.ts');
    return [await workbookBytes([document.sheet])];
  }
  return document.encoding === 'utf-8' ? document.pieces : inGbk(document.pieces);
}

function* inGbk(pieces: Iterable<string>): Iterable<Uint8Array> {
  for (const piece of pieces) yield iconv.encode(piece, 'gbk');
}

/** RFC 4180 with bare line feeds, as the CSV of reports; text that a spreadsheet would run gets an apostrophe. */
function* sheetCsv({ rows }: Sheet): Iterable<string> {
  for (const row of rows) yield `${row.map(csvCell).join(',')}\n`;
}

function csvCell(cell: SheetCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  return isMoney(cell) ? formatAmount(cell.minor, cell.currency) : quoted(guardedText(cell));
}
