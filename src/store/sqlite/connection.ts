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
    // The port is asynchronous although SQLite isn't: another engine must fit behind it.
    async all<T>(sql: string, params: SqlParams = {}): Promise<readonly T[]> {
      return translated(path, () => prepare(sql).all(params) as T[]);
    },
    async *stream<T>(sql: string, params: SqlParams = {}): AsyncIterable<readonly T[]> {
      // A statement of its own: an open cursor must not be disturbed by the same text run elsewhere.
      const cursor = translated(path, () => connection.prepare(sql).iterate(params) as IterableIterator<T>);
      let batch: T[] = [];
      for (;;) {
        const next = translated(path, () => cursor.next());
        if (next.done === true) break;
        batch.push(next.value);
        if (batch.length === ROWS_PER_BATCH) {
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
    async run(sql: string, params: SqlParams = {}): Promise<number> {
      return translated(path, () => prepare(sql).run(params).changes);
    },
    async insert(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void> {
      translated(path, () => {
        insertRows(prepare, table, columns, rows);
      });
    },
    async atomic<T>(body: () => Promise<T>): Promise<T> {
      invariant(!connection.inTransaction, 'atomic work is not nested');
      translated(path, () => prepare('BEGIN IMMEDIATE').run());
      try {
        const result = await body();
        translated(path, () => prepare('COMMIT').run());
        return result;
      } catch (error) {
        // After some errors (full disk) SQLite has rolled back by itself.
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    close(): void {
      connection.close();
    },
  };
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
