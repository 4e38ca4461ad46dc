import type { StatementIssue, StatementKind } from '../../model/statement.ts';
import type { Currency } from '../../model/currency.ts';
import type { Database, SqlParams } from '../database.ts';
import { tableOf } from './rows.ts';

export interface NewFile {
  readonly sha256: string;
  readonly name: string;
  readonly format: string;
  readonly kind: StatementKind;
  readonly bytes: number;
  /** SHA-256 under which the archive keeps it: its own, or that of the container it came in. */
  readonly archived: string;
  readonly importedAt: string;
}

/** Stores a file's identity; its id. */
export async function saveFile(db: Database, file: NewFile): Promise<number> {
  const [row] = await db.all<{ id: number }>(
    `INSERT INTO file (sha256, name, format, kind, bytes, archived, imported_at)
     VALUES (:sha256, :name, :format, :kind, :bytes, :archived, :importedAt) RETURNING id`,
    { ...file },
  );
  return row?.id ?? 0;
}

export interface NewStatement {
  readonly accountId: number;
  readonly fileId: number;
  readonly kind: StatementKind;
  readonly bill?: string;
  readonly currency: Currency;
}

/** Opens a statement before its rows are stored, so that each row can name it; its id. */
export async function openStatementRow(db: Database, statement: NewStatement): Promise<number> {
  const [row] = await db.all<{ id: number }>(
    `INSERT INTO statement (account_id, file_id, kind, bill, stated, line_count, currency, newest_first, first_id, last_id)
     SELECT :accountId, :fileId, :kind, :bill, 0, 0, :currency, 0, COALESCE(MAX(id), 0) + 1, 0 FROM ${tableOf(statement.kind)}
     RETURNING id`,
    {
      accountId: statement.accountId,
      fileId: statement.fileId,
      kind: statement.kind,
      bill: statement.bill ?? null,
      currency: statement.currency,
    },
  );
  return row?.id ?? 0;
}

export interface StatementFacts {
  /** Its own number or id. */
  readonly number: string | null;
  /** The names of its columns: an export that leaves some out is another statement of the same days. */
  readonly layout: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly stated: boolean;
  /** The latest moment any of its rows names: a later export of an order is its new version. */
  readonly horizon: string | null;
  readonly rows: number;
  readonly currency: Currency;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly newestFirst: boolean;
}

/** Writes what is known of a statement once its last row is stored. */
export async function closeStatementRow(
  db: Database,
  id: number,
  kind: StatementKind,
  facts: StatementFacts,
): Promise<void> {
  const params: SqlParams = {
    id,
    number: facts.number,
    layout: facts.layout,
    from: facts.from,
    to: facts.to,
    stated: facts.stated ? 1 : 0,
    horizon: facts.horizon,
    rows: facts.rows,
    currency: facts.currency,
    opening: facts.opening,
    closing: facts.closing,
    newestFirst: facts.newestFirst ? 1 : 0,
  };
  await db.run(
    `UPDATE statement SET number = :number, layout = :layout, from_on = :from, to_on = :to, stated = :stated, horizon = :horizon, line_count = :rows,
       currency = :currency, opening_minor = :opening, closing_minor = :closing, newest_first = :newestFirst,
       last_id = (SELECT COALESCE(MAX(id), 0) FROM ${tableOf(kind)})
     WHERE id = :id`,
    params,
  );
}

export async function saveIssues(
  db: Database,
  owner: { readonly accountId: number; readonly statementId: number; readonly currency: Currency },
  issues: readonly StatementIssue[],
): Promise<void> {
  await db.insert(
    'statement_issue',
    ['account_id', 'statement_id', 'code', 'line', 'what', 'expected', 'actual', 'unit', 'currency'],
    issues.map((issue) => [
      owner.accountId,
      owner.statementId,
      issue.code,
      issue.line,
      issue.what,
      issue.expected,
      issue.actual,
      issue.unit,
      issue.currency ?? owner.currency,
    ]),
  );
}

export interface RejectedRow {
  readonly line: number;
  readonly code: string;
  readonly column?: string;
  readonly cell?: string;
  readonly raw: string;
}

export async function saveRejected(
  db: Database,
  owner: { readonly accountId: number; readonly statementId: number },
  rows: readonly RejectedRow[],
): Promise<void> {
  await db.insert(
    'rejected_row',
    ['account_id', 'statement_id', 'line', 'code', 'column_name', 'cell', 'raw'],
    rows.map((row) => [
      owner.accountId,
      owner.statementId,
      row.line,
      row.code,
      row.column ?? null,
      row.cell ?? null,
      row.raw,
    ]),
  );
}
