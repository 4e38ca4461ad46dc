import { mkdtempSync, openSync, readSync, rmdirSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ByteSource } from '../jobs/formats.ts';
import { StopError } from '../model/problem.ts';
import { errnoOf } from './errno.ts';
import type { Input } from './world.ts';

const MEMORY_BYTES = 16 * 1024 ** 2;
const CHUNK_BYTES = 128 * 1024;
const NAME = 'stdin';

/** Standard input as a source: taken in once, kept aside, read as often as it is opened. */
export function stdinSource(input: Input): ByteSource {
  let kept: Promise<Kept> | undefined;
  return {
    name: NAME,
    async *open(): AsyncIterable<Uint8Array> {
      kept ??= keep(input);
      yield* (await kept).chunks();
    },
  };
}

interface Kept {
  chunks(): Iterable<Uint8Array>;
}

async function keep(input: Input): Promise<Kept> {
  const { LIMITS } = await import('../jobs/formats.ts');
  const chunks: Uint8Array[] = [];
  let file: number | undefined;
  let bytes = 0;
  for await (const chunk of input.chunks()) {
    bytes += chunk.length;
    if (bytes > LIMITS.fileBytes) throw new StopError('FILE_TOO_LARGE', { file: NAME, limit: LIMITS.fileBytes });
    chunks.push(chunk);
    if (file === undefined && bytes <= MEMORY_BYTES) continue;
    file ??= openNameless();
    for (const part of chunks.splice(0)) append(file, part);
  }
  const opened = file;
  return { chunks: () => (opened === undefined ? chunks : readBack(opened, bytes)) };
}

/** A temporary file without a name: gone with the run, however the run ends. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'settle-'));
  const path = join(folder, NAME);
  try {
    const file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    rmdirSync(folder);
    return file;
  } catch (error) {
    throw new StopError('NOT_WRITABLE', { path }, [], error);
  }
}

function append(file: number, chunk: Uint8Array): void {
  try {
    let written = 0;
    while (written < chunk.length) written += writeSync(file, chunk, written);
  } catch (error) {
    throw new StopError(errnoOf(error) === 'ENOSPC' ? 'DISK_FULL' : 'NOT_WRITABLE', { path: tmpdir() }, [], error);
  }
}

function* readBack(file: number, bytes: number): Iterable<Uint8Array> {
  for (let position = 0; position < bytes;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readSync(file, chunk, 0, CHUNK_BYTES, position);
    if (read === 0) return;
    position += read;
    yield chunk.subarray(0, read);
  }
}
