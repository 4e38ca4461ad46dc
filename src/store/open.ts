// Room: store. The only SQLite: open, migrate, views, reads that return model types, writes, the archive.
// Never here: business rules, words for people.

import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { StopError } from '../model/problem.ts';
import { environmentError, openArchive, sweepArchive, type Archive } from './archive.ts';
import type { Database } from './database.ts';
import { createDatabase, PRIVATE_FILE, type OpenOptions } from './sqlite/connect.ts';
import { doorBeside, doorHere } from './sqlite/doors.ts';
import { takeLock } from './sqlite/lock.ts';
import { databaseOver } from './sqlite/port.ts';

export type { OpenOptions } from './sqlite/connect.ts';

const PRIVATE_FOLDER = 0o700;

/** Opened books: the database, the archive of imported files, and the folder they stand in. */
export interface Books {
  readonly folder: string;
  readonly db: Database;
  readonly archive: Archive;
  close(): Promise<void>;
}

export interface OpenBooksOptions extends OpenOptions {
  /** Writes in a thread of their own, beside the reading of files: for imports. */
  readonly apart?: boolean;
}

export function databasePath(folder: string): string {
  return join(folder, 'books.db');
}

/** Makes an empty books.db (and its folder) beside settle.yaml. Refuses where one stands. */
export function createBooks(folder: string): void {
  const path = databasePath(folder);
  if (existsSync(path)) throw new StopError('BOOKS_EXIST', { path });
  const fresh = `${path}.new`;
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    rmSync(fresh, { force: true });
    closeSync(openSync(fresh, 'wx', PRIVATE_FILE));
  } catch (error) {
    throw environmentError(error, path);
  }
  createDatabase(fresh, path);
  renameSync(fresh, path);
}

/** Makes books.db where there is none. Two runs at once make it once: the second must not put an empty one over it. */
export function ensureBooks(folder: string, busyMs: number): void {
  const lock = join(folder, 'books.lock');
  const release = takeLock(lock, busyMs);
  try {
    chmodSync(lock, PRIVATE_FILE);
    if (!existsSync(databasePath(folder))) createBooks(folder);
  } catch (error) {
    throw environmentError(error, lock);
  } finally {
    release();
  }
}

/** Opens the books of a folder: checks whose they are and how new, migrates, makes the views. */
export function openBooks(folder: string, options: OpenBooksOptions): Books {
  const path = databasePath(folder);
  if (!existsSync(path)) throw new StopError('BOOKS_MISSING', { path: folder });
  if (!statSync(path).isFile()) throw new StopError('BOOKS_FOREIGN', { path });
  const release = options.mode === 'write' ? takeLock(join(folder, 'books.lock'), options.busyMs) : undefined;
  try {
    if (options.mode === 'write') {
      chmodSync(join(folder, 'books.lock'), PRIVATE_FILE);
      sweepArchive(join(folder, 'archive'));
    }
    const db = databaseOver(options.apart ? doorBeside(path, options) : doorHere(path, options));
    return {
      folder,
      db,
      archive: openArchive(join(folder, 'archive')),
      async close(): Promise<void> {
        try {
          await db.close();
        } finally {
          release?.();
        }
      },
    };
  } catch (error) {
    release?.();
    throw environmentError(error, path);
  }
}
