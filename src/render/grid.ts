import CliTable from 'cli-table3';

import { displayWidth, isWidthDisputed } from '../model/width.ts';

/** One column of a drawn table. */
export interface GridColumn {
  readonly width: number;
  readonly right: boolean;
}

/** A row of cells, each already broken into lines no wider than its column. */
export type GridRow = readonly (readonly string[])[];

/** Paints a padded cell line; leaves its width alone. */
export type Paint = (text: string, column: number) => string;

const GAP = '  ';
/**
 * cli-table3 takes time with the square of its rows and half a millisecond for each: longer lists are padded here. So are
 * those with emoji, which it measures otherwise than we do: it would pad past the column.
 */
const CLI_TABLE_ROWS = 40;

const NO_FRAME = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: GAP },
} as const;

/** The rows as aligned lines, without frame or trailing spaces, each ending in a line feed. */
export function drawRows(rows: readonly GridRow[], columns: readonly GridColumn[], paint: Paint): string {
  if (rows.length === 0) return '';
  const isPlain =
    rows.length <= CLI_TABLE_ROWS && !rows.some((row) => row.some((lines) => lines.some(isWidthDisputed)));
  return isPlain ? drawWithCliTable(rows, columns, paint) : drawPadded(rows, columns, paint);
}

/** The line below the header and above the totals. */
export function drawRule(columns: readonly GridColumn[]): string {
  return `${columns.map((column) => '─'.repeat(column.width)).join(GAP)}\n`;
}

/** Columns the whole grid takes. */
export function gridWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, widths.length - 1);
}

function drawWithCliTable(rows: readonly GridRow[], columns: readonly GridColumn[], paint: Paint): string {
  const grid = new CliTable({
    chars: NO_FRAME,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: columns.map((column) => column.width),
    colAligns: columns.map((column) => (column.right ? 'right' : 'left')),
  });
  for (const row of rows) grid.push(row.map((lines, at) => lines.map((line) => paint(line, at)).join('\n')));
  return `${trimmed(grid.toString())}\n`;
}

function drawPadded(rows: readonly GridRow[], columns: readonly GridColumn[], paint: Paint): string {
  const drawn: string[] = [];
  for (const row of rows) {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    for (let line = 0; line < height; line += 1) {
      const cells = columns.map((column, at) => padded(row[at]?.[line] ?? '', column, (text) => paint(text, at)));
      drawn.push(cells.join(GAP));
    }
  }
  return `${trimmed(drawn.join('\n'))}\n`;
}

function padded(text: string, { width, right }: GridColumn, paint: (text: string) => string): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? space + paint(text) : paint(text) + space;
}

function trimmed(text: string): string {
  return text.replace(/ +$/gm, '');
}
