import type { Cell, Column, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { wordsOf } from './columns.ts';

const NO_SHOP = wordsOf('(none) | （无）');

/** Shops are shown where one account has rows of several, or of none beside one: fees of trades without an order have none. */
export function withShops(columns: readonly Column[], rows: readonly Row[]): readonly Column[] {
  const shops = new Map<Cell, Set<Cell>>();
  for (const { account, shop } of rows) {
    shops.set(account, (shops.get(account) ?? new Set()).add(shop));
  }
  if ([...shops.values()].every(({ size }) => size < 2)) return columns;
  const shown = (cell: Cell): readonly Words[] => [typeof cell === 'string' ? { en: cell, zh: cell } : NO_SHOP];
  return columns.map((column) => (column.key === 'shop' ? { ...column, wide: false, shown } : column));
}
