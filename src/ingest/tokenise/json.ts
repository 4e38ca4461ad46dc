import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';

/** An object of a JSON text, with the line it begins on. */
export interface JsonObject {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);
/** What may stand around and between objects: a list's brackets and commas, blanks. */
const BETWEEN = /^[\s,[\]\uFEFF]$/u;

/**
 * The outermost objects of a text: of a list `[{…},{…}]`, of one object a line, or of a single one. Only one is held at
 * a time. Throws FILE_TRUNCATED where an object or the list has no end, FORMAT_UNKNOWN for text that is no JSON,
 * LIMIT_REACHED (record) with the line.
 */
export async function* jsonObjects(chunks: AsyncIterable<string>, file: string): AsyncGenerator<JsonObject> {
  const scan = new Scan(file);
  for await (const chunk of chunks) {
    for (const found of scan.take(chunk)) yield found;
  }
  scan.finish();
}

class Scan {
  private readonly file: string;
  private line = 1;
  private startLine = 1;
  private depth = 0;
  /** `[` that is still open around the objects. */
  private listOpen = false;
  private inText = false;
  private escaped = false;
  private held = '';

  constructor(file: string) {
    this.file = file;
  }

  *take(chunk: string): Generator<JsonObject> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (code === LINE_FEED) this.line += 1;
      if (this.depth === 0) {
        if (code === 0x7b) {
          this.depth = 1;
          this.startLine = this.line;
          from = at;
        } else this.between(chunk.charAt(at));
      } else if (this.closes(code)) {
        yield this.parsed(this.held + chunk.slice(from, at + 1));
        this.held = '';
      }
    }
    if (this.depth === 0) return;
    this.held += chunk.slice(from);
    if (this.held.length <= LIMITS.recordBytes) return;
    const params = { file: this.file, line: this.startLine, limit: 'recordBytes', allowed: LIMITS.recordBytes };
    throw new StopError('LIMIT_REACHED', params);
  }

  finish(): void {
    if (this.depth === 0 && !this.listOpen) return;
    throw new StopError('FILE_TRUNCATED', { file: this.file, line: this.line, what: 'JSON' });
  }

  private between(character: string): void {
    if (character === '[') this.listOpen = true;
    if (character === ']') this.listOpen = false;
    if (!BETWEEN.test(character)) throw this.noJson(this.line);
  }

  /** Whether the object that is open ends with this character. */
  private closes(code: number): boolean {
    if (this.inText) {
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) this.inText = false;
    } else if (code === QUOTE) this.inText = true;
    else if (OPENING.has(code)) this.depth += 1;
    else if (CLOSING.has(code)) this.depth -= 1;
    return this.depth === 0;
  }

  private parsed(text: string): JsonObject {
    try {
      return { line: this.startLine, value: JSON.parse(text) as Record<string, unknown> };
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw this.noJson(this.startLine);
    }
  }

  private noJson(line: number): StopError {
    return new StopError('FORMAT_UNKNOWN', { file: this.file, line, what: 'JSON' });
  }
}
