import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';

import { StopError } from '../../model/problem.ts';
import { eventHash } from '../event-hash.ts';
import * as schemas from '../schema/all.ts';
import { viewsAt, type Known } from '../known-views.ts';
import { VIEWS } from '../views.ts';
import { translated } from './errors.ts';

/** «settle» in the file's header: tells our books from any other SQLite file. */
const APPLICATION_ID = 0x5e771e;
const SCHEMAS = Object.entries(schemas)
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([, sql]) => sql);
/** Half as many pages to ask for, number and write down as by default. Books keep the size they were made with. */
const PAGE_BYTES = 8192;
/**
 * Pages are kept for an eighth of the file: enough for the index that numbers are looked up in. Memory that is never used
 * is never asked for: the first use of a page of it takes longer than reading one from a file. An index that is made takes
 * as much again to put its entries in order.
 */
const CACHE_PART = 8;
const CACHE_KIB = { least: 4 * 1024, looking: 16 * 1024, most: 48 * 1024 };
/** The books are nobody else's business. */
export const PRIVATE_FILE = 0o600;

export interface OpenOptions {
  /** `write` takes the run's lock; `read` never waits for a writer. */
  readonly mode: 'read' | 'write';
  readonly busyMs: number;
  /** The day asked for: inside a closed month the views show what was known when it was closed. */
  readonly asOf?: string;
}

/** A new, empty database file of the books at `fresh`; `path` is what messages name. */
export function createDatabase(fresh: string, path: string): void {
  translated(path, () => {
    const connection = new Sqlite(fresh);
    connection.pragma(`page_size = ${PAGE_BYTES}`);
    connection.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(connection, path, 0);
    connection.close();
  });
}

/** Opens the database of the books: checks whose it is and how new, migrates, sets every setting, makes the views. */
export function connect(path: string, options: OpenOptions): Sqlite.Database {
  const crashed = options.mode === 'write' && existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  const version = inspect(path);
  const connection = translated(path, () => openFile(path, options));
  translated(path, () => {
    if (options.mode === 'write') {
      connection.pragma('journal_mode = WAL');
      if (version < SCHEMAS.length) {
        backUp(connection, path, version);
        migrate(connection, path, version);
      }
    } else if (version < SCHEMAS.length) {
      // Reading writes nothing, not even a newer schema.
      throw new StopError('BOOKS_OLDER', { path, version, known: SCHEMAS.length });
    }
    // An existing WAL file opens with synchronous = NORMAL; power loss needs FULL (RELIABILITY.md 2.2).
    for (const setting of [
      'synchronous = FULL',
      'foreign_keys = ON',
      'trusted_schema = OFF',
      'cell_size_check = ON',
      `cache_size = -${cacheKib(statSync(path).size, options)}`,
    ]) {
      connection.pragma(setting);
    }
    if (crashed && connection.pragma('quick_check', { simple: true }) !== 'ok')
      throw new StopError('BOOKS_DAMAGED', { path });
    // What is read in several goes is read of one state, whatever a run beside it commits meanwhile.
    if (options.mode === 'read') connection.exec('BEGIN');
    makeViews(connection, knownOn(connection, options.asOf));
  });
  return connection;
}

/** Who looks as of a day reads most rows once: no number is looked up that would be asked for again. */
function cacheKib(bytes: number, { asOf }: OpenOptions): number {
  const part = Math.ceil(bytes / 1024 / CACHE_PART);
  const most = asOf === undefined ? CACHE_KIB.most : CACHE_KIB.looking;
  return Math.min(most, Math.max(CACHE_KIB.least, part));
}

/** Reads the header without touching a byte; the schema's version. */
function inspect(path: string): number {
  if (statSync(path).size === 0) throw new StopError('BOOKS_FOREIGN', { path });
  const connection = translated(path, () => openFile(path, { mode: 'read', busyMs: 1_000 }));
  try {
    return translated(path, () => {
      const application = connection.pragma('application_id', { simple: true });
      if (application !== APPLICATION_ID) throw new StopError('BOOKS_FOREIGN', { path });
      const version = Number(connection.pragma('user_version', { simple: true }));
      if (version > SCHEMAS.length) throw new StopError('BOOKS_TOO_NEW', { path, version, known: SCHEMAS.length });
      return version;
    });
  } finally {
    connection.close();
  }
}

function openFile(path: string, options: OpenOptions): Sqlite.Database {
  if (options.mode === 'write') return new Sqlite(path, { timeout: options.busyMs });
  try {
    const connection = new Sqlite(path, { timeout: options.busyMs, readonly: true });
    connection.prepare('SELECT COUNT(*) FROM sqlite_master').get();
    return connection;
  } catch (error) {
    const code = error instanceof Sqlite.SqliteError ? error.code : '';
    if (!code.startsWith('SQLITE_READONLY') && code !== 'SQLITE_CANTOPEN') throw error;
    return openCopy(path);
  }
}

/**
 * A WAL database in a read-only folder can't even be read. Its bytes can, where no frames wait beside it: bytes 18 and
 * 19 of the header say WAL and are set back in the copy (RELIABILITY.md 2.7).
 */
function openCopy(path: string): Sqlite.Database {
  if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0) throw new StopError('NOT_WRITABLE', { path });
  const bytes = readFileSync(path);
  bytes[18] = 1;
  bytes[19] = 1;
  return new Sqlite(bytes);
}

function migrate(connection: Sqlite.Database, path: string, from: number): void {
  translated(path, () => {
    lendEventHash(connection);
    connection.exec('BEGIN IMMEDIATE');
    for (const sql of SCHEMAS.slice(from)) connection.exec(sql);
    connection.pragma(`user_version = ${SCHEMAS.length}`);
    connection.exec('COMMIT');
  });
}

/** For the step that chains the events of earlier versions (schema 0009). */
function lendEventHash(connection: Sqlite.Database): void {
  const texts = (cells: readonly unknown[]): readonly string[] => cells.map(String);
  connection.function('event_hash', { deterministic: true, varargs: true }, (prev, seq, ...rest) => {
    const [at = '', operator = '', verb = '', target = '', detail = ''] = texts(rest);
    return eventHash(String(prev), { seq: Number(seq), at, operator, verb, target, detail });
  });
}

function backUp(connection: Sqlite.Database, path: string, version: number): void {
  const target = `${path}.bak-v${version}`;
  if (existsSync(target)) rmSync(target);
  connection.prepare('VACUUM INTO ?').run(target);
  chmodSync(target, PRIVATE_FILE);
}

/** Temporary views: they belong to this connection, so old books never carry old ones. */
function makeViews(connection: Sqlite.Database, known: Known | undefined): void {
  const views = known === undefined ? VIEWS : viewsAt(known);
  for (const [name, body] of Object.entries(views)) connection.exec(`CREATE TEMP VIEW ${name} AS ${body}`);
}

/** What the closed month of that day knew; undefined for a day that may still change. */
function knownOn(connection: Sqlite.Database, asOf: string | undefined): Known | undefined {
  if (asOf === undefined) return undefined;
  return connection
    .prepare<[string], Known>(
      `SELECT c.month, s.last_statement AS "lastStatement"
       FROM closing c JOIN close_snapshot s ON s.month = c.month AND s.version = c.version
       WHERE c.state = 'closed' AND c.next_on > ? ORDER BY c.month LIMIT 1`,
    )
    .get(asOf);
}
