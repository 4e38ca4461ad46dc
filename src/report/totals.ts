import type { Currency } from '../model/currency.ts';
import { plus, ZERO, type Minor, type Money } from '../model/money.ts';
import type { Cell, Column, Row, Section } from '../model/table.ts';
import { money, textColumn, wordsOf } from './columns.ts';

/** The foot of a report: how many rows, and what they come to. */
export interface Totals {
  readonly totals: Row;
  /** Of rows in several currencies: a line each, for no sum is of all of them. */
  readonly sections: readonly Section[];
}

/** The rows' sums under the keys of these columns; each row names its currency in `currency`. */
export function totalsOf(rows: readonly Row[], columns: readonly Column[], keys: readonly string[]): Totals {
  const currencies = [...new Set(rows.flatMap(({ currency }) => (typeof currency === 'string' ? [currency] : [])))];
  const count = { count: rows.length };
  const sums = currencies.sort().map((currency): Row => ({
    ...Object.fromEntries(keys.map((key) => [key, sumOf(rows, key, currency as Currency)])),
    currency,
  }));
  const [only, ...others] = sums;
  if (only === undefined) return { totals: count, sections: [] };
  if (others.length === 0) return { totals: { ...count, ...only }, sections: [] };
  const summed = columns.filter(({ key }) => keys.includes(key)).map((column) => ({ ...column, wide: false }));
  const section = {
    key: 'by_currency',
    title: wordsOf('Totals by currency | 各币种合计'),
    columns: [textColumn('currency', 'Currency | 币种'), ...summed],
    rows: sums,
  };
  return { totals: count, sections: [section] };
}

/** Undefined where no row has such an amount. */
function sumOf(rows: readonly Row[], key: string, currency: Currency): Money | undefined {
  const amounts = rows.flatMap((row) => amountOf(row[key], currency) ?? []);
  return amounts.length === 0 ? undefined : money(plus(ZERO, ...amounts), currency);
}

function amountOf(cell: Cell, currency: Currency): Minor | undefined {
  const isMoney = typeof cell === 'object' && 'minor' in cell && 'currency' in cell;
  return isMoney && cell.currency === currency ? (cell.minor as Minor) : undefined;
}
