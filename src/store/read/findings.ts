import type { Resolution } from '../../model/finding.ts';
import type { Database } from '../database.ts';

/** The decision that holds for each finding as of a day: the last one. */
export async function loadResolutions(db: Database, asOf: string): Promise<ReadonlyMap<string, Resolution>> {
  const rows = await db.all<{ finding_id: string; resolution: Resolution }>(
    'SELECT finding_id, resolution FROM v_resolution WHERE decided_on <= :asOf ORDER BY finding_id, seq',
    { asOf },
  );
  return new Map(rows.map((row) => [row.finding_id, row.resolution]));
}

/** Findings of earlier checks, as they were last seen by then. */
export async function loadKeptFindings(
  db: Database,
  asOf: string,
): Promise<readonly { readonly id: string; readonly body: string }[]> {
  return db.all<{ id: string; body: string }>('SELECT id, body FROM v_finding WHERE first_as_of <= :asOf ORDER BY id', {
    asOf,
  });
}
