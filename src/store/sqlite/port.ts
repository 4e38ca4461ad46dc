import { invariant } from '../../model/problem.ts';
import type { Database, FlatRows, SqlParams, SqlValue } from '../database.ts';
import type { Door, Request } from './request.ts';

/** The port to the store over a door to SQLite. */
export function databaseOver(door: Door): Database {
  let isInAtomic = false;

  // Each answer has the shape that its request asks for (engine.ts).
  const ask = async <T>(request: Request): Promise<T> => (await door.send(request)) as T;

  return {
    all: <T>(sql: string, params: SqlParams = {}) => ask<readonly T[]>({ what: 'all', sql, params }),
    run: (sql: string, params: SqlParams = {}) => ask<number>({ what: 'run', sql, params }),
    stream: <T>(sql: string, params: SqlParams = {}) => batches<T>(door, sql, params),
    insert: (table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]) =>
      door.queue({ what: 'insert', table, rows: { shared: [], columns, values: flat(rows) } }),
    append: (table: string, rows: FlatRows) => door.queue({ what: 'insert', table, rows }),
    async load<T>(table: string, fill: () => Promise<T>): Promise<T> {
      const indexes = await ask<readonly string[]>({ what: 'set-aside', table });
      const result = await fill();
      await door.queue({ what: 'make-again', indexes });
      return result;
    },
    async atomic<T>(body: () => Promise<T>): Promise<T> {
      invariant(!isInAtomic, 'atomic work is not nested');
      await door.send({ what: 'begin' });
      isInAtomic = true;
      try {
        const result = await body();
        await door.send({ what: 'commit' });
        return result;
      } catch (error) {
        await door.send({ what: 'roll-back' });
        throw error;
      } finally {
        isInAtomic = false;
      }
    },
    async close(): Promise<void> {
      await door.send({ what: 'close' });
    },
  };
}

function flat(rows: readonly (readonly SqlValue[])[]): readonly SqlValue[] {
  const values: SqlValue[] = [];
  for (const row of rows) for (const value of row) values.push(value);
  return values;
}

/** Rows in batches, as they are asked for. */
async function* batches<T>(door: Door, sql: string, params: SqlParams): AsyncIterable<readonly T[]> {
  const cursor = (await door.send({ what: 'open', sql, params })) as number;
  try {
    for (;;) {
      const batch = (await door.send({ what: 'next', cursor })) as readonly T[];
      if (batch.length === 0) return;
      yield batch;
    }
  } finally {
    // Left halfway, the cursor would keep the connection from being written to or closed.
    await door.send({ what: 'shut', cursor });
  }
}
