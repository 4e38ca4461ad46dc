import Sqlite from 'better-sqlite3';

import { invariant, StopError } from '../../model/problem.ts';
import type { Database, SqlParams, SqlValue } from '../database.ts';

/** Rows of one INSERT: more a statement gains nothing (PERFORMANCE.md). */
const ROWS_PER_INSERT = 10;
const ROWS_PER_BATCH = 1_000;

/** better-sqlite3 behind the port. Everything SQLite says is translated here, nowhere else. */
export function sqliteDatabase(connection: Sqlite.Database, path: string): Database {
  const prepared = new Map<string, Sqlite.Statement>();

  function prepare(sql: string): Sqlite.Statement {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }

  return {
    all: <T>(sql: string, params: SqlParams = {}) => promised(path, () => prepare(sql).all(params) as T[]),
    // A statement of its own: an open cursor must not be disturbed by the same text run elsewhere.
    stream: <T>(sql: string, params: SqlParams = {}) =>
      batches(path, () => connection.prepare(sql).iterate(params) as IterableIterator<T>),
    run: (sql: string, params: SqlParams = {}) => promised(path, () => prepare(sql).run(params).changes),
    insert: (table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]) =>
      promised(path, () => {
        insertRows(prepare, table, columns, rows);
      }),
    async load<T>(table: string, fill: () => Promise<T>): Promise<T> {
      const indexes = translated(path, () => setAside(connection, table));
      const result = await fill();
      translated(path, () => {
        for (const sql of indexes) connection.exec(sql);
      });
      return result;
    },
    async atomic<T>(body: () => Promise<T>): Promise<T> {
      invariant(!connection.inTransaction, 'atomic work is not nested');
      translated(path, () => prepare('BEGIN IMMEDIATE').run());
      try {
        const result = await body();
        translated(path, () => prepare('COMMIT').run());
        return result;
      } catch (error) {
        rollBack(connection);
        throw error;
      }
    },
    close(): void {
      connection.close();
    },
  };
}

/** Drops the indexes of an empty table; the statements that make them again. A roll-back brings them back by itself. */
function setAside(connection: Sqlite.Database, table: string): readonly string[] {
  if (connection.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined) return [];
  const indexes = connection
    .prepare<[string], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name`,
    )
    .all(table);
  for (const { name } of indexes) connection.exec(`DROP INDEX ${name}`);
  return indexes.map(({ sql }) => sql);
}

/** The port is asynchronous although SQLite isn't: another engine must fit behind it. What throws, rejects. */
function promised<T>(path: string, body: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(translated(path, body));
  });
}

/** Rows in batches, as they are asked for. */
async function* batches<T>(path: string, open: () => IterableIterator<T>): AsyncIterable<readonly T[]> {
  const cursor = await promised(path, open);
  try {
    for (;;) {
      const batch = await promised(path, () => take(cursor));
      if (batch.length > 0) yield batch;
      if (batch.length < ROWS_PER_BATCH) return;
    }
  } finally {
    // Left halfway, the cursor would keep the connection from being written to or closed.
    cursor.return?.();
  }
}

function take<T>(cursor: IterableIterator<T>): readonly T[] {
  const batch: T[] = [];
  while (batch.length < ROWS_PER_BATCH) {
    const next = cursor.next();
    if (next.done === true) break;
    batch.push(next.value);
  }
  return batch;
}

/** After some errors (full disk) SQLite has rolled back by itself. */
function rollBack(connection: Sqlite.Database): void {
  if (connection.inTransaction) connection.exec('ROLLBACK');
}

function insertRows(
  prepare: (sql: string) => Sqlite.Statement,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): void {
  const one = `(${columns.map(() => '?').join(', ')})`;
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  const whole = rows.length - (rows.length % ROWS_PER_INSERT);
  const many = prepare(head + Array.from({ length: ROWS_PER_INSERT }, () => one).join(', '));
  const values: SqlValue[] = [];
  for (let at = 0; at < whole; at += 1) {
    const row = rows[at];
    if (row) for (const value of row) values.push(value);
    if (at % ROWS_PER_INSERT !== ROWS_PER_INSERT - 1) continue;
    many.run(...values);
    values.length = 0;
  }
  const single = prepare(head + one);
  for (const row of rows.slice(whole)) single.run(...row);
}

/** SQLite's errors that a person can act on become refusals; the rest are bugs and pass through. */
export function translated<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    const code = error.code;
    if (code.startsWith('SQLITE_BUSY')) throw new StopError('BOOKS_BUSY', { path }, [], error);
    if (code === 'SQLITE_FULL') throw new StopError('DISK_FULL', { path }, [], error);
    if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM' || code === 'SQLITE_CANTOPEN') {
      throw new StopError('NOT_WRITABLE', { path }, [], error);
    }
    if (code.startsWith('SQLITE_IOERR')) throw new StopError('DISK_FULL', { path }, [], error);
    if (code === 'SQLITE_NOTADB') throw new StopError('BOOKS_FOREIGN', { path }, [], error);
    if (code.startsWith('SQLITE_CORRUPT')) throw new StopError('BOOKS_DAMAGED', { path }, [], error);
    throw error;
  }
}
