import type { Currency } from '../model/currency.ts';
import { minor, type Minor, type Money } from '../model/money.ts';
import type { Cell, Row, WholeTable } from '../model/table.ts';

/** The reports a close rests on, as of the month's last day, by name. */
export type CloseTables = ReadonlyMap<string, WholeTable>;

export function rowsOf(tables: CloseTables, name: string): readonly Row[] {
  return tables.get(name)?.rows ?? [];
}

export function textIn(row: Row, key: string): string | undefined {
  const cell = row[key];
  return typeof cell === 'string' ? cell : undefined;
}

/** An amount's minor units; undefined where the report has none. */
export function amountIn(row: Row, key: string): Minor | undefined {
  const cell = row[key];
  return isMoney(cell) ? cell.minor : undefined;
}

export function currencyIn(row: Row, key: string): Currency {
  const cell = row[key];
  return isMoney(cell) ? cell.currency : ((textIn(row, 'currency') ?? '') as Currency);
}

function isMoney(cell: Cell): cell is Money {
  return typeof cell === 'object' && 'minor' in cell && 'currency' in cell;
}

/** Σ of a column by currency, nothing left out. */
export function sumsOf(
  rows: readonly Row[],
  key: string,
): readonly { readonly currency: Currency; readonly amount: Minor }[] {
  const sums = new Map<Currency, number>();
  for (const row of rows) {
    const amount = amountIn(row, key);
    if (amount === undefined) continue;
    const currency = currencyIn(row, key);
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums].sort().map(([currency, amount]) => ({ currency, amount: minor(amount) }));
}
