import { textLines, type TextLine } from './lines.ts';

/** `:61:` with all its lines; the tag without its colons. */
export interface SwiftField {
  readonly tag: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** What stands between one `:20:` and the next. */
export interface SwiftMessage {
  readonly line: number;
  readonly fields: readonly SwiftField[];
}

/**
 * A tag at a line's start: what looks like one in a text has another shape (`:KO:NR:`, `:61 MAIN STREET`). A block's
 * bracket or a stray `-` before it is the envelope's.
 */
const TAG = /^(?:\{.*\{4:|[-\s\p{Cc}\uFEFF]{1,3}|@")?:(?<tag>\d{2}[A-Z]?|NSF?):(?<rest>.*)$/u;
/** `:940:`, Rabobank's line above each statement. */
const KIND_LINE = /^:94[02]:/;
const END = /^(?:-|-?\})/;
/** Fields that stand before the closing balance, so that behind one they begin another message. */
const OPENERS: ReadonlySet<string> = new Set(['21', '25', '25P', '28', '28C', '60F', '60M', '61']);
const CLOSINGS: ReadonlySet<string> = new Set(['62F', '62M', '90C']);
/** Line ends of some terminals (0x01, 0x03) and of FinTS (`@@`), within a line of the file. */
const CONTROL_ENDS = new RegExp(String.raw`[\u0001\u0003]`, 'u');
const ALL_ENDS = new RegExp(String.raw`@@|[\u0001\u0003]`, 'u');
const FINTS = /@@:\d{2}[A-Z]?:/;

/**
 * MT940 and MT942 text → messages, in file order (formats/bank.md 1). Whatever stands outside of them (SWIFT blocks,
 * bank's headers) is left out. A line that begins with `-` ends a message only behind its closing balance: before that
 * it is text.
 */
export async function* swiftMessages(chunks: AsyncIterable<string>, file: string): AsyncGenerator<SwiftMessage> {
  const parts = new Parts();
  let inner = false;
  for await (const lines of textLines(chunks, file)) {
    for (const whole of lines) {
      inner ||= FINTS.test(whole.text);
      yield* piecesOf(whole, inner).flatMap((piece) => parts.take(piece) ?? []);
    }
  }
  const last = parts.end();
  if (last !== undefined) yield last;
}

function piecesOf({ line, text }: TextLine, inner: boolean): readonly TextLine[] {
  const ends = inner ? ALL_ENDS : CONTROL_ENDS;
  return ends.test(text) ? text.split(ends).map((piece) => ({ line, text: piece })) : [{ line, text }];
}

/** Collects lines into fields and fields into messages. */
class Parts {
  private fields: SwiftField[] = [];
  private open: { readonly tag: string; readonly line: number; readonly lines: string[] } | undefined;
  private closed = false;

  /** The message that this line ends by beginning the next one. */
  take({ line, text }: TextLine): SwiftMessage | undefined {
    const found = TAG.exec(text)?.groups;
    if (found !== undefined) return this.begin(found['tag'] ?? '', line, found['rest'] ?? '');
    if (KIND_LINE.test(text) || (this.closed && END.test(text))) this.closeField();
    else this.open?.lines.push(text);
    return undefined;
  }

  end(): SwiftMessage | undefined {
    this.closeField();
    const [first] = this.fields;
    const message = first === undefined ? undefined : { line: first.line, fields: this.fields };
    this.fields = [];
    this.closed = false;
    return message;
  }

  private begin(tag: string, line: number, rest: string): SwiftMessage | undefined {
    const done = tag === '20' || (this.closed && OPENERS.has(tag)) ? this.end() : undefined;
    this.closeField();
    this.open = { tag, line, lines: [rest] };
    if (CLOSINGS.has(tag)) this.closed = true;
    return done;
  }

  private closeField(): void {
    if (this.open !== undefined) this.fields.push(this.open);
    this.open = undefined;
  }
}
