import { formatAmount } from '../model/money.ts';
import type { Cell, Column } from '../model/table.ts';
import { isMoney } from './cell.ts';

type Entry = readonly [string, unknown];

/** The columns with one for the currency where amounts have none beside them. */
export function withCurrency(columns: readonly Column[]): readonly Column[] {
  const needed =
    columns.some((column) => column.type === 'money') && !columns.some((column) => column.key === 'currency');
  return needed ? [...columns, { key: 'currency', title: { en: 'Currency', zh: '币种' }, type: 'text' }] : columns;
}

/**
 * An object for JSON (CLI.md): keys in snake_case, absent ones left out, amounts as decimal strings. The currency of
 * the amounts stands beside them as `currency`, unless `around` (that of the object it lies in) says it already; an
 * amount in another currency than the rest has its own in `<key>_currency`.
 */
export function jsonObject(entries: readonly Entry[], around?: string): Readonly<Record<string, unknown>> {
  const own = entries.find(([key]) => key === 'currency')?.[1];
  const amounts = entries.map(([, value]) => value).filter(isMoney);
  const said = typeof own === 'string' ? own : around;
  const currency = said ?? amounts[0]?.currency;
  const pairs = entries.flatMap(([name, value]) => jsonPairs(snakeCase(name), value, currency));
  if (said === undefined && currency !== undefined) pairs.push(['currency', currency]);
  return Object.fromEntries(pairs);
}

function jsonPairs(key: string, value: unknown, currency: string | undefined): Entry[] {
  if (value === undefined) return [];
  const pair: Entry = [key, jsonCell(value, currency)];
  return isMoney(value) && value.currency !== currency ? [pair, [`${key}_currency`, value.currency]] : [pair];
}

/** A cell, or something inside a cell, as a JSON value. */
export function jsonCell(value: unknown, currency: string | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isMoney(value)) return formatAmount(value.minor, value.currency);
  if (Array.isArray(value)) return value.map((item) => jsonItem(item, currency));
  if ('toJSON' in value) return value;
  return jsonObject(Object.entries(value), currency);
}

/** A bare amount in a list has no key beside it, so one in another currency becomes an object. */
function jsonItem(item: unknown, currency: string | undefined): unknown {
  if (!isMoney(item) || item.currency === currency) return jsonCell(item, currency);
  return jsonObject([
    ['amount', item],
    ['currency', item.currency],
  ]);
}

/** The cells of a row in the order of its columns. */
export function entriesOf(row: Readonly<Record<string, Cell>>, columns: readonly Column[]): readonly Entry[] {
  return columns.map((column) => [column.key, row[column.key]] as const);
}

function snakeCase(name: string): string {
  return /^[a-z][a-zA-Z0-9]*$/.test(name) ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
}
