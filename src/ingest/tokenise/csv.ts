import { CsvError, parse } from 'csv-parse';

import { StopError, invariant } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';
import { limitReached, plainRecords, type CsvOptions } from './plain.ts';
import type { RawRecord } from './raw.ts';

export type { CsvOptions } from './plain.ts';

/**
 * Text → records, in file order. Lines end in CRLF, LF or CR, mixed as they come; an empty line is a record of one
 * empty cell. While no quotation mark has been met, lines and cells are found by one look at the text (plain.ts, ten times
 * as fast); from the first one on csv-parse reads the rest. Both give the same records (test/property/csv-lanes.test.ts).
 * Throws LIMIT_REACHED (record, cell, columns) and FILE_TRUNCATED (a quotation mark that is never closed), with the line.
 */
export async function* csvRecords(
  chunks: AsyncIterable<string>,
  options: CsvOptions,
): AsyncGenerator<readonly RawRecord[]> {
  const texts = chunks[Symbol.asyncIterator]();
  let line = 1;
  let carried = '';
  try {
    for (let next = await texts.next(); next.done !== true; next = await texts.next()) {
      const text = carried === '' ? next.value : carried + next.value;
      const quote = options.unquoted ? -1 : text.indexOf('"');
      const end = endOfLines(text, quote < 0 ? text.length - 1 : quote);
      const records = plainRecords(text, end, line, options);
      line += records.length;
      if (records.length > 0) yield records;
      carried = text.slice(end);
      if (quote >= 0) {
        yield* quotedRecords(rest(carried, texts), line, options);
        return;
      }
      refuseLong(carried.length, line, options);
    }
    if (carried !== '') yield plainRecords(carried, carried.length, line, options);
  } finally {
    await texts.return?.(undefined);
  }
}

/** All records by csv-parse: what the plain lane is measured against, and the reader of everything that is quoted. */
export async function* quotedRecords(
  chunks: AsyncIterable<string>,
  firstLine: number,
  options: CsvOptions,
): AsyncGenerator<readonly RawRecord[]> {
  const parser = parse({
    delimiter: options.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LIMITS.recordBytes,
  });
  void feed(parser, chunks);
  let line = firstLine;
  let batch: RawRecord[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const lines = linesOf(cells);
      batch.push(checked({ line, cells }, options));
      line += lines;
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (cause) {
    if (batch.length > 0) yield batch;
    throw refusal(cause, line, options);
  } finally {
    parser.destroy();
  }
  if (batch.length > 0) yield batch;
}

const BATCH = 1_000;

/** Where the last whole line up to a place ends; a CR at the very end may be half of a CRLF and waits. */
function endOfLines(text: string, upTo: number): number {
  const upToReturn = Math.min(upTo, text.length - 2);
  const lineFeed = upTo < 0 ? -1 : text.lastIndexOf('\n', upTo);
  return Math.max(lineFeed, upToReturn < 0 ? -1 : text.lastIndexOf('\r', upToReturn)) + 1;
}

function checked(record: RawRecord, options: CsvOptions): RawRecord {
  if (record.cells.length > LIMITS.columns) throw limitReached('columns', record.line, options);
  if (record.cells.some((cell) => cell.length > LIMITS.cellChars))
    throw limitReached('cellChars', record.line, options);
  return record;
}

function refuseLong(length: number, line: number, options: CsvOptions): void {
  if (length > LIMITS.recordBytes) throw limitReached('recordBytes', line, options);
}

/** Physical lines of a record: csv-parse counts a CRLF inside quotation marks twice, so they are counted here. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.split(/\r\n|\n|\r/u).length - 1;
  }
  return lines;
}

async function* rest(carried: string, texts: AsyncIterator<string>): AsyncGenerator<string> {
  yield carried;
  for (let next = await texts.next(); next.done !== true; next = await texts.next()) yield next.value;
}

async function feed(parser: ReturnType<typeof parse>, chunks: AsyncIterable<string>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (parser.destroyed) return;
      if (parser.write(chunk)) continue;
      await drained(parser);
    }
    parser.end();
  } catch (cause) {
    parser.destroy(cause instanceof Error ? cause : new Error(String(cause)));
  }
}

/** Room again, or nobody left who reads. */
async function drained(parser: ReturnType<typeof parse>): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      parser.off('drain', done);
      parser.off('close', done);
      resolve();
    };
    parser.on('drain', done);
    parser.on('close', done);
  });
}

function refusal(cause: unknown, line: number, options: CsvOptions): unknown {
  if (!(cause instanceof CsvError)) return cause;
  if (cause.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new StopError('FILE_TRUNCATED', { file: options.name, line, what: 'quote' }, [], cause);
  }
  invariant(cause.code === 'CSV_MAX_RECORD_SIZE', `csv-parse stops only at its limits, not with ${cause.code}`);
  return limitReached('recordBytes', line, options, cause);
}
