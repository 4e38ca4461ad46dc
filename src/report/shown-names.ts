import { platformName } from '../model/platform.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Column, Row, Section, Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';

/**
 * The same table with names people know where it holds platforms and accounts: tables show them, JSON and CSV keep the
 * ids. An account is called as settle.yaml calls it; one whose id is a platform's, as that platform.
 */
export function withNames(table: Table, settings: Named): Table {
  const nameOf = (key: string, id: string): Words | undefined =>
    key === 'account' ? accountName(id, settings) : platformName(id);
  const named = <T extends Pick<Section, 'columns' | 'rows'>>(part: T): T => ({
    ...part,
    columns: part.columns.map((column) => namedColumn(column, part.rows, nameOf)),
  });
  return { ...named(table), ...(table.sections === undefined ? {} : { sections: table.sections.map(named) }) };
}

type Named = Pick<BookSettings, 'accounts'>;

/** What people call an account; undefined where its id is all there is. */
export function accountName(id: string, { accounts }: Named): Words | undefined {
  const own = accounts.find((account) => account.id === id)?.name;
  return own === undefined ? platformName(id) : { en: own, zh: own };
}

function namedColumn(
  column: Column,
  rows: readonly Row[],
  nameOf: (key: string, id: string) => Words | undefined,
): Column {
  const { key, values, shown } = column;
  if ((key !== 'platform' && key !== 'account') || values !== undefined || shown !== undefined) return column;
  const ids = [...new Set(rows.map((row) => row[key]))].filter((cell) => typeof cell === 'string').sort();
  const names = ids.flatMap((id) => {
    const words = nameOf(key, id);
    return words === undefined ? [] : [[id, words] as const];
  });
  return names.length === 0 ? column : { ...column, values: Object.fromEntries(names) };
}
