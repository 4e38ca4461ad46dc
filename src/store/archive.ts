import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { StopError } from '../model/problem.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Keeps each imported file whole under its SHA-256. */
export interface Archive {
  /** Begins to copy a file, unless it is kept already. */
  stage(sha256: string, file: Copied): Staged;
  /** Reads a kept file whole and compares it with its name. */
  stateOf(sha256: string): 'ok' | 'missing' | 'changed';
}

/** What is copied: bytes, and the file they lie in where there is one. */
export interface Copied {
  readonly path?: string;
  open(): AsyncIterable<Uint8Array>;
}

/** A copy on its way into the archive, which holds it complete or not at all. */
export interface Staged {
  /** The copy is complete and in the archive once this is done. Throws DISK_FULL, NOT_WRITABLE. */
  keep(): Promise<void>;
  /** Leaves nothing of a copy that wasn't kept. */
  drop(): Promise<void>;
}

export function openArchive(folder: string): Archive {
  return {
    stage(sha256: string, file: Copied): Staged {
      const path = join(folder, sha256);
      return existsSync(path) ? KEPT : new Copy(folder, path, file);
    },
    stateOf(sha256: string): 'ok' | 'missing' | 'changed' {
      const path = join(folder, sha256);
      if (!existsSync(path)) return 'missing';
      return digestOf(path) === sha256 ? 'ok' : 'changed';
    },
  };
}

const KEPT: Staged = { keep: () => Promise.resolve(), drop: () => Promise.resolve() };

class Copy implements Staged {
  readonly #path: string;
  readonly #partial: string;
  readonly #written: Promise<void>;
  #kept: Promise<void> | undefined;

  constructor(folder: string, path: string, file: Copied) {
    this.#path = path;
    this.#partial = `${path}.part`;
    this.#written = writeFile(folder, this.#partial, file);
    // Told when it is to be kept.
    this.#written.catch(() => undefined);
  }

  async keep(): Promise<void> {
    this.#kept ??= this.#keep();
    await this.#kept;
  }

  async #keep(): Promise<void> {
    try {
      await this.#written;
      renameSync(this.#partial, this.#path);
    } catch (error) {
      throw environmentError(error, this.#path);
    }
  }

  /** What is half-written would keep a full disk full; what can't be removed is swept away at the next start. */
  async drop(): Promise<void> {
    await this.#written.catch(() => undefined);
    try {
      rmSync(this.#partial, { force: true });
    } catch {
      // The answer is known: nothing may take its place.
    }
  }
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

/** All of it is on the disk when this is done. */
async function writeFile(folder: string, path: string, file: Copied): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const copy = await open(path, 'w', PRIVATE_FILE);
  try {
    for await (const piece of piecesOf(file)) await copy.writeFile(piece);
    await copy.sync();
  } finally {
    await copy.close();
  }
}

/** What files are read into, one after the other. */
let spare: Buffer | undefined;

/** A file on the disk is read beside whatever else is done here; what is wrong with it is told by whoever opens it. */
async function* piecesOf(file: Copied): AsyncGenerator<Uint8Array> {
  const source = file.path === undefined ? undefined : await open(file.path).catch(() => undefined);
  if (source === undefined) {
    yield* file.open();
    return;
  }
  const buffer = spare ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  spare = undefined;
  try {
    for (;;) {
      const length = await bytesInto(buffer, source, file);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    spare = buffer;
    await source.close();
  }
}

async function bytesInto(buffer: Buffer, source: FileHandle, file: Copied): Promise<number> {
  try {
    return (await source.read(buffer, 0, buffer.length)).bytesRead;
  } catch (cause) {
    for await (const piece of file.open()) if (piece.length === 0) break;
    throw cause;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EEXIST', 'EIO']);

/** The file system's errors that a person can act on become refusals. */
export function environmentError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) return new StopError('DISK_FULL', { path }, [], error);
  if (FORBIDDEN.has(code)) return new StopError('NOT_WRITABLE', { path }, [], error);
  return error;
}
