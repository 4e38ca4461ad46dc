import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { StopError } from '../../model/problem.ts';
import { digestOf, environmentError } from '../archive.ts';
import type { Database } from '../database.ts';
import { doorHere } from '../sqlite/doors.ts';
import { databaseOver } from '../sqlite/port.ts';

const PRIVATE_FILE = 0o600;

/**
 * Writes a consistent copy of the books' database to `target`, which must not exist: made beside its place, looked
 * through by `inspect` (which throws what is wrong with it), then put there in one step. Its SHA-256.
 */
export async function backUpTo(
  db: Database,
  target: string,
  inspect: (copy: Database) => Promise<void>,
): Promise<string> {
  if (existsSync(target)) throw new StopError('BACKUP_EXISTS', { path: target });
  const partial = join(dirname(target), `.${basename(target)}.part`);
  try {
    rmSync(partial, { force: true });
    // Made beforehand, so that nobody else can read it for a moment.
    closeSync(openSync(partial, 'wx', PRIVATE_FILE));
    await db.run('VACUUM INTO :partial', { partial });
    chmodSync(partial, PRIVATE_FILE);
    const copy = databaseOver(doorHere(partial, { mode: 'read', busyMs: 0 }));
    try {
      await inspect(copy);
    } finally {
      await copy.close();
    }
    flush(partial);
    const sha256 = digestOf(partial);
    // Unlike a rename, a link never takes the place of a file that has come to stand there meanwhile.
    linkSync(partial, target);
    return sha256;
  } catch (error) {
    throw refusalOf(error, target);
  } finally {
    rmSync(partial, { force: true });
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function refusalOf(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EEXIST') return new StopError('BACKUP_EXISTS', { path }, [], error);
  if (code === 'ENOENT') return new StopError('OUTPUT_FAILED', { path, reason: code }, [], error);
  return environmentError(error, path);
}
