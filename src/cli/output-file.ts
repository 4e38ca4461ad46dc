import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { StopError } from '../model/problem.ts';
import { errnoOf } from './errno.ts';

const PRIVATE_FILE = 0o600;

/** Text or bytes of a file, in order; made as they are asked for. */
type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Writes a file whole or not at all: beside its place first, then renamed. What stands there is replaced only with
 * `force`, and only a regular file: links are never followed. What fails while the pieces are made leaves nothing behind.
 */
export async function writeFile(cwd: string, path: string, pieces: Pieces, force: boolean): Promise<void> {
  const target = resolve(cwd, path);
  const partial = join(dirname(target), `.${basename(target)}.part`);
  try {
    refuseStanding(target, path, force);
    await writeBeside(partial, target, pieces);
  } catch (error) {
    if (error instanceof StopError || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw new StopError('OUTPUT_FAILED', { path, reason: errnoOf(error) }, [], error);
  }
}

async function writeBeside(partial: string, target: string, pieces: Pieces): Promise<void> {
  rmSync(partial, { force: true });
  try {
    await writePieces(partial, pieces);
    renameSync(partial, target);
  } catch (error) {
    discard(partial);
    throw error;
  }
}

/** Where nothing can be written nothing can be removed either: what stopped the writing is what is told. */
function discard(partial: string): void {
  try {
    rmSync(partial, { force: true });
  } catch {
    // Told by the caller.
  }
}

function refuseStanding(target: string, path: string, force: boolean): void {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isFile())
    throw new StopError('OUTPUT_FAILED', { path, reason: stat.isDirectory() ? 'EISDIR' : 'not-regular' });
  if (!force) throw new StopError('OUTPUT_FAILED', { path, reason: 'EEXIST' });
}

async function writePieces(path: string, pieces: Pieces): Promise<void> {
  const file = openSync(path, 'wx', PRIVATE_FILE);
  try {
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
