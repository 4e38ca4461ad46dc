import type { Row, Rows, RowStream, Table, WholeTable } from './table.ts';

/** Rows of a list handed on at a time. */
const BATCH_ROWS = 200;

/** A stream that begins anew each time it is gone through. */
export function rowStream(begin: () => AsyncIterable<readonly Row[]>): RowStream {
  return { [Symbol.asyncIterator]: () => begin()[Symbol.asyncIterator]() };
}

/** Rows made of a list of other things, each batch when it is asked for: a row takes several times what it is made of. */
export function rowsMadeOf<T>(things: readonly T[], rowOf: (thing: T) => Row): RowStream {
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous wherever it comes from
  return rowStream(async function* () {
    for (let from = 0; from < things.length; from += BATCH_ROWS) yield things.slice(from, from + BATCH_ROWS).map(rowOf);
  });
}

/** The rows in batches, in their order; none of them is empty. */
export async function* rowBatches(rows: Rows): AsyncIterable<readonly Row[]> {
  if (Symbol.asyncIterator in rows) {
    for await (const batch of rows) if (batch.length > 0) yield batch;
    return;
  }
  for (let from = 0; from < rows.length; from += BATCH_ROWS) yield rows.slice(from, from + BATCH_ROWS);
}

/** Each row changed; of a stream, when it comes. */
export function mapRows(rows: Rows, change: (row: Row) => Row): Rows {
  if (!(Symbol.asyncIterator in rows)) return rows.map(change);
  return rowStream(async function* () {
    for await (const batch of rows) yield batch.map(change);
  });
}

/** The table with its rows in a list. Memory grows with them: for forms and papers that hold all of them anyway. */
export async function wholeTable(table: Table): Promise<WholeTable> {
  const { rows } = table;
  if (!(Symbol.asyncIterator in rows)) return { ...table, rows };
  const all: Row[] = [];
  for await (const batch of rows) for (const row of batch) all.push(row);
  return { ...table, rows: all };
}
