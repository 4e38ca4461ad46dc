import type { Database } from '../database.ts';

/** A command in which people or a match decided something. */
export interface LastRun {
  /** The name of its run; of what isn't about matches, what it is about: a finding, an item, a customer. */
  readonly id: string;
  readonly verb: string;
  /** Of a match: nothing later took its place, and it wasn't undone. */
  readonly isStanding: boolean;
}

/** Commands that decided something, the last one first; decisions about debts that were taken back are left out. */
export async function loadLastRuns(db: Database): Promise<readonly LastRun[]> {
  const events = await db.all<{ verb: string; target: string; detail: string }>(
    `SELECT verb, target, detail FROM v_event
     WHERE verb IN ('match', 'link', 'accept', 'unlink', 'reject', 'resolve') OR verb LIKE 'receivable-%' ORDER BY seq DESC`,
  );
  const [last] = await db.all<{ id: string; undone: number }>(
    'SELECT id, undone FROM v_match_run ORDER BY seq DESC LIMIT 1',
  );
  const seen = new Set<string>();
  const takenBack = new Set<string>();
  return events.flatMap(({ verb, target, detail }) => {
    const { run, undoes, event } = JSON.parse(detail) as { [key in 'run' | 'undoes' | 'event']?: string };
    if (undoes !== undefined) takenBack.add(undoes);
    if (undoes !== undefined || (event !== undefined && takenBack.has(event))) return [];
    const id = run ?? target;
    if (seen.has(id)) return [];
    seen.add(id);
    return [{ id, verb, isStanding: verb !== 'match' || (id === last?.id && last.undone === 0) }];
  });
}

/** Whether rows came in that no match has looked at yet, or the last match was undone. */
export async function isMatchDue(db: Database): Promise<boolean> {
  const [last] = await db.all<{ verb: string }>(
    `SELECT verb FROM v_event WHERE verb IN ('match', 'import') ORDER BY seq DESC LIMIT 1`,
  );
  if (last?.verb !== 'match') return last !== undefined;
  const [run] = await db.all<{ undone: number }>('SELECT undone FROM v_match_run ORDER BY seq DESC LIMIT 1');
  return run?.undone === 1;
}
