import type { OpenStatement } from '../ingest/index.ts';
import type { Currency } from '../model/currency.ts';
import { minor, type Money } from '../model/money.ts';
import { PROBLEMS, StopError, type ProblemCode, type RowProblem } from '../model/problem.ts';
import type { RowBatch, StatementIssue, StatementOutcome, StatementPart } from '../model/statement.ts';
import type { Database } from '../store/database.ts';
import type { StoredStatement } from '../store/read/files.ts';
import { ensureAccount, type StoredAccount } from '../store/write/accounts.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveRows, type RowOwner } from '../store/write/rows.ts';
import { closeStatementRow, openStatementRow, saveFile, saveIssues, saveRejected } from '../store/write/statements.ts';
import { isVersioned, keepNewest, keepOneOfEach } from '../store/write/versions.ts';
import type { ImportOptions, ImportRemark, ImportRow, Incoming } from './import-files.ts';
import { whoseAccount } from './whose-account.ts';

export interface StoreContext {
  readonly incoming: Incoming;
  /** What is stored already of files with the same bytes (empty days only). */
  readonly before: readonly StoredStatement[];
  readonly options: ImportOptions;
}

/** One account's part of the statement being stored. */
interface Section extends RowOwner {
  readonly account: StoredAccount;
  horizon: string | null;
}

/** Stores the statements of one file; a row of the answer for each account in it. Throws a StopError to refuse it whole. */
export async function storeStatements(
  db: Database,
  statements: readonly OpenStatement[],
  context: StoreContext,
): Promise<readonly ImportRow[]> {
  const rows: ImportRow[] = [];
  for (const statement of statements) rows.push(...(await storeStatement(db, statement, context)));
  return rows;
}

async function storeStatement(
  db: Database,
  statement: OpenStatement,
  context: StoreContext,
): Promise<readonly ImportRow[]> {
  const { incoming, options } = context;
  const { format } = statement;
  const fileId = await saveFile(db, {
    sha256: incoming.print.sha256,
    name: incoming.source.name,
    format: format.id,
    kind: format.kind,
    bytes: incoming.print.bytes,
    archived: incoming.archived,
    importedAt: options.at,
  });
  const sections = sectionsOf(db, statement, fileId, options);
  for await (const batch of statement.batches) {
    const owners = await sections.ownersOf(batch);
    await saveRows(db, batch, owners, format.bill ?? 'both');
  }
  const outcome = statement.outcome();
  refuseIfWrong(outcome, statement, options);
  const answers: ImportRow[] = [];
  for (const part of outcome.parts) {
    const section = await sections.of(part.account, part.platform);
    answers.push(await closeSection(db, { statement, outcome, part, section }, context));
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

interface Sections {
  of(said: string | undefined, platform: string | undefined): Promise<Section>;
  ownersOf(batch: RowBatch): Promise<readonly RowOwner[]>;
}

/** Finds (and opens) the statement row of each account a file holds; rows of one account follow each other mostly. */
function sectionsOf(db: Database, statement: OpenStatement, fileId: number, options: ImportOptions): Sections {
  const known = new Map<string, Section>();
  const byRef = new Map<string, Section>();

  async function open(said: string | undefined, platform: string | undefined): Promise<Section> {
    const whose = said ?? statement.account;
    const proposal = whoseAccount(options.settings, {
      format: statement.format,
      name: statement.name,
      currency: options.settings.currency,
      ...(whose === undefined ? {} : { said: whose }),
      ...(platform === undefined ? {} : { platform }),
      ...(options.account === undefined ? {} : { given: options.account }),
    });
    const before = byRef.get(proposal.ref);
    if (before) return before;
    const account = await ensureAccount(db, proposal);
    const { kind, bill } = statement.format;
    const statementId = await openStatementRow(db, {
      accountId: account.id,
      fileId,
      kind,
      currency: account.currency,
      ...(bill === undefined ? {} : { bill }),
    });
    const section = { account, accountId: account.id, statementId, horizon: null };
    byRef.set(proposal.ref, section);
    return section;
  }

  async function of(said: string | undefined, platform: string | undefined): Promise<Section> {
    const key = `${said ?? ''}\n${platform ?? ''}`;
    const section = known.get(key) ?? (await open(said, platform));
    known.set(key, section);
    return section;
  }

  return {
    of,
    async ownersOf(batch: RowBatch): Promise<readonly RowOwner[]> {
      if (batch.kind !== 'settlement' && batch.kind !== 'bank') {
        const section = await of(undefined, undefined);
        section.horizon = horizonOf(batch, section.horizon);
        return batch.rows.map(() => section);
      }
      const owners: Section[] = [];
      let last:
        | { readonly said: string | undefined; readonly platform: string | undefined; readonly section: Section }
        | undefined;
      for (const row of batch.rows) {
        const said = row.account;
        const platform = 'platform' in row ? row.platform : undefined;
        if (last?.said !== said || last?.platform !== platform || !last)
          last = { said, platform, section: await of(said, platform) };
        owners.push(last.section);
      }
      return owners;
    },
  };
}

/** The latest moment that rows of an export name: how far it reaches. */
function horizonOf(batch: RowBatch, before: string | null): string | null {
  let horizon = before;
  const reach = (moment: string | undefined): void => {
    if (moment !== undefined && (horizon === null || moment > horizon)) horizon = moment;
  };
  switch (batch.kind) {
    case 'orders':
      for (const row of batch.rows)
        for (const moment of [row.orderedAt, row.paidAt, row.shippedAt, row.confirmedAt]) reach(moment);
      break;
    case 'invoices':
      for (const row of batch.rows) for (const day of [row.issuedOn, row.notifiedOn]) reach(day);
      break;
    case 'receipts':
      for (const row of batch.rows) reach(row.receivedOn);
      break;
    case 'settlement':
    case 'bank':
    case 'customers':
      break;
  }
  return horizon;
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

interface Closing {
  readonly statement: OpenStatement;
  readonly outcome: StatementOutcome;
  readonly part: StatementPart;
  readonly section: Section;
}

async function closeSection(db: Database, closing: Closing, context: StoreContext): Promise<ImportRow> {
  const { statement, outcome, part, section } = closing;
  const { format } = statement;
  await closeStatementRow(db, section.statementId, format.kind, {
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
  const rejected = outcome.parts[0] === part ? outcome.rejected : [];
  await saveRejected(
    db,
    owner,
    rejected.map(({ line, raw, problem }) => ({
      line,
      raw,
      code: problem.code,
      ...(problem.column === undefined ? {} : { column: problem.column }),
      ...(problem.text === undefined ? {} : { cell: problem.text }),
    })),
  );
  const known = await knownOf(db, format.kind, section.statementId);
  const isKnownDay =
    part.rows === 0 &&
    context.before.some((one) => one.account === section.account.ref && one.from === (part.from ?? null));
  return answerOf(closing, context, {
    known,
    rejected: rejected.length,
    status: isKnownDay ? 'known' : 'stored',
    issues,
  });
}

async function knownOf(db: Database, kind: OpenStatement['format']['kind'], statementId: number): Promise<number> {
  if (isVersioned(kind)) return keepNewest(db, kind, statementId);
  return keepOneOfEach(db, kind, statementId);
}

function isAbout(issue: StatementIssue, part: StatementPart, outcome: StatementOutcome): boolean {
  if (issue.account === undefined && issue.platform === undefined) return outcome.parts[0] === part;
  return issue.account === part.account && issue.platform === part.platform;
}

interface Counts {
  readonly known: number;
  readonly rejected: number;
  readonly status: ImportRow['status'];
  readonly issues: readonly StatementIssue[];
}

function answerOf({ statement, outcome, part, section }: Closing, context: StoreContext, counts: Counts): ImportRow {
  const { incoming, options } = context;
  const money = (value: number | undefined): Money | undefined =>
    value === undefined ? undefined : { minor: minor(value), currency: part.currency };
  const isUnknown = !options.settings.accounts.some((account) => account.id === section.account.ref);
  const remarks: ImportRemark[] = [
    ...(isUnknown && (section.account.kind === 'bank' || section.account.kind === 'wallet')
      ? [{ kind: 'account-unknown' as const, params: accountParams(section.account) }]
      : []),
    ...counts.issues.map((issue) => ({
      kind: 'difference' as const,
      params: {
        code: issue.code,
        line: issue.line,
        what: issue.what,
        expected: issue.expected,
        actual: issue.actual,
        unit: issue.unit,
        currency: issue.currency ?? part.currency,
      },
    })),
    ...outcome.remarks.map((remark) => ({
      kind: 'cell' as const,
      params: { code: remark.code, line: remark.line, column: remark.column ?? '', text: remark.text ?? '' },
    })),
  ];
  return withoutAbsent({
    file: incoming.source.name,
    sha256: incoming.print.sha256,
    format: statement.format.id,
    kind: statement.format.kind,
    account: section.account.ref,
    from: part.from,
    to: part.to,
    rows: part.rows,
    stored: part.rows - counts.known,
    known: counts.known,
    rejected: counts.rejected,
    status: counts.status,
    problems: options.partial ? outcome.problems : [],
    currency: part.currency,
    credits: money(part.credits),
    debits: money(part.debits),
    opening: money(part.opening),
    closing: money(part.closing),
    pending: outcome.pending > 0 ? outcome.pending : undefined,
    remarks,
  });
}

function accountParams(account: StoredAccount): Readonly<Record<string, string>> {
  return {
    id: account.ref,
    kind: account.kind,
    platform: account.platform ?? '',
    number: account.number ?? '',
  };
}

/** The answer for a file whose bytes are stored already. */
export function knownRows(file: string, sha256: string, statements: readonly StoredStatement[]): readonly ImportRow[] {
  return statements.map((statement) =>
    withoutAbsent({
      file,
      sha256,
      format: statement.format,
      kind: statement.kind,
      account: statement.account,
      from: statement.from ?? undefined,
      to: statement.to ?? undefined,
      rows: statement.rows,
      stored: 0,
      known: statement.rows,
      rejected: 0,
      status: 'known',
      problems: [],
      currency: statement.currency,
      opening: moneyOf(statement.opening, statement.currency),
      closing: moneyOf(statement.closing, statement.currency),
      remarks: [],
    }),
  );
}

function moneyOf(value: number | null, currency: string): Money | undefined {
  return value === null ? undefined : { minor: minor(value), currency: currency as Currency };
}

/** Drops the keys that are undefined: absent is left out. */
function withoutAbsent(row: { readonly [K in keyof ImportRow]: ImportRow[K] | undefined }): ImportRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as ImportRow;
}
