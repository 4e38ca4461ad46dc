import { isAscii, isUtf8, transcode } from 'node:buffer';

import { StopError } from '../model/problem.ts';
import type { ByteSource } from './source.ts';
import { readHead } from './tokenise/meter.ts';

const LINE_FEED = 0x0a;
/** So many well-formed multi-byte characters before the first bad byte don't happen in GBK by chance. */
const TELLING_CHARACTERS = 8;

const BYTE_ORDER_MARKS: readonly (readonly [mark: string, encoding: string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/**
 * The encoding of a whole text file: byte order mark, else strict UTF-8, else strict GB18030 (formats/cn.md §0). All of
 * its bytes are looked at, so that a bad one late in the file is found before the first row is handed out.
 * `wanted` (`--encoding`) stands above all of that, but is checked too.
 * Throws ENCODING_UNDECIDED with the line, NUL_BYTES with the line.
 */
export async function decideEncoding(source: ByteSource, wanted?: string): Promise<string> {
  const encoding = wanted ?? (await markedEncoding(source));
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
    await refuseBadText(source, encoding);
    return decoderOf(source, encoding).encoding;
  }
  const firstBad = await firstBadUtf8(source);
  if (firstBad === undefined) return 'utf-8';
  if (encoding !== undefined || firstBad.charactersBefore >= TELLING_CHARACTERS) {
    throw new StopError('ENCODING_UNDECIDED', { file: source.name, line: firstBad.line, tried: 'UTF-8' });
  }
  await refuseBadText(source, 'gb18030');
  return 'gb18030';
}

/** So much of a file is enough to see a document's marks. */
const HEAD_BYTES = 64 * 1024;

/**
 * The head of a file as text, before its encoding is decided: by its byte order mark (or the zero bytes of UTF-16),
 * else a character a byte, which is enough for marks in ASCII. A byte order mark is no part of it.
 */
export async function decodedHead(source: ByteSource): Promise<string> {
  const head = Buffer.from(await readHead(source.open(), HEAD_BYTES));
  const encoding = markOf(head) ?? wideEncoding(head);
  return encoding === undefined ? head.toString('latin1') : new TextDecoder(encoding).decode(head);
}

/**
 * The encoding of a document (bank.md §0): `wanted`, else byte order mark, UTF-16 by its zero bytes, strict UTF-8, the
 * one the text `named`, GB18030 where what comes out is Chinese, else windows-1252, in which every bank of the West can
 * be read. Throws ENCODING_UNDECIDED for a `wanted` that doesn't fit, NUL_BYTES.
 */
export async function decideDocumentEncoding(source: ByteSource, wanted?: string, named?: string): Promise<string> {
  if (wanted !== undefined) return decideEncoding(source, wanted);
  const head = Buffer.from(await readHead(source.open(), HEAD_BYTES));
  const wide = markOf(head) ?? wideEncoding(head);
  if (wide !== undefined) return decideEncoding(source, wide);
  if ((await firstBadUtf8(source)) === undefined) return 'utf-8';
  for (const encoding of [named, 'gb18030']) {
    if (encoding === undefined || /^utf-?8$/iu.test(encoding)) continue;
    if (await reads(source, encoding, encoding === named ? undefined : isChinese)) return encoding;
  }
  await refuseBadText(source, 'windows-1252');
  return 'windows-1252';
}

/** Whether all of a file can be read so, and what comes out passes. */
async function reads(source: ByteSource, encoding: string, passes?: (text: string) => boolean): Promise<boolean> {
  try {
    let text = '';
    for await (const piece of decodedText(source, encoding)) if (text.length < HEAD_BYTES) text += piece;
    return passes?.(text) ?? true;
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof StopError) return false;
    throw cause;
  }
}

const COMMON_CHINESE = 0.9;

/** Nearly all that isn't ASCII is Chinese: bytes of another encoding read as GB18030 come out as rare characters. */
function isChinese(text: string): boolean {
  const others = text.match(/[^\p{ASCII}]/gu) ?? [];
  const chinese = others.filter((character) => /[\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFFEF]/u.test(character));
  return others.length > 0 && chinese.length / others.length >= COMMON_CHINESE && /[\u4E00-\u9FFF]{2}/u.test(text);
}

function markOf(head: Buffer): string | undefined {
  const hex = head.subarray(0, 3).toString('hex');
  return BYTE_ORDER_MARKS.find(([mark]) => hex.startsWith(mark))?.[1];
}

/** UTF-16 without a mark: every other byte of its first characters is zero. */
function wideEncoding(head: Buffer): string | undefined {
  const start = head.subarray(0, 64);
  if (start.length < 8) return undefined;
  const zeros = (offset: number): number => start.filter((byte, at) => at % 2 === offset && byte === 0).length;
  if (zeros(1) > start.length / 3 && zeros(0) === 0) return 'utf-16le';
  return zeros(0) > start.length / 3 && zeros(1) === 0 ? 'utf-16be' : undefined;
}

/** The file's text without its byte order mark. The encoding has been decided, so a bad byte here is our mistake. */
export async function* decodedText(source: ByteSource, encoding: string): AsyncGenerator<string> {
  if (encoding === 'utf-8') {
    yield* utf8Text(source);
    return;
  }
  const decoder = decoderOf(source, encoding);
  for await (const chunk of source.open()) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** UTF-8 that has been checked: four times as fast as a decoder that goes on from one piece to the next. */
async function* utf8Text(source: ByteSource): AsyncGenerator<string> {
  let isStart = true;
  for await (const bytes of wholeCharacters(source.open())) {
    const text = isAscii(bytes) ? bytes.toString('latin1') : transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
    const bare = isStart && text.startsWith('\uFEFF') ? text.slice(1) : text;
    isStart = false;
    if (bare !== '') yield bare;
  }
}

/** The bytes in pieces that end with a character; whatever is left at the end comes last. */
async function* wholeCharacters(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let carried: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const own = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const bytes = carried.length > 0 ? Buffer.concat([carried, own]) : own;
    const whole = bytes.subarray(0, bytes.length - openTail(bytes));
    carried = Buffer.from(bytes.subarray(whole.length));
    if (whole.length > 0) yield whole;
  }
  if (carried.length > 0) yield carried;
}

/** Whether texts in an encoding of that name can be read. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function decoderOf(source: ByteSource, encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new StopError('ENCODING_UNDECIDED', { file: source.name, tried: encoding }, [], cause);
  }
}

async function markedEncoding(source: ByteSource): Promise<string | undefined> {
  return markOf(Buffer.from(await readHead(source.open(), 3)));
}

/** Decodes everything once; the first bad line is looked for only when there is one. */
async function refuseBadText(source: ByteSource, encoding: string): Promise<void> {
  const decoder = decoderOf(source, encoding);
  const lines = new LineCount();
  const bad = (line: number, cause: unknown): StopError =>
    new StopError('ENCODING_UNDECIDED', { file: source.name, line, tried: `UTF-8, ${encoding}` }, [], cause);
  for await (const chunk of source.open()) {
    const text = decodedBy(decoder, chunk, (cause) => bad(lines.upTo(goodStart(chunk, encoding)), cause));
    const zero = text.indexOf('\0');
    if (zero >= 0) throw new StopError('NUL_BYTES', { file: source.name, line: lines.upTo(text.slice(0, zero)) });
    lines.pass(text);
  }
  decodedBy(decoder, undefined, (cause) => bad(lines.upTo(''), cause));
}

/** A piece as text, or what is left at the end; of bytes that aren't text the refusal. */
function decodedBy(
  decoder: InstanceType<typeof TextDecoder>,
  piece: Uint8Array | undefined,
  refusal: (cause: unknown) => StopError,
): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch (cause) {
    throw cause instanceof TypeError ? refusal(cause) : cause;
  }
}

/** What of a chunk can be read before its first bad line: the line's number is all that is asked of it. */
function goodStart(chunk: Uint8Array, encoding: string): string {
  const lenient = new TextDecoder(encoding).decode(chunk);
  const bad = lenient.indexOf('\uFFFD');
  return bad < 0 ? lenient : lenient.slice(0, bad);
}

class LineCount {
  private passed = 0;

  pass(text: string): void {
    this.passed += count(text);
  }

  /** The line on which the text after `text` stands, counted from 1. */
  upTo(text: string): number {
    return this.passed + count(text) + 1;
  }
}

function count(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

interface BadByte {
  readonly line: number;
  readonly charactersBefore: number;
}

/** Where the file stops being UTF-8, or undefined. Throws NUL_BYTES. */
async function firstBadUtf8(source: ByteSource): Promise<BadByte | undefined> {
  let lines = 0;
  let characters = 0;
  for await (const bytes of wholeCharacters(source.open())) {
    const zero = bytes.indexOf(0);
    if (zero >= 0)
      throw new StopError('NUL_BYTES', { file: source.name, line: lines + feeds(bytes.subarray(0, zero)) + 1 });
    // Only the end of the file can end inside a character.
    if (openTail(bytes) > 0) return { line: lines + 1, charactersBefore: characters };
    if (!isUtf8(bytes)) return badByteIn(bytes, lines, characters);
    lines += feeds(bytes);
    if (characters < TELLING_CHARACTERS) characters += multiByteStarts(bytes);
  }
  return undefined;
}

function badByteIn(bytes: Buffer, linesBefore: number, charactersBefore: number): BadByte {
  let good = 0;
  for (let step = bytes.length; step >= 1; step = Math.floor(step / 2)) {
    while (good + step <= bytes.length && startsWell(bytes.subarray(0, good + step))) good += step;
  }
  const before = bytes.subarray(0, good);
  return { line: linesBefore + feeds(before) + 1, charactersBefore: charactersBefore + multiByteStarts(before) };
}

/** UTF-8 so far; a character cut by the end doesn't count against it. */
function startsWell(bytes: Buffer): boolean {
  return isUtf8(bytes.subarray(0, bytes.length - openTail(bytes)));
}

/** How many bytes at the end begin a character that isn't finished. */
function openTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

function feeds(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

/** Lead bytes of characters of two and more bytes, as many as tell. */
function multiByteStarts(bytes: Uint8Array): number {
  if (isAscii(bytes)) return 0;
  let starts = 0;
  for (let at = 0; at < bytes.length && starts < TELLING_CHARACTERS; at += 1) if ((bytes[at] ?? 0) >= 0xc0) starts += 1;
  return starts;
}
