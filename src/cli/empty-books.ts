import type { Table } from '../model/table.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import type { Session } from './session.ts';

/** The answer, with a warning where nobody has imported anything: «none» about empty books says nothing. */
export async function withEmptyNote({ books }: Session, table: Table): Promise<Table> {
  if ((await loadAccounts(books.db)).length > 0) return table;
  const words = {
    en: 'nothing has been imported yet: «settle import PATH...» comes first',
    zh: '尚未导入任何账单：请先运行“settle import PATH...”',
  };
  return { ...table, notes: [...(table.notes ?? []), { warning: true, words }] };
}
