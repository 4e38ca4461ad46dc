import type Sqlite from 'better-sqlite3';

import { translated } from './errors.ts';
import type { Request } from './request.ts';
import type { FlatRows, SqlParams, SqlValue } from '../database.ts';

/**
 * Rows of one INSERT. Ten gain most (PERFORMANCE.md); with forty what SQLite sets up anew for every statement is nothing.
 */
const ROWS_PER_INSERT = 40;
/** Statements are kept prepared; those that name one statement's rows are used for a while only. */
const PREPARED_MAX = 200;
/** What waits is copied about by the garbage collector: a thousand rows took 80 MiB more and a third of the time. */
const ROWS_PER_BATCH = 200;

/** better-sqlite3 behind the port. Everything SQLite says is translated here, nowhere else. */
export class Engine {
  readonly #connection: Sqlite.Database;
  readonly #path: string;
  readonly #prepared = new Map<string, Sqlite.Statement>();
  readonly #readers = new Map<string, Reader>();
  readonly #cursors = new Map<number, Cursor>();
  #lastCursor = 0;

  constructor(connection: Sqlite.Database, path: string) {
    this.#connection = connection;
    this.#path = path;
  }

  /** Does what is asked for at once. Throws StopError for what a person can act on. */
  perform(request: Request): unknown {
    return translated(this.#path, () => this.#perform(request));
  }

  #perform(request: Request): unknown {
    switch (request.what) {
      case 'all':
        return this.#all(request.sql, request.params);
      case 'run':
        return this.#prepare(request.sql).run(request.params).changes;
      case 'insert':
        return this.#insert(request.table, request.rows);
      case 'open':
        return this.#open(request.sql, request.params);
      case 'next':
      case 'shut':
        return this.#read(request.what, request.cursor);
      case 'set-aside':
        return this.#setAside(request.table);
      case 'make-again':
        return this.#makeAgain(request.indexes);
      default:
        this.#bracket(request.what);
        return undefined;
    }
  }

  /** What stands around other work. */
  #bracket(what: 'begin' | 'commit' | 'roll-back' | 'close'): void {
    if (what === 'begin') this.#connection.exec('BEGIN IMMEDIATE');
    else if (what === 'commit') this.#connection.exec('COMMIT');
    else if (what === 'close') this.#connection.close();
    // After some errors (full disk) SQLite has rolled back by itself.
    else if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
  }

  #prepare(sql: string): Sqlite.Statement {
    return preparedIn(this.#prepared, sql, () => this.#connection.prepare(sql));
  }

  #all(sql: string, params: SqlParams): readonly unknown[] {
    const reader = preparedIn(this.#readers, sql, () => this.#reader(sql));
    const rows = reader.statement.all(params) as readonly (readonly unknown[])[];
    return rows.map((cells) => named(cells, reader.names));
  }

  #reader(sql: string): Reader {
    const statement = this.#connection.prepare(sql).raw();
    return { statement, names: statement.columns().map((column) => column.name) };
  }

  #open(sql: string, params: SqlParams): number {
    this.#lastCursor += 1;
    // A statement of its own: an open cursor must not be disturbed by the same text run elsewhere.
    const { statement, names } = this.#reader(sql);
    this.#cursors.set(this.#lastCursor, { names, rows: statement.iterate(params) as Cursor['rows'] });
    return this.#lastCursor;
  }

  #read(what: 'next' | 'shut', number: number): readonly unknown[] {
    const cursor = this.#cursors.get(number);
    if (what === 'next') return cursor === undefined ? [] : take(cursor);
    cursor?.rows.return?.();
    this.#cursors.delete(number);
    return [];
  }

  /** A roll-back brings the indexes back by itself. Those of some rows only stay: made again, each would look at all. */
  #setAside(table: string): readonly string[] {
    if (this.#connection.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined) return [];
    const indexes = this.#connection
      .prepare<[string], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL AND sql NOT LIKE '% WHERE %' ORDER BY name`,
      )
      .all(table);
    for (const { name } of indexes) this.#connection.exec(`DROP INDEX ${name}`);
    return indexes.map(({ sql }) => sql);
  }

  #makeAgain(indexes: readonly string[]): number {
    for (const sql of indexes) this.#connection.exec(sql);
    return indexes.length;
  }

  #insert(table: string, { shared, columns, values }: FlatRows): number {
    const same = shared.map(([, value]) => literal(value));
    const one = `(${[...same, ...columns.map(() => '?')].join(', ')})`;
    const names = [...shared.map(([name]) => name), ...columns];
    const head = `INSERT INTO ${table} (${names.join(', ')}) VALUES `;
    const width = columns.length;
    const rows = values.length / width;
    const whole = rows - (rows % ROWS_PER_INSERT);
    if (whole > 0) {
      const many = this.#prepare(head + Array.from({ length: ROWS_PER_INSERT }, () => one).join(', '));
      const step = width * ROWS_PER_INSERT;
      for (let at = 0; at < whole * width; at += step) many.run(...values.slice(at, at + step));
    }
    if (whole < rows) {
      const single = this.#prepare(head + one);
      for (let at = whole * width; at < values.length; at += width) single.run(...values.slice(at, at + width));
    }
    return rows;
  }
}

function preparedIn<T>(known: Map<string, T>, sql: string, prepare: () => T): T {
  const before = known.get(sql);
  if (before !== undefined) return before;
  const statement = prepare();
  if (known.size >= PREPARED_MAX) known.clear();
  known.set(sql, statement);
  return statement;
}

/** A value as SQL writes it; a text of other characters than these by its bytes. */
function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (/^[\p{L}\p{N} ._:-]*$/u.test(value)) return `'${value}'`;
  return `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`;
}

/** Rows come as bare cells, in two thirds of the time that SQLite's own objects take, and get their names here. */
interface Reader {
  readonly names: readonly string[];
  readonly statement: Sqlite.Statement;
}

interface Cursor {
  readonly names: readonly string[];
  readonly rows: IterableIterator<readonly unknown[]>;
}

function take({ names, rows }: Cursor): readonly unknown[] {
  const batch: unknown[] = [];
  while (batch.length < ROWS_PER_BATCH) {
    const next = rows.next();
    if (next.done === true) break;
    batch.push(named(next.value, names));
  }
  return batch;
}

function named(cells: readonly unknown[], names: readonly string[]): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at += 1) row[names[at] ?? ''] = cells[at];
  return row;
}
