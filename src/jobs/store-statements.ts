import type { OpenStatement } from '../ingest/index.ts';
import type { Day } from '../model/day.ts';
import { invariant, PROBLEMS, StopError, type ProblemCode, type RowProblem } from '../model/problem.ts';
import type { StatementOutcome, StatementPart } from '../model/statement.ts';
import type { Database } from '../store/database.ts';
import { loadFirstOpenDay } from '../store/read/closings.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveRows, tableOf } from '../store/write/rows.ts';
import { saveSignature } from '../store/write/signatures.ts';
import { saveFile } from '../store/write/statements.ts';
import { unreadAnswer } from './import-answer.ts';
import { closeSection, type StoreContext } from './close-section.ts';
import type { ImportOptions, ImportRow } from './import-contract.ts';
import { sectionsOf, type Section } from './sections.ts';

/** Stores the statements of one file; a row of the answer for each account in it. Throws a StopError to refuse it whole. */
export async function storeStatements(
  db: Database,
  statements: AsyncIterable<OpenStatement>,
  context: StoreContext,
): Promise<readonly ImportRow[]> {
  const rows: ImportRow[] = [];
  const files = new Map<string, number>();
  for await (const statement of statements) {
    context.stage?.();
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
  const { incoming, stage, options } = context;
  const { format } = statement;
  const sections = sectionsOf(db, statement, fileId, options);
  const firstOpenDay = await loadFirstOpenDay(db);
  const rules = { bill: format.bill ?? 'both', ...(firstOpenDay === undefined ? {} : { firstOpenDay }) };
  await db.load(tableOf(format.kind), async () => {
    for await (const batch of statement.batches) {
      const owners = await sections.ownersOf(batch);
      await saveRows(db, batch, owners, rules);
      options.onRows?.(batch.rows.length);
    }
  });
  const outcome = statement.outcome();
  refuseIfWrong(outcome, statement, options);
  // Archived before it is committed: a stored row always has its file, whatever happens in between. Here the indexes of
  // the rows are still being made.
  await stage?.().keep();
  incoming.meanwhile();
  const parts = new Map<Section, StatementPart[]>();
  for (const part of outcome.parts) {
    const section = await sections.of(part.account, part.platform);
    parts.set(section, [...(parts.get(section) ?? []), part]);
  }
  if (options.as !== undefined && statement.signature !== undefined) {
    await saveSignature(db, { signature: statement.signature, format: format.id, at: options.at });
  }
  const answers: ImportRow[] = outcome.parts.length === 0 ? [unreadAnswer(statement, context, outcome.pending)] : [];
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
  const { kind, personal } = statement.format;
  if (issue && kind === 'settlement' && personal !== true && !options.acceptDifferences) {
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
