import { textLines } from './lines.ts';

export const BAI2_CODES = ['01', '02', '03', '16', '49', '98', '99'] as const;
export type Bai2Code = (typeof BAI2_CODES)[number];

/** A record with its continuations. */
export interface Bai2Record {
  readonly code: Bai2Code;
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** What stands behind the code, then behind each `88`, without the slash at its end. */
  readonly pieces: readonly string[];
  /** Itself and its continuations: what the trailers count. */
  readonly records: number;
}

const START = /^(01|02|03|16|49|88|98|99),/;
/**
 * Where another record begins on the same line: behind a slash, in the shape of its kind, since texts hold slashes and
 * commas too. Behind a text a continuation needs a blank.
 */
const SHAPES = String.raw`16,\d{3},[-+]?\d*,|49,[-+]?\d+,\d+|03,[^,/]*,(?:[A-Z]{3})?,|02,[^,/]*,[^,/]*,[1-4]?,\d{6}|9[89],[-+]?\d+,\d+,\d+`;
const NEXT_BEHIND_FIELDS = new RegExp(String.raw`/\s*(?=88,|${SHAPES})`, 'u');
const NEXT_BEHIND_TEXT = new RegExp(String.raw`/\s*(?=${SHAPES})|/\s+(?=88,)`, 'u');
const FIELDS_ONLY = /^(?:01|02|03|49|98|99),/;

interface Piece {
  readonly code: string;
  readonly line: number;
  text: string;
}

/**
 * BAI2 text → records, in file order (formats/bank.md 4). A record ends where a line begins with a code and a comma; a
 * line without one continues the text. A continuation without a record before it is left out.
 */
export async function* bai2Records(chunks: AsyncIterable<string>, file: string): AsyncGenerator<Bai2Record> {
  const growing = new Growing();
  for await (const lines of textLines(chunks, file)) {
    for (const { line, text } of lines) yield* growing.take(text.trim(), line);
  }
  yield* growing.end();
}

class Growing {
  private pieces: Piece[] = [];

  take(text: string, line: number): readonly Bai2Record[] {
    if (text === '') return [];
    const last = this.pieces.at(-1);
    if (!START.test(text)) {
      if (last !== undefined) last.text = FIELDS_ONLY.test(`${last.code},`) ? last.text + text : `${last.text} ${text}`;
      return [];
    }
    return splitAtCodes(text).flatMap((part) => this.add({ code: part.slice(0, 2), line, text: part.slice(3) }));
  }

  end(): readonly Bai2Record[] {
    const [first] = this.pieces;
    const code = BAI2_CODES.find((one) => one === first?.code);
    const pieces = this.pieces.map(({ text }) => text.replace(/\/\s*$/u, ''));
    this.pieces = [];
    return first === undefined || code === undefined
      ? []
      : [{ code, line: first.line, pieces, records: pieces.length }];
  }

  private add(piece: Piece): readonly Bai2Record[] {
    const done = piece.code === '88' ? [] : this.end();
    this.pieces.push(piece);
    return done;
  }
}

function splitAtCodes(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  for (;;) {
    const found = (FIELDS_ONLY.test(rest) ? NEXT_BEHIND_FIELDS : NEXT_BEHIND_TEXT).exec(rest);
    if (found === null) return [...parts, rest];
    parts.push(rest.slice(0, found.index));
    rest = rest.slice(found.index + found[0].length);
  }
}
