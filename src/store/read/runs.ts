import type { Database } from '../database.ts';

/** What the last run of a verb left to compare with. */
export async function loadRun(db: Database, verb: string): Promise<string | undefined> {
  const [row] = await db.all<{ summary: string }>('SELECT summary FROM run WHERE verb = :verb', { verb });
  return row?.summary;
}
