import type { Row, Rows, Table, WholeTable } from './table.ts';

/** Rows handed on at a time: their text is a small string, whose memory is used again for the next. */
const BATCH_ROWS = 200;

/** Batches of anything, made anew each time they are gone through. */
export function streamOf<T>(begin: () => AsyncIterable<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => begin()[Symbol.asyncIterator]() };
}

/** A list in batches. */
export function batchesOf<T>(list: readonly T[]): AsyncIterable<readonly T[]> {
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous wherever it comes from
  return streamOf(async function* () {
    yield* partsOf(list);
  });
}

function* partsOf<T>(list: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < list.length; from += BATCH_ROWS) yield list.slice(from, from + BATCH_ROWS);
}

/** All that comes, in a list. */
export async function listOf<T>(batches: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const batch of batches) for (const one of batch) all.push(one);
  return all;
}

/** The rows in small batches, in their order; none of them is empty. */
export async function* rowBatches(rows: Rows): AsyncIterable<readonly Row[]> {
  if (!(Symbol.asyncIterator in rows)) yield* partsOf(rows);
  else for await (const batch of rows) yield* partsOf(batch);
}

/** Each row changed; of a stream, when it comes. */
export function mapRows(rows: Rows, change: (row: Row) => Row): Rows {
  if (!(Symbol.asyncIterator in rows)) return rows.map(change);
  return streamOf(async function* () {
    for await (const batch of rows) yield batch.map(change);
  });
}

/** The table with its rows in a list. Memory grows with them: for forms and papers that hold all of them anyway. */
export async function wholeTable(table: Table): Promise<WholeTable> {
  const { rows } = table;
  return { ...table, rows: Symbol.asyncIterator in rows ? await listOf(rows) : rows };
}
