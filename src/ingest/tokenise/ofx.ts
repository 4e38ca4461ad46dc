import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';

/**
 * One thing in an OFX text. `leaf`: an element with a text; `open`: one without (an aggregate, or a leaf that is
 * empty); `close`: an end tag. Names in upper case, without a prefix. Lines count from 1.
 */
export type OfxToken =
  | { readonly kind: 'leaf'; readonly name: string; readonly text: string; readonly line: number }
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly line: number };

/**
 * OFX, as SGML (1.x) or XML (2.x), well-formed or not → tokens, in file order. A leaf ends at the next tag, whether it
 * has an end tag or not; a `<` or `&` that begins nothing is text. The header before the first tag is skipped
 * (formats/bank.md 3). Throws LIMIT_REACHED for a text without an end.
 */
export async function* ofxTokens(chunks: AsyncIterable<string>, file: string): AsyncGenerator<readonly OfxToken[]> {
  const reading = new OfxReading(file);
  for await (const chunk of chunks) {
    const tokens = reading.write(chunk, false);
    if (tokens.length > 0) yield tokens;
  }
  const tokens = reading.write('', true);
  if (tokens.length > 0) yield tokens;
}

/** `<NAME …>`, `</NAME>`, `<NAME/>`; nothing that holds another `<`, so that a bare one is text. */
const TAG = /^<(\/?)([A-Za-z][\w.:-]*)[^<>]*?(\/?)>$/u;
const SPECIAL: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
  ['<?', '>'],
];

const PLAIN_TAG = ['<', '>'] as const;

class OfxReading {
  private readonly file: string;
  private rest = '';
  private line = 1;
  private tokens: OfxToken[] = [];
  private pending: { readonly name: string; readonly line: number; text: string } | undefined;

  constructor(file: string) {
    this.file = file;
  }

  write(chunk: string, last: boolean): readonly OfxToken[] {
    this.rest += chunk;
    let at = 0;
    for (let next = this.step(at, last); next !== undefined; next = this.step(at, last)) at = next;
    this.rest = this.rest.slice(at);
    this.refuseLong(this.rest.length);
    if (last) this.flush();
    const { tokens } = this;
    this.tokens = [];
    return tokens;
  }

  /** Takes the text or the tag at a place and says where the next one begins; undefined when more has to come first. */
  private step(at: number, last: boolean): number | undefined {
    const { rest } = this;
    if (at >= rest.length) return undefined;
    if (rest.charCodeAt(at) !== LESS_THAN) return this.takeText(at, rest.indexOf('<', at), last);
    const [start, end] = markAt(rest, at);
    if (!last && mayBeCut(rest, at)) return undefined;
    const stop = start === '<' ? tagEnd(rest, at) : rest.indexOf(end, at + start.length);
    if (stop === 'text') return this.takeText(at, rest.indexOf('<', at + 1), last);
    if (stop < 0) return last ? this.takeText(at, rest.length, last) : undefined;
    this.takeMark(rest.slice(at, stop + end.length), start);
    return stop + end.length;
  }

  private takeText(from: number, to: number, last: boolean): number | undefined {
    if (to < 0 && !last) return undefined;
    const end = to < 0 ? this.rest.length : to;
    this.addText(unescaped(this.rest.slice(from, end)), this.rest.slice(from, end));
    return end;
  }

  private takeMark(written: string, start: string): void {
    if (start === '<![CDATA[') this.addText(written.slice(start.length, -3), written);
    else if (start === '<') this.takeTag(written);
    else this.line += feeds(written);
  }

  private takeTag(written: string): void {
    const [, slash, prefixed = '', self] = TAG.exec(written) ?? [];
    if (prefixed === '') {
      this.addText(unescaped(written), written);
      return;
    }
    this.flush();
    const name = prefixed.slice(prefixed.indexOf(':') + 1).toUpperCase();
    const { line } = this;
    if (slash === '/') this.tokens.push({ kind: 'close', name, line });
    else if (self !== '/') this.pending = { name, line, text: '' };
    this.line += feeds(written);
  }

  private addText(text: string, written: string): void {
    this.line += feeds(written);
    if (this.pending === undefined) return;
    this.pending.text += text;
    this.refuseLong(this.pending.text.length);
  }

  private refuseLong(characters: number): void {
    if (characters <= LIMITS.recordBytes) return;
    const { file, line } = this;
    throw new StopError('LIMIT_REACHED', { file, line, limit: 'recordBytes', allowed: LIMITS.recordBytes });
  }

  private flush(): void {
    if (this.pending === undefined) return;
    const { name, line, text } = this.pending;
    this.pending = undefined;
    const said = text.replaceAll(/[\s\u00a0]*[\r\n][\s\u00a0]*/gu, ' ').trim();
    this.tokens.push(said === '' ? { kind: 'open', name, line } : { kind: 'leaf', name, text: said, line });
  }
}

const LESS_THAN = 0x3c;
const LONGEST_MARK = '<![CDATA['.length;

/**
 * Where a tag's `>` stands, −1 when it hasn't come; `text` when another `<` comes first. Nothing beyond that one is
 * looked at, so that a text full of them doesn't take for ever.
 */
function tagEnd(rest: string, at: number): number | 'text' {
  const other = rest.indexOf('<', at + 1);
  if (other < 0) return rest.indexOf('>', at);
  const stop = rest.slice(at, other).indexOf('>');
  return stop < 0 ? 'text' : at + stop;
}

/** How what begins here begins and ends. */
function markAt(rest: string, at: number): readonly [start: string, end: string] {
  const next = rest.charAt(at + 1);
  const special = next === '!' || next === '?' ? SPECIAL.find(([mark]) => rest.startsWith(mark, at)) : undefined;
  return special ?? PLAIN_TAG;
}

/** `<!` may be the beginning of a comment or of CDATA that the next chunk goes on with. */
function mayBeCut(rest: string, at: number): boolean {
  return rest.length - at < LONGEST_MARK && '<!'.startsWith(rest.slice(at, at + 2));
}

function feeds(text: string): number {
  return text.match(/\r\n|\n|\r/gu)?.length ?? 0;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LAST_CODE_POINT = 0x10_ff_ff;

/** Once, and only what is an escape: `AT&T` stays. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/giu,
    (written, decimal, hex, name) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? written;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : written;
    },
  );
}
