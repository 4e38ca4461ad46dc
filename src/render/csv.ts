import { formatAmount } from '../model/money.ts';
import { rowBatches } from '../model/rows.ts';
import type { Cell, Column, Row, Table } from '../model/table.ts';
import { cellText, isMoney } from './cell.ts';
import { guardedText, quoted } from './csv-cell.ts';
import { jsonCell, withCurrency } from './json-value.ts';

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * The rows as RFC 4180 under one header of keys, for scripts: stable whatever the language. Lines end in a bare line
 * feed, as every tool on a pipe expects. Totals and sections have no place in a single table and stay out.
 */
export default async function* renderCsv(table: Table): AsyncIterable<string> {
  const columns = withCurrency(table.columns);
  yield `${columns.map((column) => quoted(column.key)).join(',')}\n`;
  for await (const batch of rowBatches(table.rows)) {
    yield batch.map((row) => `${columns.map((column) => csvCell(row, column)).join(',')}\n`).join('');
  }
}

function csvCell(row: Row, column: Column): string {
  const cell = column.key === 'currency' ? (row['currency'] ?? currencyOf(row)) : row[column.key];
  if (cell === undefined) return '';
  if (isMoney(cell)) return formatAmount(cell.minor, cell.currency);
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return quoted(guarded(typeof cell === 'string' ? cell : dataText(cell, row, column), column));
}

/** Text that a spreadsheet would run as a formula gets an apostrophe; numbers in number columns never do. */
function guarded(text: string, column: Column): string {
  const isNumber = column.type !== 'text' && column.type !== 'data' && NUMBER.test(text);
  return isNumber ? text : guardedText(text);
}

/** A list is its items with «; » between them, in English where they have words; an object is JSON. */
function dataText(cell: Cell, row: Row, column: Column): string {
  if (!Array.isArray(cell)) return jsonText(cell, row);
  if (column.shown !== undefined) return cellText(cell, column, { lang: 'en' });
  return cell.map((item: unknown) => (typeof item === 'string' ? item : jsonText(item, row))).join('; ');
}

function jsonText(value: unknown, row: Row): string {
  const currency = row['currency'] ?? currencyOf(row);
  return JSON.stringify(jsonCell(value, typeof currency === 'string' ? currency : undefined));
}

/** The currency of a row that has no cell for it: that of its first amount. */
function currencyOf(row: Row): string | undefined {
  return Object.values(row).find(isMoney)?.currency;
}
