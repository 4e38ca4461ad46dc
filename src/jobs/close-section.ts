import type { OpenStatement } from '../ingest/index.ts';
import type { StatementIssue, StatementOutcome, StatementPart } from '../model/statement.ts';
import type { Staged } from '../store/archive.ts';
import type { Database } from '../store/database.ts';
import type { StoredStatement } from '../store/read/files.ts';
import { loadFirstOpenDay } from '../store/read/closings.ts';
import { appendEvent } from '../store/write/events.ts';
import { settleLateRows } from '../store/write/late-data.ts';
import { replaceEarlier, type Revision } from '../store/write/revisions.ts';
import { sumDaysOfAccount } from '../store/write/statement-days.ts';
import {
  closeStatementRow,
  saveIssues,
  saveRejected,
  type RejectedRow,
  type StatementFacts,
} from '../store/write/statements.ts';
import { isVersioned, keepNewest, keepOneOfEach } from '../store/write/versions.ts';
import { answerOf, type Closing } from './import-answer.ts';
import type { ImportOptions, ImportRow, Incoming, LateData } from './import-contract.ts';
import type { Section } from './sections.ts';

export interface StoreContext {
  readonly incoming: Incoming;
  /** Begins its copy for the archive, once; undefined where nothing is to be kept. */
  readonly stage: (() => Staged) | undefined;
  /** Whether these bytes were stored before. */
  readonly isKnown: boolean;
  /** What is stored already of files with the same bytes (empty days only). */
  readonly before: readonly StoredStatement[];
  readonly options: ImportOptions;
}

/** Writes what is known of an account's statement once its last row is stored; the row of the answer for it. */
export async function closeSection(db: Database, closing: Closing, context: StoreContext): Promise<ImportRow> {
  const { statement, outcome, part, section } = closing;
  const { format } = statement;
  await closeStatementRow(db, section.statementId, format.kind, factsOf(closing));
  const owner = { accountId: section.accountId, statementId: section.statementId, currency: part.currency };
  const issues = outcome.issues.filter((issue) => isAbout(issue, part, outcome));
  await saveIssues(db, owner, issues);
  const isFirst = outcome.parts[0]?.account === part.account && outcome.parts[0]?.platform === part.platform;
  const rejected = isFirst ? outcome.rejected : [];
  await saveRejected(db, owner, rejected.map(rejectedRow));
  const moved = await settleMoved(db, closing);
  const { revisions, late } = moved;
  await logRevisions(db, revisions, context);
  if (late !== undefined) await logLate(db, late, context);
  const known = isMoved(format.kind) ? moved.known : await knownOf(db, format.kind, section.statementId);
  const status = isKnownAlready(part, section, known, context) ? 'known' : 'stored';
  return answerOf(closing, {
    ...context,
    known,
    rejected: rejected.length,
    status,
    issues,
    revisions,
    ...(late === undefined ? {} : { late }),
  });
}

interface Moved {
  readonly revisions: readonly Revision[];
  readonly known: number;
  readonly late?: LateData;
}

/** Lines of platforms and banks: what speaks about closed months is set apart first, the rest as if there were none. */
async function settleMoved(db: Database, { statement, part, section }: Closing): Promise<Moved> {
  const { kind } = statement.format;
  if (!isMoved(kind)) return { revisions: [], known: 0 };
  const { statementId } = section;
  const firstOpenDay = await loadFirstOpenDay(db);
  if (firstOpenDay === undefined) {
    return {
      revisions: await replaceEarlier(db, kind, statementId),
      known: await keepOneOfEach(db, kind, statementId),
    };
  }
  const { rows, known, adjustments } = await settleLateRows(db, kind, statementId, firstOpenDay);
  const isOpen = part.to === undefined || part.to >= firstOpenDay;
  const revisions = isOpen ? await replaceEarlier(db, kind, statementId, firstOpenDay) : [];
  const again = await keepOneOfEach(db, kind, statementId, firstOpenDay);
  const isLate = rows > 0 || adjustments > 0;
  if (kind === 'settlement' && isLate) await sumDaysOfAccount(db, section.accountId);
  return { revisions, known: known + again, ...(isLate && { late: { rows, adjustments, on: firstOpenDay } }) };
}

async function logLate(db: Database, late: LateData, { incoming, options }: StoreContext): Promise<void> {
  const { at, operator } = options;
  const detail = { rows: late.rows, adjustments: late.adjustments, counts_from: late.on };
  await appendEvent(db, { at, operator, verb: 'late-data', target: incoming.source.name, detail });
}

function factsOf({ statement, part, section }: Closing): StatementFacts {
  return {
    number: part.statement ?? null,
    layout: statement.signature ?? null,
    from: part.from ?? null,
    to: part.to ?? null,
    stated: part.stated,
    horizon: section.horizon,
    rows: part.rows,
    currency: part.currency,
    opening: part.opening ?? null,
    closing: part.closing ?? null,
    newestFirst: part.newestFirst,
  };
}

/** All its rows stood in the books, or it is an empty day of a file with the same bytes. */
function isKnownAlready(part: StatementPart, { account }: Section, known: number, { before }: StoreContext): boolean {
  if (part.rows > 0) return known === part.rows;
  return before.some((one) => one.account === account.ref && one.from === (part.from ?? null));
}

function rejectedRow({ line, raw, problem }: StatementOutcome['rejected'][number]): RejectedRow {
  return {
    line,
    raw,
    code: problem.code,
    ...(problem.column === undefined ? {} : { column: problem.column }),
    ...(problem.text === undefined ? {} : { cell: problem.text }),
  };
}

async function knownOf(db: Database, kind: OpenStatement['format']['kind'], statementId: number): Promise<number> {
  return isVersioned(kind) ? keepNewest(db, kind, statementId) : 0;
}

function isMoved(kind: OpenStatement['format']['kind']): kind is 'settlement' | 'bank' {
  return kind === 'settlement' || kind === 'bank';
}

async function logRevisions(
  db: Database,
  revisions: readonly Revision[],
  { incoming, options }: StoreContext,
): Promise<void> {
  for (const { file, changed, gone, added } of revisions) {
    const detail = { replaces: file, changed: changed.length, gone: gone.length, added: added.length };
    await appendEvent(db, {
      at: options.at,
      operator: options.operator,
      verb: 'revise',
      target: incoming.source.name,
      detail,
    });
  }
}

function isAbout(issue: StatementIssue, part: StatementPart, outcome: StatementOutcome): boolean {
  const [first] = outcome.parts;
  if (issue.account === undefined && issue.platform === undefined) {
    return first?.account === part.account && first?.platform === part.platform;
  }
  return issue.account === part.account && issue.platform === part.platform;
}
