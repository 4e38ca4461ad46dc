import type { FlatRows, SqlParams } from '../database.ts';

/** What SQLite is asked to do: plain data, so that it can be asked in another thread. */
export type Request =
  | { readonly what: 'all' | 'run' | 'open'; readonly sql: string; readonly params: SqlParams }
  | { readonly what: 'insert'; readonly table: string; readonly rows: FlatRows }
  /** The next rows of an opened cursor; none: it is at its end. `shut` closes it before. */
  | { readonly what: 'next' | 'shut'; readonly cursor: number }
  /** Drops the indexes of an empty table: the statements that make them again. */
  | { readonly what: 'set-aside'; readonly table: string }
  | { readonly what: 'make-again'; readonly indexes: readonly string[] }
  | { readonly what: 'begin' | 'commit' | 'roll-back' | 'close' };

/** The way requests reach SQLite: in this thread, or in one of its own. They are done in the order they are made. */
export interface Door {
  /** Resolves with the answer once it is done. Rejects with what went wrong, also with a queued one before it. */
  send(request: Request): Promise<unknown>;
  /** Resolves as soon as there is room for the next: what goes wrong is told by a later `send`. */
  queue(request: Request): Promise<void>;
}
