import type { OpenStatement } from '../ingest/index.ts';
import type { Day } from '../model/day.ts';
import { invariant, PROBLEMS, StopError, type ProblemCode, type RowProblem } from '../model/problem.ts';
import type { StatementIssue, StatementOutcome, StatementPart } from '../model/statement.ts';
import type { Database } from '../store/database.ts';
import type { StoredStatement } from '../store/read/files.ts';
import { appendEvent } from '../store/write/events.ts';
import { replaceEarlier, type Revision } from '../store/write/revisions.ts';
import { saveRows, tableOf } from '../store/write/rows.ts';
import { closeStatementRow, saveFile, saveIssues, saveRejected, type RejectedRow } from '../store/write/statements.ts';
import { isVersioned, keepNewest, keepOneOfEach } from '../store/write/versions.ts';
import { answerOf, type Closing } from './import-answer.ts';
import type { ImportOptions, ImportRow, Incoming } from './import-contract.ts';
import { sectionsOf, type Section } from './sections.ts';

export interface StoreContext {
  readonly incoming: Incoming;
  /** What is stored already of files with the same bytes (empty days only). */
  readonly before: readonly StoredStatement[];
  readonly options: ImportOptions;
}

/** Stores the statements of one file; a row of the answer for each account in it. Throws a StopError to refuse it whole. */
export async function storeStatements(
  db: Database,
  statements: AsyncIterable<OpenStatement>,
  context: StoreContext,
): Promise<readonly ImportRow[]> {
  const rows: ImportRow[] = [];
  const files = new Map<string, number>();
  for await (const statement of statements) {
    const fileId = files.get(statement.format.id) ?? (await storeFile(db, statement, context));
    files.set(statement.format.id, fileId);
    rows.push(...(await storeStatement(db, { statement, fileId }, context)));
  }
  return rows;
}

/** A file is stored once a format: sheets of a workbook may be of several. */
async function storeFile(
  db: Database,
  { format }: OpenStatement,
  { incoming, options }: StoreContext,
): Promise<number> {
  return saveFile(db, {
    sha256: incoming.print.sha256,
    name: incoming.source.name,
    format: format.id,
    kind: format.kind,
    bytes: incoming.print.bytes,
    archived: incoming.archived,
    importedAt: options.at,
  });
}

async function storeStatement(
  db: Database,
  { statement, fileId }: { readonly statement: OpenStatement; readonly fileId: number },
  context: StoreContext,
): Promise<readonly ImportRow[]> {
  const { incoming, options } = context;
  const { format } = statement;
  const sections = sectionsOf(db, statement, fileId, options);
  await db.load(tableOf(format.kind), async () => {
    for await (const batch of statement.batches) {
      const owners = await sections.ownersOf(batch);
      await saveRows(db, batch, owners, format.bill ?? 'both');
      options.onRows?.(batch.rows.length);
    }
  });
  const outcome = statement.outcome();
  refuseIfWrong(outcome, statement, options);
  const parts = new Map<Section, StatementPart[]>();
  for (const part of outcome.parts) {
    const section = await sections.of(part.account, part.platform);
    parts.set(section, [...(parts.get(section) ?? []), part]);
  }
  const answers: ImportRow[] = [];
  for (const [section, own] of parts) {
    answers.push(await closeSection(db, { statement, outcome, part: wholeOf(own), section }, context));
  }
  await appendEvent(db, {
    at: options.at,
    operator: options.operator,
    verb: 'import',
    target: incoming.source.name,
    detail: { sha256: incoming.print.sha256, format: format.id, rows: answers.reduce((sum, row) => sum + row.rows, 0) },
  });
  return answers;
}

/** An account's rows in several currencies are one statement of it; balances and sums of each are told by its rows. */
function wholeOf(parts: readonly StatementPart[]): StatementPart {
  const [first, ...others] = parts;
  invariant(first !== undefined, 'an account in a file has a part');
  if (others.length === 0) return first;
  const days = (key: 'from' | 'to'): readonly Day[] => parts.flatMap((part) => part[key] ?? []).sort();
  const [from, to] = [days('from')[0], days('to').at(-1)];
  const { account, platform, currency, newestFirst } = first;
  return {
    stated: parts.every((part) => part.stated),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    currency,
    newestFirst,
    ...(account === undefined ? {} : { account }),
    ...(platform === undefined ? {} : { platform }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

const PRECEDENCE = Object.keys(PROBLEMS) as readonly ProblemCode[];

/** A row that can't be read, or a platform's totals that don't add up, refuse the file unless a person said otherwise. */
function refuseIfWrong(outcome: StatementOutcome, statement: OpenStatement, options: ImportOptions): void {
  const first = [...outcome.problems].sort(byPrecedence)[0];
  if (first && !options.partial) {
    throw new StopError(
      first.code,
      { line: first.line, column: first.column ?? '', text: first.text ?? '' },
      outcome.problems,
    );
  }
  const [issue] = outcome.issues;
  if (issue && statement.format.kind === 'settlement' && !options.acceptDifferences) {
    throw new StopError('CONTROL_TOTAL_DIFFERS', {
      line: issue.line,
      what: issue.what,
      expected: issue.expected,
      actual: issue.actual,
      unit: issue.unit,
      currency: issue.currency ?? options.currency,
    });
  }
}

function byPrecedence(left: RowProblem, right: RowProblem): number {
  return PRECEDENCE.indexOf(left.code) - PRECEDENCE.indexOf(right.code) || left.line - right.line;
}

async function closeSection(db: Database, closing: Closing, context: StoreContext): Promise<ImportRow> {
  const { statement, outcome, part, section } = closing;
  const { format } = statement;
  await closeStatementRow(db, section.statementId, format.kind, {
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
  });
  const owner = { accountId: section.accountId, statementId: section.statementId, currency: part.currency };
  const issues = outcome.issues.filter((issue) => isAbout(issue, part, outcome));
  await saveIssues(db, owner, issues);
  const isFirst = outcome.parts[0]?.account === part.account && outcome.parts[0]?.platform === part.platform;
  const rejected = isFirst ? outcome.rejected : [];
  await saveRejected(db, owner, rejected.map(rejectedRow));
  const revisions = isMoved(format.kind) ? await replaceEarlier(db, format.kind, section.statementId) : [];
  await logRevisions(db, revisions, context);
  const known = await knownOf(db, format.kind, section.statementId);
  const status = isKnownAlready(part, section, known, context) ? 'known' : 'stored';
  return answerOf(closing, { ...context, known, rejected: rejected.length, status, issues, revisions });
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
  if (isVersioned(kind)) return keepNewest(db, kind, statementId);
  return keepOneOfEach(db, kind, statementId);
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
