import { PLATFORM_IDS, platformName } from '../model/platform.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Column, Rows, Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';

/**
 * The same table with names people know where it holds platforms and accounts: tables show them, JSON and CSV keep the
 * ids. An account is called as settle.yaml calls it; one whose id is a platform's, as that platform. A list names those it
 * holds; a stream all there are, since nobody knows yet which come.
 */
export function withNames<T extends Table>(table: T, settings: Named): T {
  const all: Names = {
    ids: [...settings.accounts.map(({ id }) => id), ...PLATFORM_IDS],
    nameOf: (key, id) => (key === 'account' ? accountName(id, settings) : platformName(id)),
  };
  const named = <P extends Pick<Table, 'columns' | 'rows'>>(part: P): P => ({
    ...part,
    columns: part.columns.map((column) => namedColumn(column, part.rows, all)),
  });
  return { ...named(table), ...(table.sections === undefined ? {} : { sections: table.sections.map(named) }) };
}

interface Names {
  /** Whatever has a name. */
  readonly ids: readonly string[];
  readonly nameOf: (key: string, id: string) => Words | undefined;
}

type Named = Pick<BookSettings, 'accounts'>;

/** What people call an account; undefined where its id is all there is. */
export function accountName(id: string, { accounts }: Named): Words | undefined {
  const own = accounts.find((account) => account.id === id)?.name;
  return own === undefined ? platformName(id) : { en: own, zh: own };
}

function namedColumn(column: Column, rows: Rows, { ids: all, nameOf }: Names): Column {
  const { key, values, shown } = column;
  if ((key !== 'platform' && key !== 'account') || values !== undefined || shown !== undefined) return column;
  const cells = Symbol.asyncIterator in rows ? all : rows.map((row) => row[key]);
  const ids = [...new Set(cells)].filter((cell) => typeof cell === 'string').sort();
  const names = ids.flatMap((id) => {
    const words = nameOf(key, id);
    return words === undefined ? [] : [[id, words] as const];
  });
  return names.length === 0 ? column : { ...column, values: Object.fromEntries(names) };
}
