import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';
import type { RawRecord } from './raw.ts';

export interface CsvOptions {
  /** For messages. */
  readonly name: string;
  /** One character. */
  readonly delimiter: string;
  /** A quotation mark is a character like any other. */
  readonly unquoted?: boolean;
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** A text of many records, and their places in it. */
interface MarkedText {
  readonly text: string;
  /** For each record where it begins, then where each of its cells ends. */
  readonly marks: Int32Array;
}

/**
 * A record of a text without quotation marks. Its cells stand in the text as they are, so only their places are kept
 * and each is cut out when it is asked for: a format reads half of a statement's columns or fewer.
 */
export class PlainRecord implements RawRecord {
  readonly line: number;
  /** How many cells it has. */
  readonly width: number;
  /** The text of many records. */
  readonly text: string;
  private readonly marks: Int32Array;
  /** Where its places stand among `marks`. */
  private readonly first: number;

  constructor(line: number, { text, marks }: MarkedText, first: number, width: number) {
    this.line = line;
    this.width = width;
    this.text = text;
    this.marks = marks;
    this.first = first;
  }

  /** All cells, cut anew. */
  get cells(): readonly string[] {
    return Array.from({ length: this.width }, (_, position) => this.cell(position));
  }

  /** One cell; empty where the record has none. */
  cell(position: number): string {
    return position < this.width ? this.text.slice(this.startOf(position), this.endOf(position)) : '';
  }

  /** Where a cell begins in `text`. */
  startOf(position: number): number {
    const before = this.marks[this.first + position] ?? 0;
    return position === 0 ? before : before + 1;
  }

  /** Where a cell ends in `text`. */
  endOf(position: number): number {
    return this.marks[this.first + position + 1] ?? 0;
  }
}

/** Places found in one piece of text, before they are copied: as large as the largest piece needed. */
let scratch = new Int32Array(0);

/**
 * The records of the lines of a text up to `end`, found in one look at it. Lines end in CRLF, LF or CR; the last may have
 * no end. `delimiter` is one character. Throws LIMIT_REACHED (record, columns, cell) with the line.
 */
export function plainRecords(
  text: string,
  end: number,
  firstLine: number,
  options: CsvOptions,
): readonly PlainRecord[] {
  const delimiter = options.delimiter.charCodeAt(0);
  // Every line has a place for its beginning and one for its end, and a line feed at least.
  if (scratch.length < 2 * end + 2) scratch = new Int32Array(2 * end + 2);
  const places = scratch;
  const firsts: number[] = [];
  const codes = codesOf(text, end);
  let place = 0;
  for (let at = 0; at < end; at = afterLine(codes, at)) {
    firsts.push(place);
    places[place++] = at;
    for (; at < end; at += 1) {
      const code = codes[at] ?? 0;
      if (code === delimiter) places[place++] = at;
      else if (code <= RETURN && (code === LINE_FEED || code === RETURN)) break;
    }
    places[place++] = at;
  }
  const marked = { text, marks: places.slice(0, place) };
  firsts.push(place);
  const records: PlainRecord[] = [];
  for (let index = 0; index + 1 < firsts.length; index += 1) {
    const first = firsts[index] ?? 0;
    const width = (firsts[index + 1] ?? 0) - first - 1;
    const record = new PlainRecord(firstLine + index, marked, first, width);
    refuseUnlimited(record, options);
    records.push(record);
  }
  return records;
}

/** Where the next line begins, from where one ends. */
function afterLine(codes: Uint16Array, at: number): number {
  return codes[at] === RETURN && codes[at + 1] === LINE_FEED ? at + 2 : at + 1;
}

let bytes = Buffer.alloc(0);

/** The characters' codes as numbers side by side: looking at each of them in the text takes four times as long. */
function codesOf(text: string, end: number): Uint16Array {
  if (bytes.length < 2 * end) bytes = Buffer.allocUnsafeSlow(2 * Math.max(end, text.length));
  bytes.write(text, 0, 2 * end, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, end);
}

function refuseUnlimited(record: PlainRecord, options: CsvOptions): void {
  const length = record.endOf(record.width - 1) - record.startOf(0);
  if (length > LIMITS.recordBytes) throw limitReached('recordBytes', record.line, options);
  if (record.width > LIMITS.columns) throw limitReached('columns', record.line, options);
  // No cell is longer than its line.
  if (length <= LIMITS.cellChars) return;
  for (let position = 0; position < record.width; position += 1) {
    if (record.endOf(position) - record.startOf(position) > LIMITS.cellChars)
      throw limitReached('cellChars', record.line, options);
  }
}

/** A record is larger than RELIABILITY.md R5 allows. */
export function limitReached(
  limit: 'recordBytes' | 'columns' | 'cellChars',
  line: number,
  { name }: CsvOptions,
  cause?: Error,
): StopError {
  return new StopError('LIMIT_REACHED', { file: name, line, limit, allowed: LIMITS[limit] }, [], cause);
}
