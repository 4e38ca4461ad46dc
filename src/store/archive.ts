import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { StopError } from '../model/problem.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Keeps each imported file whole under its SHA-256. */
export interface Archive {
  /** Writes the bytes (complete or not at all) unless they are kept already. */
  keep(sha256: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** Reads a kept file whole and compares it with its name. */
  stateOf(sha256: string): 'ok' | 'missing' | 'changed';
}

export function openArchive(folder: string): Archive {
  return {
    async keep(sha256: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
      const path = join(folder, sha256);
      if (existsSync(path)) return;
      const partial = `${path}.part`;
      try {
        mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
        await writeAll(partial, chunks);
        renameSync(partial, path);
      } catch (error) {
        // What is half-written would keep a full disk full.
        rmSync(partial, { force: true });
        throw environmentError(error, path);
      }
    },
    stateOf(sha256: string): 'ok' | 'missing' | 'changed' {
      const path = join(folder, sha256);
      if (!existsSync(path)) return 'missing';
      return digestOf(path) === sha256 ? 'ok' : 'changed';
    },
  };
}

const CHUNK_BYTES = 1024 ** 2;

/** SHA-256 of a file's bytes, in hexadecimal digits. */
export function digestOf(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Removes what a killed run left half-written. */
export function sweepArchive(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
  }
}

async function writeAll(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = openSync(path, 'w', PRIVATE_FILE);
  try {
    for await (const chunk of chunks) {
      let written = 0;
      while (written < chunk.length) written += writeSync(file, chunk, written);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EIO']);

/** The file system's errors that a person can act on become refusals. */
export function environmentError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) return new StopError('DISK_FULL', { path }, [], error);
  if (FORBIDDEN.has(code)) return new StopError('NOT_WRITABLE', { path }, [], error);
  return error;
}
