import type { ByteSource } from '../ingest/index.ts';
import { SEVERITIES, type NamedFinding } from '../model/finding.ts';
import { listOf } from '../model/rows.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadFindings } from '../store/read/findings.ts';
import { loadRun } from '../store/read/runs.ts';
import { saveRun } from '../store/write/runs.ts';
import { clearedFinding, flagDiscrepancies, type CheckOptions } from './flag-discrepancies.ts';
import { importFiles, type ImportOptions, type ImportRow } from './import-files.ts';
import { matchOpenItems, type MatchOptions } from './match-open-items.ts';
import type { MatchAnswer } from './run-passes.ts';

export interface NightlyOptions {
  readonly imports: ImportOptions;
  readonly match: MatchOptions;
  readonly check: CheckOptions;
}

/** How the findings stand against those of the night before. */
export interface Changes {
  readonly fresh: readonly NamedFinding[];
  readonly cleared: readonly NamedFinding[];
  /** Known before, and the difference has grown or the severity risen. */
  readonly worse: readonly NamedFinding[];
}

export interface NightlyAnswer {
  readonly imports: readonly ImportRow[];
  readonly match: MatchAnswer;
  readonly findings: readonly NamedFinding[];
  readonly changes: Changes;
}

/** Imports what is new, matches, works the findings out, and compares them with the last night that ended. */
export async function nightly(
  books: Books,
  sources: AsyncIterable<ByteSource> | Iterable<ByteSource>,
  options: NightlyOptions,
): Promise<NightlyAnswer> {
  const imports: ImportRow[] = [];
  for await (const rows of importFiles(books, sources, options.imports)) imports.push(...rows);
  const match = await matchOpenItems(books, options.match);
  const findings = await listOf(await flagDiscrepancies(books, options.check));
  const before = await loadRemembered(books.db);
  return { imports, match, findings, changes: await compare(books.db, before, findings) };
}

/** Remembers this night's findings: called last, so that a run that was cut short is told again in full. */
export async function rememberNight(books: Books, findings: readonly NamedFinding[]): Promise<void> {
  const open = findings
    .filter((finding) => finding.state === 'open')
    .map(({ id, severity, difference }): Remembered => ({
      id,
      severity,
      ...(difference !== undefined && { difference }),
    }));
  await books.db.atomic(() => saveRun(books.db, 'nightly', JSON.stringify(open)));
}

/** What the next night asks about a finding; the rest of it is kept with the findings. */
type Remembered = Pick<NamedFinding, 'id' | 'severity' | 'difference'>;

async function loadRemembered(db: Database): Promise<readonly Remembered[]> {
  const summary = await loadRun(db, 'nightly');
  return summary === undefined ? [] : (JSON.parse(summary) as readonly Remembered[]);
}

async function compare(db: Database, before: readonly Remembered[], now: readonly NamedFinding[]): Promise<Changes> {
  const known = new Map(before.map((finding) => [finding.id, finding]));
  const open = now.filter((finding) => finding.state === 'open');
  // A finding that a person resolved has been decided, not cleared.
  const still = new Set(now.map((finding) => finding.id));
  const gone = before.filter((finding) => !still.has(finding.id)).map(({ id }) => id);
  return {
    fresh: open.filter((finding) => !known.has(finding.id)),
    cleared: (await loadFindings(db, gone)).map((stored) => clearedFinding(stored)),
    worse: open.filter((finding) => {
      const old = known.get(finding.id);
      if (!old) return false;
      const rose = SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(old.severity);
      return rose || Math.abs(finding.difference ?? 0) > Math.abs(old.difference ?? 0);
    }),
  };
}
