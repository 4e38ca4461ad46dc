/** One record of a table as its container holds it: cells untouched, with the physical line (or sheet row) it starts on. */
export interface RawRecord {
  /** Counts from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Records in file order, some hundreds or thousands at a time. */
export type RecordBatches = AsyncIterable<readonly RawRecord[]>;
