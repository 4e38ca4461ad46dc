/** What a cell of the store may be: whole numbers, texts, or nothing. */
export type SqlValue = string | number | null;
export type SqlParams = Readonly<Record<string, SqlValue>>;

/** Rows of a table as they are stored by the thousand. */
export interface FlatRows {
  /** What is the same in all of them, by column. */
  readonly shared: readonly (readonly [column: string, value: SqlValue])[];
  /** The other columns. */
  readonly columns: readonly string[];
  /** The cells of `columns`, row by row. */
  readonly values: readonly SqlValue[];
}

/**
 * The port to the store: small and asynchronous, so that a second engine can stand behind it (HOUSE.md decision 5).
 * SQL that comes through here stays in the subset SQLite and PostgreSQL share; parameters are named (`:asOf`).
 */
export interface Database {
  /** All rows of a small answer. */
  all<T>(sql: string, params?: SqlParams): Promise<readonly T[]>;
  /** The rows of a large answer in batches: memory doesn't grow with their number. No writing while one is read. */
  stream<T>(sql: string, params?: SqlParams): AsyncIterable<readonly T[]>;
  /** Runs one statement; the number of rows it changed. */
  run(sql: string, params?: SqlParams): Promise<number>;
  /** Inserts rows, each an array in the order of `columns`. It may still be under way when this resolves: see `atomic`. */
  insert(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void>;
  /** As `insert`, for the many rows of a file. */
  append(table: string, rows: FlatRows): Promise<void>;
  /** Runs what fills `table`. Into an empty table the indexes are made after the load, which costs half as much. */
  load<T>(table: string, fill: () => Promise<T>): Promise<T>;
  /** All or nothing; what went wrong with an insert is told here at the latest. Takes the write lock at once; nothing is visible to others before it ends. */
  atomic<T>(body: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
