import type { Database } from '../database.ts';

/** What is stored of one statement of a file. */
export interface StoredStatement {
  readonly statement: number;
  /** Its own number or id, where the file names one. */
  readonly number: string | null;
  readonly account: string;
  readonly format: string;
  readonly kind: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly rows: number;
  readonly currency: string;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly file: string;
}

/** The statements stored from files of these bytes; empty when no such file is known. */
export async function loadStatementsOf(db: Database, sha256: string): Promise<readonly StoredStatement[]> {
  return db.all<StoredStatement>(
    `SELECT id AS statement, number, account, format, kind, from_on AS "from", to_on AS "to", line_count AS rows, currency,
            opening_minor AS opening, closing_minor AS closing, file
     FROM v_statement_version WHERE sha256 = :sha256 ORDER BY account, from_on, id`,
    { sha256 },
  );
}

/** Whether these bytes were stored before, as whatever file. */
export async function isFileKnown(db: Database, sha256: string): Promise<boolean> {
  const [row] = await db.all<{ known: number }>('SELECT COUNT(*) AS known FROM v_file WHERE sha256 = :sha256', {
    sha256,
  });
  return (row?.known ?? 0) > 0;
}
