import Sqlite from 'better-sqlite3';

import { StopError } from '../../model/problem.ts';

/** SQLite's errors that a person can act on become refusals; the rest are bugs and pass through. */
export function translated<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    const code = error.code;
    if (error.message.startsWith('PERIOD_CLOSED')) throw new StopError('PERIOD_CLOSED', {}, [], error);
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
