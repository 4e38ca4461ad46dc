import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';

/** An object of a JSON text, with the line it begins on. */
export interface JsonObject {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * The objects of the list that stands under `name` in each outermost object (`{"name": [{…}, {…}]}`), each with the
 * line it begins on. An outermost object without that list has none. Throws as `jsonObjects` does.
 */
export async function* jsonObjectsOf(
  chunks: AsyncIterable<string>,
  name: string,
  file: string,
): AsyncGenerator<JsonObject> {
  for await (const { line, value, text } of scanned(chunks, file)) {
    const list = value[name];
    if (!Array.isArray(list)) continue;
    const lines = linesOfList(text, name);
    for (const [at, one] of list.entries()) {
      if (typeof one === 'object' && one !== null && !Array.isArray(one))
        yield { line: line + (lines[at] ?? 0), value: one as JsonObject['value'] };
    }
  }
}

interface ScannedObject extends JsonObject {
  /** As it stands in the file. */
  readonly text: string;
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
  for await (const { line, value } of scanned(chunks, file)) yield { line, value };
}

async function* scanned(chunks: AsyncIterable<string>, file: string): AsyncGenerator<ScannedObject> {
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

  *take(chunk: string): Generator<ScannedObject> {
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

  private parsed(text: string): ScannedObject {
    try {
      return { line: this.startLine, value: JSON.parse(text) as Record<string, unknown>, text };
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw this.noJson(this.startLine);
    }
  }

  private noJson(line: number): StopError {
    return new StopError('FORMAT_UNKNOWN', { file: this.file, line, what: 'JSON' });
  }
}

/** One token of well-formed JSON that tells where things begin: a text, a bracket, a comma, a line's end. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},\n]/gu;

const OPENS: ReadonlySet<string> = new Set(['{', '[']);
const CLOSES: ReadonlySet<string> = new Set(['}', ']']);

/** Lines below the object's first on which the values of its list `name` begin; a value's place is its index. */
function linesOfList(text: string, name: string): readonly number[] {
  const lines: number[] = [];
  const key = JSON.stringify(name);
  let [line, depth] = [0, 0];
  let inside = false;
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '\n') line += 1;
    else if (OPENS.has(token)) {
      if (depth === 1) inside = token === '[' && last === key;
      else if (inside && depth === 2) lines.push(line);
      depth += 1;
    } else if (CLOSES.has(token)) depth -= 1;
    else if (token !== ',' && depth === 1) last = token;
  }
  return lines;
}
