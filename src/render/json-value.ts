import { formatAmount } from '../model/money.ts';
import type { Column } from '../model/table.ts';
import { isMoney } from './cell.ts';

/** The columns with one for the currency where amounts have none beside them. */
export function withCurrency(columns: readonly Column[]): readonly Column[] {
  const needed =
    columns.some((column) => column.type === 'money') && !columns.some((column) => column.key === 'currency');
  return needed ? [...columns, { key: 'currency', title: { en: 'Currency', zh: '币种' }, type: 'text' }] : columns;
}

type Cells = Readonly<Record<string, unknown>>;

/**
 * An object for JSON (CLI.md): keys in snake_case, absent ones left out, amounts as decimal strings. The currency of
 * the amounts stands beside them as `currency`, unless `around` (that of the object it lies in) says it already; an
 * amount in another currency than the rest has its own in `<key>_currency`. `names`: which cells, in their order.
 */
export function jsonObject(cells: Cells, names: readonly string[] = Object.keys(cells), around?: string): Cells {
  const own = names.includes('currency') ? cells['currency'] : undefined;
  const said = typeof own === 'string' ? own : around;
  const currency = said ?? currencyOf(cells, names);
  // One object filled in place: a report has up to millions of rows.
  const object: Record<string, unknown> = {};
  for (const name of names) {
    const value = cells[name];
    if (value === undefined) continue;
    const key = snakeCase(name);
    set(object, key, jsonCell(value, currency));
    if (isMoney(value) && value.currency !== currency) set(object, `${key}_currency`, value.currency);
  }
  if (said === undefined && currency !== undefined) object['currency'] = currency;
  return object;
}

/** That of the first amount. */
function currencyOf(cells: Cells, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = cells[name];
    if (isMoney(value)) return value.currency;
  }
  return undefined;
}

/** A key from data may be `__proto__`, which is a key like another here. */
function set(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true });
  else object[key] = value;
}

/** A cell, or something inside a cell, as a JSON value. */
export function jsonCell(value: unknown, currency: string | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isMoney(value)) return formatAmount(value.minor, value.currency);
  if (Array.isArray(value)) return value.map((item) => jsonItem(item, currency));
  if ('toJSON' in value) return value;
  return jsonObject(value as Cells, undefined, currency);
}

/** A bare amount in a list has no key beside it, so one in another currency becomes an object. */
function jsonItem(item: unknown, currency: string | undefined): unknown {
  if (!isMoney(item) || item.currency === currency) return jsonCell(item, currency);
  return jsonObject({ amount: item, currency: item.currency });
}

const SNAKE_CASE = new Map<string, string>();
/** Keys are few; were they many, they would be worked out again. */
const KEYS_KEPT = 1_000;

function snakeCase(name: string): string {
  const known = SNAKE_CASE.get(name);
  if (known !== undefined) return known;
  const key = /^[a-z][a-zA-Z0-9]*$/.test(name) ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
  if (SNAKE_CASE.size < KEYS_KEPT) SNAKE_CASE.set(name, key);
  return key;
}
