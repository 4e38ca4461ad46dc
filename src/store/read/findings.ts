import type { Resolution } from '../../model/finding.ts';
import type { Database } from '../database.ts';

/** Stands where a decision about a finding was taken back. */
export const TAKEN_BACK = 'taken-back';

/** The decision that holds for each finding as of a day: the last one, unless it was taken back. */
export async function loadResolutions(db: Database, asOf: string): Promise<ReadonlyMap<string, Resolution>> {
  const rows = await db.all<{ finding_id: string; resolution: Resolution | typeof TAKEN_BACK }>(
    'SELECT finding_id, resolution FROM v_resolution WHERE decided_on <= :asOf ORDER BY finding_id, seq',
    { asOf },
  );
  const last = new Map(rows.map((row) => [row.finding_id, row.resolution]));
  return new Map(
    [...last].flatMap(([finding, resolution]) => (resolution === TAKEN_BACK ? [] : [[finding, resolution]])),
  );
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
