import { formatGrouped, type Money } from '../model/money.ts';
import type { Cell, Column, Row } from '../model/table.ts';
import type { Language } from '../model/words.ts';
import { sanitise } from './sanitise.ts';
import { NO, YES } from './words.ts';

/** What a cell's text for people depends on. */
export interface CellContext {
  readonly lang: Language;
  /** The currency the reader sees beside it already; money in another one says so itself. */
  readonly currency?: string | undefined;
}

export function isMoney(value: unknown): value is Money {
  return (
    typeof value === 'object' &&
    value !== null &&
    'minor' in value &&
    typeof value.minor === 'number' &&
    'currency' in value
  );
}

/** The columns a table has room for. */
export function visibleColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter((column) => column.wide !== true);
}

export function isRightAligned(column: Column): boolean {
  return column.type === 'money' || column.type === 'integer' || column.type === 'ratio';
}

/** The currency printed beside the row's amounts: its own column where that is shown, else the heading's. */
export function currencyShown(row: Row, columns: readonly Column[], facts: Row | undefined): string | undefined {
  const own = columns.some((column) => column.key === 'currency') ? row['currency'] : undefined;
  const stated = own ?? facts?.['currency'];
  return typeof stated === 'string' ? stated : undefined;
}

type CellColumn = Pick<Column, 'type' | 'values' | 'shown'>;

/** A cell for people: one safe line, amounts grouped by thousands, a missing value as nothing. */
export function cellText(cell: Cell, column: CellColumn, context: CellContext): string {
  if (column.shown !== undefined) return cellLines(cell, column, context).join('; ');
  if (typeof cell === 'string') return sanitise(column.values?.[cell]?.[context.lang] ?? cell);
  if (typeof cell === 'number' && column.type === 'ratio') return `${(cell * 100).toFixed(2)}%`;
  return plainText(cell, context);
}

/** The same, in the lines a table may print it on. */
export function cellLines(cell: Cell, column: CellColumn, context: CellContext): readonly string[] {
  if (column.shown === undefined) return [cellText(cell, column, context)];
  return column.shown(cell).map((words) => sanitise(words[context.lang]));
}

function plainText(value: unknown, context: CellContext): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return sanitise(value);
  if (typeof value === 'boolean') return (value ? YES : NO)[context.lang];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object') return '';
  if (isMoney(value)) return moneyText(value, context);
  if (Array.isArray(value)) return value.map((item) => plainText(item, context)).join('; ');
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${sanitise(key)} ${plainText(item, context)}`)
    .join(', ');
}

function moneyText(money: Money, context: CellContext): string {
  const amount = formatGrouped(money.minor, money.currency);
  return money.currency === context.currency ? amount : `${amount} ${money.currency}`;
}
