import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { FindingCode, Resolution, Severity } from '../../model/finding.ts';
import type { Database } from '../database.ts';

/** Stands where the decision before it that still stood was taken back. */
export const TAKEN_BACK = 'taken-back';

/** A decision about a finding, or that the last one that stood was taken back; each counts from its day on. */
interface Decided {
  readonly resolution: Resolution | typeof TAKEN_BACK;
  readonly decided_on: string;
}

/** Of a finding's decisions in their order the last that stands as of a day; undefined where none does. */
export function lastStanding<T extends Decided>(
  decisions: readonly T[],
  asOf: string,
): (T & { resolution: Resolution }) | undefined {
  const standing: T[] = [];
  const takenBack = new Set<T>();
  for (const one of decisions) {
    if (one.resolution !== TAKEN_BACK) standing.push(one);
    else {
      // What it takes back is told by the order of decisions, from when on by its day.
      const last = standing.pop();
      if (last !== undefined && one.decided_on <= asOf) takenBack.add(last);
    }
  }
  return decisions.findLast((one) => one.resolution !== TAKEN_BACK && one.decided_on <= asOf && !takenBack.has(one)) as
    (T & { resolution: Resolution }) | undefined;
}

/** The decision that holds for each finding as of a day: the last one that wasn't taken back. */
export async function loadResolutions(db: Database, asOf: string): Promise<ReadonlyMap<string, Resolution>> {
  const rows = await db.all<Decided & { readonly finding_id: string }>(
    'SELECT finding_id, resolution, decided_on FROM v_resolution ORDER BY finding_id, seq',
  );
  const byFinding = new Map<string, Decided[]>();
  for (const row of rows) {
    const own = byFinding.get(row.finding_id);
    if (own) own.push(row);
    else byFinding.set(row.finding_id, [row]);
  }
  return new Map(
    [...byFinding].flatMap(([finding, decisions]) => {
      const last = lastStanding(decisions, asOf);
      return last === undefined ? [] : [[finding, last.resolution]];
    }),
  );
}

/** A finding as it is stored: its name, and the rest of it as JSON. */
export interface StoredFinding {
  readonly id: string;
  readonly body: string;
}

/** The findings noted (store/write/findings.ts) in their order. */
export function streamFindingsNow(db: Database): AsyncIterable<readonly StoredFinding[]> {
  return db.stream<StoredFinding>('SELECT id, body FROM finding_now ORDER BY sort_key, seq');
}

/** Findings noted that are alike, or one that something was decided about. */
export interface NotedCount {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly currency: Currency;
  /** Of one that was decided about; null where they are several. */
  readonly id: string | null;
  readonly count: number;
  /** What their differences come to, all taken as positive; null where none has one. */
  readonly amount: number | null;
}

/** Counts the findings noted. */
export async function countFindingsNow(db: Database): Promise<readonly NotedCount[]> {
  return db.all<NotedCount>(
    `SELECT code, severity, currency, decided AS id, COUNT(*) AS count, SUM(ABS(difference_minor)) AS amount
     FROM (SELECT code, severity, currency, difference_minor,
                  CASE WHEN id IN (SELECT finding_id FROM v_resolution) THEN id END AS decided
           FROM finding_now) AS noted
     GROUP BY code, severity, currency, decided ORDER BY code, severity, currency, decided`,
  );
}

/** Findings noted under a name that another has as well, each name's in their order. */
export async function loadTwins(db: Database): Promise<readonly (StoredFinding & { readonly seq: number })[]> {
  return db.all(
    `SELECT seq, id, body FROM finding_now
     WHERE id IN (SELECT id FROM finding_now GROUP BY id HAVING COUNT(*) > 1) ORDER BY id, sort_key, seq`,
  );
}

/** Findings of earlier checks, as they were last seen by then, that are not among those noted, by name. */
export function streamKeptFindings(db: Database, asOf: string): AsyncIterable<readonly StoredFinding[]> {
  return db.stream<StoredFinding>(
    `SELECT id, body FROM v_finding WHERE first_as_of <= :asOf AND id NOT IN (SELECT id FROM finding_now) ORDER BY id`,
    { asOf },
  );
}

/** A finding as a check last saw it, and the first and last day as of which checks saw it. */
export interface SeenFinding extends StoredFinding {
  readonly first_as_of: Day;
  readonly last_as_of: Day;
}

const SEEN_MAX = 10;

/** The findings that checks ever saw whose names begin so, by name: a few of them. */
export async function loadSeenFindings(db: Database, beginning: string): Promise<readonly SeenFinding[]> {
  return db.all<SeenFinding>(
    `SELECT id, body, first_as_of, last_as_of FROM v_finding
     WHERE substr(id, 1, length(:beginning)) = :beginning ORDER BY id LIMIT ${SEEN_MAX}`,
    { beginning },
  );
}

const NAMES_AT_ONCE = 400;

/** Findings as a check last saw them, in the order of their names as given; those never kept are left out. */
export async function loadFindings(db: Database, ids: readonly string[]): Promise<readonly StoredFinding[]> {
  const kept = new Map<string, StoredFinding>();
  for (let from = 0; from < ids.length; from += NAMES_AT_ONCE) {
    const some = ids.slice(from, from + NAMES_AT_ONCE);
    const params = Object.fromEntries(some.map((id, index) => [`i${index}`, id]));
    const rows = await db.all<StoredFinding>(
      `SELECT id, body FROM v_finding WHERE id IN (${some.map((_, index) => `:i${index}`).join(', ')})`,
      params,
    );
    for (const row of rows) kept.set(row.id, row);
  }
  return ids.flatMap((id) => kept.get(id) ?? []);
}
