import { SaxesParser } from 'saxes';

import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';
import type { XmlElement } from './xml-element.ts';

/** What a text comes in: elements are opened and closed, and what stands in one of the `holders` is handed out whole. */
export type XmlPart =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly line: number }
  | { readonly kind: 'whole'; readonly element: XmlElement };

export interface XmlOptions {
  /** For messages. */
  readonly file: string;
  /** Elements whose children are handed out one by one, each whole. */
  readonly holders: ReadonlySet<string>;
}

/** Statements nest about a dozen deep; a text that goes on and on is made to fill memory. */
const DEEPEST = 200;

/**
 * XML text → parts, in order, without ever holding more than one child of a holder. Nothing is expanded but the five
 * entities of XML itself. Throws FORMAT_UNKNOWN for a DOCTYPE (formats/bank.md 2) and for what isn't well-formed,
 * FILE_TRUNCATED when the text ends inside an element, LIMIT_REACHED for a child too large to hold.
 */
export async function* xmlParts(
  chunks: AsyncIterable<string>,
  options: XmlOptions,
): AsyncGenerator<readonly XmlPart[]> {
  const reading = new XmlReading(options);
  for await (const chunk of chunks) {
    const parts = reading.write(chunk);
    if (parts.length > 0) yield parts;
  }
  const parts = reading.end();
  if (parts.length > 0) yield parts;
}

interface Growing extends XmlElement {
  text: string;
  readonly children: Growing[];
}

class XmlReading {
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly options: XmlOptions;
  private parts: XmlPart[] = [];
  /** Names of the elements that are open. */
  private readonly open: string[] = [];
  /** Those of them that belong to a child of a holder. */
  private readonly growing: Growing[] = [];
  private grown = 0;
  /** Lines before the text begins: some banks send empty ones, which XML doesn't allow. */
  private skipped = 0;
  private begun = false;
  private tagLine = 1;

  constructor(options: XmlOptions) {
    this.options = options;
    const { parser } = this;
    parser.on('error', (error) => {
      throw this.unknown('not XML', error);
    });
    parser.on('doctype', () => {
      throw this.unknown('DOCTYPE');
    });
    parser.on('opentagstart', () => {
      // What ended the name has been read too: a line feed has already been counted.
      this.tagLine = this.line - (parser.column === 0 ? 1 : 0);
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.openTag(localName(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.closeTag(localName(name));
    });
    for (const kind of ['text', 'cdata'] as const) {
      parser.on(kind, (text) => {
        this.addText(text);
      });
    }
  }

  write(chunk: string): readonly XmlPart[] {
    if (this.begun) this.parser.write(chunk);
    else this.begin(chunk);
    return this.taken();
  }

  /** The parts that only the end of the text brings. */
  end(): readonly XmlPart[] {
    if (this.open.length > 0 || !this.begun) throw this.truncated();
    try {
      this.parser.close();
    } catch (cause) {
      if (!(cause instanceof StopError)) throw cause;
      throw this.truncated(cause);
    }
    return this.taken();
  }

  private begin(chunk: string): void {
    const text = chunk.trimStart();
    this.skipped += chunk.slice(0, chunk.length - text.length).split(/\r\n|\n|\r/u).length - 1;
    if (text === '') return;
    this.begun = true;
    this.parser.write(text);
  }

  private taken(): readonly XmlPart[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }

  private get line(): number {
    return this.parser.line + this.skipped;
  }

  private openTag(name: string, written: Readonly<Record<string, string>>): void {
    if (this.open.length >= DEEPEST) throw this.unknown('not XML');
    const parent = this.growing.at(-1);
    const held = parent === undefined && this.options.holders.has(this.open.at(-1) ?? '');
    this.open.push(name);
    if (parent === undefined && !held) {
      this.parts.push({ kind: 'open', name, line: this.tagLine });
      return;
    }
    if (held) this.grown = 0;
    const element: Growing = { name, line: this.tagLine, attributes: localNames(written), text: '', children: [] };
    this.grow(name.length);
    parent?.children.push(element);
    this.growing.push(element);
  }

  private closeTag(name: string): void {
    this.open.pop();
    const element = this.growing.pop();
    if (element === undefined) {
      this.parts.push({ kind: 'close', name, line: this.line });
      return;
    }
    element.text = element.text.trim();
    if (this.growing.length === 0) this.parts.push({ kind: 'whole', element });
  }

  private addText(text: string): void {
    const element = this.growing.at(-1);
    if (element === undefined) return;
    this.grow(text.length);
    element.text += text;
  }

  private grow(characters: number): void {
    this.grown += characters;
    const allowed = LIMITS.containerBytes;
    if (this.grown <= allowed) return;
    throw new StopError('LIMIT_REACHED', {
      file: this.options.file,
      line: this.line,
      limit: 'containerBytes',
      allowed,
    });
  }

  private unknown(what: string, cause?: unknown): StopError {
    return new StopError('FORMAT_UNKNOWN', { file: this.options.file, line: this.line, what }, [], cause);
  }

  private truncated(cause?: unknown): StopError {
    return new StopError('FILE_TRUNCATED', { file: this.options.file, line: this.line, what: 'element' }, [], cause);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localNames(written: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const local: Record<string, string> = {};
  for (const name in written) local[localName(name)] = written[name] ?? '';
  return local;
}

/** The encoding the XML declaration in a head names; UTF-16 is known by its bytes, and where they aren't it is a lie. */
export function xmlCharset(head: string): string | undefined {
  const named = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/u.exec(head)?.[1];
  return named === undefined || /^utf-?16/iu.test(named) ? undefined : named;
}
