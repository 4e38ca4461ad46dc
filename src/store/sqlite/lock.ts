import Sqlite from 'better-sqlite3';

import { StopError } from '../../model/problem.ts';
import { translated } from './errors.ts';

/**
 * One lock a run, held by SQLite's own file lock on `books.lock`: the operating system frees it when the run ends in
 * whatever way, so it can't go stale.
 */
export function takeLock(path: string, busyMs: number): () => void {
  const connection = translated(path, () => new Sqlite(path, { timeout: busyMs }));
  try {
    translated(path, () => connection.exec('BEGIN EXCLUSIVE'));
  } catch (error) {
    connection.close();
    if (error instanceof StopError && error.code === 'BOOKS_BUSY') throw new StopError('BOOKS_BUSY', { path });
    throw error;
  }
  return () => {
    connection.close();
  };
}
