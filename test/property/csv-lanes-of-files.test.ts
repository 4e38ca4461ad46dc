import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { csvRecords, quotedRecords } from '../../src/ingest/tokenise/csv.ts';
import type { RawRecord } from '../../src/ingest/tokenise/raw.ts';

/* Decision 0011: whatever the plain lane reads, csv-parse reads the same. Here over files that people really have. */

const ROOT = resolve(import.meta.dirname, '../..');
const CORPUS = resolve(ROOT, '../shared/corpus');
const DELIMITERS = [',', '\t', '|', ';'] as const;
/** Smaller than most files, so that lines lie across the cuts. */
const PIECE_CHARS = 16_411;
const TIMEOUT_MS = 120_000;

/** What is told about files, and is none itself. */
const BESIDE = /\.(?:json|md|yml)$|(?:cmd|expected\.txt)$/u;

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
    .filter((file) => !BESIDE.test(file));
}

/** A file's text in the first encoding that it is without a fault; undefined for one that is no text. */
function textOf(path: string): string | undefined {
  const bytes = readFileSync(path);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  if (encoding === undefined && bytes.includes(0)) return undefined;
  for (const label of encoding === undefined ? ['utf-8', 'gb18030', 'windows-1252'] : [encoding]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE_CHARS) yield text.slice(at, at + PIECE_CHARS);
  await Promise.resolve();
}

/** What a lane answers: its records, or the refusal of the whole file. */
async function answerOf(batches: AsyncIterable<readonly RawRecord[]>): Promise<readonly string[]> {
  const records: string[] = [];
  try {
    for await (const batch of batches) {
      for (const { line, cells } of batch) records.push([String(line), ...cells].join('\u0000'));
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return records;
}

/** The one that stands in the text most often, as a format would declare it. */
function delimiterOf(text: string): string {
  const times = DELIMITERS.map((delimiter) => text.split(delimiter).length);
  return DELIMITERS[times.indexOf(Math.max(...times))] ?? ',';
}

interface Compared {
  /** Texts without a quotation mark: the plain lane reads them alone. */
  plain: number;
  /** Texts that it begins and csv-parse ends. */
  quoted: number;
  readonly differing: string[];
}

async function compare(folder: string): Promise<Compared> {
  const compared: Compared = { plain: 0, quoted: 0, differing: [] };
  for (const path of filesUnder(folder)) {
    const text = textOf(path);
    if (text === undefined || text === '') continue;
    if (text.includes('"')) compared.quoted += 1;
    else compared.plain += 1;
    const options = { name: path, delimiter: delimiterOf(text) };
    const lanes = await answerOf(csvRecords(inPieces(text), options));
    const alone = await answerOf(quotedRecords(inPieces(text), 1, options));
    const at = lanes.findIndex((record, index) => record !== alone[index]);
    if (at >= 0 || lanes.length !== alone.length)
      compared.differing.push(`${relative(folder, path)}: record ${String(at)}`);
  }
  return compared;
}

describe('a text file has the same lines and cells in both lanes', () => {
  it('every one of the fixtures', { timeout: TIMEOUT_MS }, async () => {
    const { plain, quoted, differing } = await compare(join(ROOT, 'fixtures'));
    expect(differing).toEqual([]);
    expect(plain).toBeGreaterThan(100);
    expect(quoted).toBeGreaterThan(100);
  });

  it.skipIf(!existsSync(CORPUS))(
    'every one of the shared corpus (skipped where it is not here)',
    { timeout: TIMEOUT_MS },
    async () => {
      const { plain, quoted, differing } = await compare(CORPUS);
      expect(differing).toEqual([]);
      expect(plain).toBeGreaterThan(100);
      expect(quoted).toBeGreaterThan(100);
    },
  );
});
