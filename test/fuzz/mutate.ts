import iconv from 'iconv-lite';

import type { Random } from '../../src/demo/random.ts';

/** A file's bytes with one thing spoilt, and in words what. */
export interface Mutation {
  readonly what: string;
  readonly bytes: Uint8Array;
}

type Mutate = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const ENCODINGS = ['utf16le', 'gb18030', 'win1252', 'big5', 'shift_jis', 'utf8'] as const;

/** How files are spoilt on their way: by disks, mail programs, spreadsheets and people. */
const MUTATIONS: Readonly<Record<string, Mutate>> = {
  'some bits flipped': (bytes, random) => {
    const spoilt = Uint8Array.from(bytes);
    for (let count = 1 + upTo(random, 8); count > 0; count -= 1) {
      const at = upTo(random, spoilt.length);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << upTo(random, 8));
    }
    return spoilt;
  },
  'digits changed': (bytes, random) => {
    const spoilt = Uint8Array.from(bytes);
    const digits = [...spoilt.keys()].filter((at) => isDigit(spoilt[at]));
    const at = digits[upTo(random, digits.length)];
    if (at !== undefined) spoilt[at] = 0x30 + upTo(random, 10);
    return spoilt;
  },
  'cut off': (bytes, random) => bytes.slice(0, upTo(random, bytes.length)),
  'beginning lost': (bytes, random) => bytes.slice(upTo(random, bytes.length)),
  'a piece lost': (bytes, random) => {
    const [from, to] = span(bytes, random);
    return joined(bytes.slice(0, from), bytes.slice(to));
  },
  'a line lost': (bytes, random) => withLines(bytes, (lines) => lines.toSpliced(upTo(random, lines.length), 1)),
  'a line twice': (bytes, random) =>
    withLines(bytes, (lines) => {
      const at = upTo(random, lines.length);
      return lines.toSpliced(at, 0, lines[at] ?? '');
    }),
  'lines swapped': (bytes, random) =>
    withLines(bytes, (lines) => {
      const [left, right] = [upTo(random, lines.length), upTo(random, lines.length)];
      return lines.with(left, lines[right] ?? '').with(right, lines[left] ?? '');
    }),
  'a block doubled': (bytes, random) => {
    const [from, to] = span(bytes, random);
    return joined(bytes.slice(0, to), bytes.slice(from));
  },
  'a piece of another file inside': (bytes, random, other) => {
    const at = upTo(random, bytes.length);
    const [from, to] = span(other, random);
    return joined(bytes.slice(0, at), other.slice(from, to), bytes.slice(at));
  },
  'two files in one': (bytes, _random, other) => joined(bytes, other),
  'saved in another encoding': (bytes, random) => {
    const encoding = ENCODINGS[upTo(random, ENCODINGS.length)] ?? 'utf8';
    return iconv.encode(Buffer.from(bytes).toString('utf8'), encoding);
  },
  'other line ends': (bytes, random) =>
    latin(latinText(bytes).replaceAll(/\r\n|\n|\r/gu, ['\n', '\r\n', '\r', '\n\n'][upTo(random, 4)] ?? '\n')),
};

/** One mutation of a file, chosen by the random source. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Mutation {
  const names = Object.keys(MUTATIONS);
  const what = names[upTo(random, names.length)] ?? '';
  return { what, bytes: MUTATIONS[what]?.(bytes, random, other) ?? bytes };
}

/** A whole number from 0, below the limit. */
function upTo(random: Random, limit: number): number {
  return random.whole(0, Math.max(0, limit - 1));
}

function span(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = upTo(random, bytes.length);
  return [from, from + upTo(random, bytes.length - from)];
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Line by line, a character a byte: what is between the line ends isn't touched. */
function withLines(bytes: Uint8Array, change: (lines: readonly string[]) => readonly string[]): Uint8Array {
  return latin(change(latinText(bytes).split('\n')).join('\n'));
}

function latinText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function latin(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
