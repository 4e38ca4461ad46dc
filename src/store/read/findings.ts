import type { Resolution } from '../../model/finding.ts';
import type { Database } from '../database.ts';

/** Stands where the decision before it that still stood was taken back. */
export const TAKEN_BACK = 'taken-back';

/** A decision about a finding, or that the last one was taken back. */
interface Decided {
  readonly resolution: Resolution | typeof TAKEN_BACK;
}

/** Of a finding's decisions in their order the last that stands; undefined where none does. */
export function lastStanding<T extends Decided>(decisions: readonly T[]): (T & { resolution: Resolution }) | undefined {
  const standing: T[] = [];
  for (const one of decisions) {
    if (one.resolution === TAKEN_BACK) standing.pop();
    else standing.push(one);
  }
  return standing.at(-1) as (T & { resolution: Resolution }) | undefined;
}

/** The decision that holds for each finding as of a day: the last one that wasn't taken back. */
export async function loadResolutions(db: Database, asOf: string): Promise<ReadonlyMap<string, Resolution>> {
  const rows = await db.all<Decided & { readonly finding_id: string }>(
    'SELECT finding_id, resolution FROM v_resolution WHERE decided_on <= :asOf ORDER BY finding_id, seq',
    { asOf },
  );
  const byFinding = new Map<string, Decided[]>();
  for (const row of rows) byFinding.set(row.finding_id, [...(byFinding.get(row.finding_id) ?? []), row]);
  return new Map(
    [...byFinding].flatMap(([finding, decisions]) => {
      const last = lastStanding(decisions);
      return last === undefined ? [] : [[finding, last.resolution]];
    }),
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
