import type { Table } from '../model/table.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { isMatchDue } from '../store/read/match-runs.ts';
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

/** The answer, with a warning where a match is due: until then what fits nothing only waits for it. */
export async function withMatchNote({ books }: Session, table: Table): Promise<Table> {
  if (!(await isMatchDue(books.db))) return table;
  const words = {
    en: 'rows came in that no match has looked at: run «settle match» first, much of this only waits for it',
    zh: '有账单尚未勾对：请先运行“settle match”，以下不少项目只是尚未勾对',
  };
  return { ...table, notes: [...(table.notes ?? []), { warning: true, words }] };
}
