import type { WorkBook, WorkSheet } from '@e965/xlsx';

import { StopError } from '../../model/problem.ts';
import { LIMITS, type ByteSource } from '../source.ts';
import { cellText, type SheetCell } from './cells.ts';
import { htmlRows, isHtmlTable } from './html.ts';
import { readHead, readWhole } from './meter.ts';
import type { RawRecord, RecordBatches } from './raw.ts';
import { openZip } from './zip.ts';

interface Sheet {
  readonly name: string;
  /** Can be read again from the start. */
  readonly batches: RecordBatches;
}

const OLE = 'd0cf11e0a1b11ae1';
const ZIP = '504b0304';
const BATCH_ROWS = 1_000;
/** Markup and its first table begin well within this; a file of another kind is told without reading it all. */
const HEAD_BYTES = 64 * 1024;
const MARKUP = /^\W{0,64}?(?=<)[\s\S]*?(?:<table[\s>]|urn:schemas-microsoft-com:office:spreadsheet)/iu;
const SPREADSHEET_XML = 'urn:schemas-microsoft-com:office:spreadsheet';
const ENDS = /<\/(?:\w+:)?Workbook>\s*$/iu;
/** Old .xls files say which code page they are in; those of Chinese programs that don't are GBK (formats/cn.md §0). */
const CODE_PAGE = 936;

/**
 * The sheets of a workbook (hidden ones too), told by content: xlsx, BIFF .xls, Excel 2003 XML, or an HTML table called
 * .xls; undefined for everything else. Rows carry their number in the sheet, cells the text a statement would print.
 * Throws ARCHIVE_ENCRYPTED (password), ARCHIVE_DAMAGED (broken zip), FILE_UNREADABLE (no workbook inside),
 * ENCODING_UNDECIDED, FILE_TRUNCATED (an HTML table or XML that isn't closed), LIMIT_REACHED (size, columns, cells, bombs).
 */
export async function workbookSheets(source: ByteSource): Promise<readonly Sheet[] | undefined> {
  const head = await readHead(source.open(), HEAD_BYTES);
  const magic = Buffer.from(head.subarray(0, 8)).toString('hex');
  if (magic.startsWith(ZIP)) return await readXlsx(source);
  if (magic === OLE) return await readOle(source);
  if (!MARKUP.test(Buffer.from(head).toString('latin1').replaceAll('\0', ''))) return undefined;
  const text = decodeMarkup(source.name, await readWhole(source.name, source.open()));
  if (text.slice(0, HEAD_BYTES).includes(SPREADSHEET_XML)) {
    // Its reader looks for rows wherever they are and wouldn't miss those cut off.
    if (!ENDS.test(text.slice(-200))) throw new StopError('FILE_TRUNCATED', { file: source.name, what: 'Workbook' });
    return await readBook(source, text, {});
  }
  if (!isHtmlTable(text)) return undefined;
  return [{ name: '', batches: inBatches(source.name, () => htmlRows(source.name, text)) }];
}

/** Every part is unpacked and checked before the reader sees it: it knows neither checksums nor bombs. */
async function readXlsx(source: ByteSource): Promise<readonly Sheet[] | undefined> {
  const bytes = await readWhole(source.name, source.open());
  const budget = { limitBytes: LIMITS.containerBytes, spentBytes: 0 };
  const parts = await openZip(source.name, bytes, { budget });
  if (!parts.some((part) => part.path === '[Content_Types].xml')) return undefined;
  for (const part of parts) await readThrough(part.source);
  return await readBook(source, bytes, {});
}

async function readThrough(source: ByteSource): Promise<void> {
  const chunks = source.open()[Symbol.asyncIterator]();
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next());
}

/** The code page tables are needed here only, and take a third of a second to load. */
async function readOle(source: ByteSource): Promise<readonly Sheet[]> {
  const bytes = await readWhole(source.name, source.open());
  const xlsx = await import('@e965/xlsx');
  xlsx.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  return await readBook(source, bytes, { codepage: CODE_PAGE });
}

async function readBook(
  source: ByteSource,
  content: Uint8Array | string,
  options: { readonly codepage?: number },
): Promise<readonly Sheet[]> {
  const xlsx = await import('@e965/xlsx');
  let book: WorkBook;
  try {
    book = xlsx.read(content, {
      type: typeof content === 'string' ? 'string' : 'array',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellFormula: false,
      cellHTML: false,
      ...options,
    });
  } catch (cause) {
    const locked = cause instanceof Error && /password/iu.test(cause.message);
    throw new StopError(locked ? 'ARCHIVE_ENCRYPTED' : unreadable(content), { file: source.name }, [], cause);
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const isDate = dateFormats((format) => (xlsx.SSF as DateFormats).is_date(format));
  const sheets: Sheet[] = [];
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (sheet !== undefined)
      sheets.push({ name, batches: inBatches(source.name, () => sheetRows(sheet, { isDate, date1904 })) });
  }
  return sheets;
}

/** The part of the library that it doesn't type. */
interface DateFormats {
  is_date(format: string): boolean;
}

interface SheetOptions {
  readonly isDate: (format: string) => boolean;
  readonly date1904: boolean;
}

function* sheetRows(sheet: WorkSheet, options: SheetOptions): Generator<RawRecord> {
  const rows: readonly (readonly (StyledCell | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  for (const [index, row] of rows.entries()) {
    const cells = Array.from(row ?? [], (cell) =>
      cell === undefined ? '' : cellText(cell, { isDate: isDateCell(cell, options), date1904: options.date1904 }),
    );
    yield { line: index + 1, cells };
  }
}

type StyledCell = SheetCell & { readonly z?: string | number };

function isDateCell(cell: StyledCell, options: SheetOptions): boolean {
  return cell.t === 'n' && typeof cell.z === 'string' && options.isDate(cell.z);
}

/** A sheet has a handful of number formats and a million cells. */
function dateFormats(isDate: (format: string) => boolean): (format: string) => boolean {
  const known = new Map<string, boolean>();
  return (format) => {
    const seen = known.get(format);
    if (seen !== undefined) return seen;
    const answer = isDate(format);
    known.set(format, answer);
    return answer;
  };
}

/** The rows of a sheet, each time from its first. */
function inBatches(file: string, rows: () => Iterable<RawRecord>): RecordBatches {
  return { [Symbol.asyncIterator]: () => batchesOf(file, rows()) };
}

async function* batchesOf(file: string, rows: Iterable<RawRecord>): AsyncGenerator<readonly RawRecord[]> {
  let batch: RawRecord[] = [];
  for (const row of rows) {
    refuseOversize(file, row);
    if (row.cells.every((cell) => cell === '')) continue;
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield await Promise.resolve(batch);
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function refuseOversize(file: string, row: RawRecord): void {
  if (row.cells.length > LIMITS.columns) {
    throw new StopError('LIMIT_REACHED', { file, line: row.line, limit: 'columns', allowed: LIMITS.columns });
  }
  if (row.cells.some((cell) => cell.length > LIMITS.cellChars)) {
    throw new StopError('LIMIT_REACHED', { file, line: row.line, limit: 'cellChars', allowed: LIMITS.cellChars });
  }
}

/** BOM, then strict UTF-8, then strict GB18030, then no: bytes are never replaced (formats/cn.md §0). */
function decodeMarkup(file: string, bytes: Uint8Array): string {
  const bom = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  const encodings =
    bom === 'fffe' || bom === 'feff' ? [bom === 'fffe' ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new StopError('ENCODING_UNDECIDED', { file });
}

/** A binary workbook that can't be read is cut off or damaged; anything else may be no workbook at all. */
function unreadable(content: string | Uint8Array): 'ARCHIVE_DAMAGED' | 'FILE_UNREADABLE' {
  const isBinary = typeof content !== 'string' && content[0] === 0xd0 && content[1] === 0xcf;
  return isBinary ? 'ARCHIVE_DAMAGED' : 'FILE_UNREADABLE';
}
