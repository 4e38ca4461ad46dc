import type { Database } from '../database.ts';

/** Leaves a run's summary for the next one of the same verb to compare with. */
export async function saveRun(db: Database, verb: string, summary: string): Promise<void> {
  await db.run(
    `INSERT INTO run (verb, summary) VALUES (:verb, :summary)
     ON CONFLICT (verb) DO UPDATE SET summary = excluded.summary`,
    { verb, summary },
  );
}
