import type { Database } from '../database.ts';

/** A command that changed matches. */
export interface LastRun {
  readonly id: string;
  readonly verb: string;
  /** Of a match: nothing later took its place, and it wasn't undone. */
  readonly isStanding: boolean;
}

/** Commands that changed matches, the last one first. */
export async function loadLastRuns(db: Database): Promise<readonly LastRun[]> {
  const events = await db.all<{ verb: string; detail: string }>(
    `SELECT verb, detail FROM v_event WHERE verb IN ('match', 'link', 'accept', 'unlink', 'reject') ORDER BY seq DESC`,
  );
  const [last] = await db.all<{ id: string; undone: number }>(
    'SELECT id, undone FROM v_match_run ORDER BY seq DESC LIMIT 1',
  );
  const seen = new Set<string>();
  return events.flatMap(({ verb, detail }) => {
    const { run } = JSON.parse(detail) as { readonly run?: string };
    if (run === undefined || seen.has(run)) return [];
    seen.add(run);
    return [{ id: run, verb, isStanding: verb !== 'match' || (run === last?.id && last.undone === 0) }];
  });
}
