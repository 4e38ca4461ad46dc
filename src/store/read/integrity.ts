import type { Database } from '../database.ts';

/** What SQLite itself finds wrong with the file; nothing when all is well. */
export async function loadDamage(db: Database): Promise<readonly string[]> {
  const rows = await db.all<Record<string, string>>('PRAGMA integrity_check(5)');
  return rows.flatMap((row) => Object.values(row)).filter((text) => text !== 'ok');
}

/** A row that names one of another table which isn't there. */
export interface Orphan {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

export async function loadOrphans(db: Database): Promise<readonly Orphan[]> {
  return db.all<Orphan>('PRAGMA foreign_key_check');
}

/** A statement whose stored rows aren't as many as it was imported with. */
export interface ShortStatement {
  readonly file: string;
  readonly kind: string;
  readonly expected: number;
  readonly actual: number;
}

const ROW_TABLES = [
  'sales_order',
  'settlement_line',
  'bank_line',
  'invoice',
  'customer',
  'receipt',
  'exchange_rate',
] as const;

/** Tables that hold adjustments of late data beside the rows of statements. */
const MOVED: ReadonlySet<string> = new Set(['settlement_line', 'bank_line']);

/** Rows are never removed: a statement has as many as it had when it was imported. */
export async function loadShortStatements(db: Database): Promise<readonly ShortStatement[]> {
  const counts = ROW_TABLES.map(
    (table) =>
      `SELECT statement_id, COUNT(*) AS rows_there FROM ${table}
       ${MOVED.has(table) ? 'WHERE late_before IS NULL' : ''} GROUP BY statement_id`,
  ).join(' UNION ALL ');
  return db.all<ShortStatement>(
    `SELECT f.name AS file, s.kind, s.line_count AS expected, COALESCE(c.rows_there, 0) AS actual
     FROM statement s JOIN file f ON f.id = s.file_id LEFT JOIN (${counts}) c ON c.statement_id = s.id
     WHERE s.kind IN ('orders', 'settlement', 'bank', 'invoices', 'customers', 'receipts', 'rates')
       AND COALESCE(c.rows_there, 0) <> s.line_count
     ORDER BY f.name, s.id`,
  );
}

/** A file of the books, and under which SHA-256 the archive keeps it: its own, or that of the container it came in. */
export interface ArchivedFile {
  readonly sha256: string;
  readonly archived: string;
  readonly name: string;
}

export async function loadArchived(db: Database): Promise<readonly ArchivedFile[]> {
  return db.all(
    `SELECT sha256, archived, MIN(name) AS name FROM file GROUP BY sha256, archived ORDER BY archived, sha256`,
  );
}
