import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import type { ByteSource } from '../jobs/formats.ts';
import { StopError, type ProblemCode, type ProblemParams } from '../model/problem.ts';
import { errnoOf } from './errno.ts';
import { expandGlob, isGlob } from './glob.ts';
import { stdinSource } from './stdin.ts';
import type { World } from './world.ts';

const CHUNK_BYTES = 64 * 1024;
const PIECES_A_TURN = 16;
/** An inbox with more files than this is the wrong folder. */
const MOST_FILES = 100_000;
const DEEPEST = 64;

/**
 * PATH... → the files they mean, in the order given, a folder's by code unit: files, folders (with what lies below,
 * hidden names left out), globs, `-` for standard input. A file met twice is read once. A path that can't be read is
 * a source as well: it is refused when it is opened, so that the others aren't stopped by it.
 */
export function sourcesOf(world: World, paths: readonly string[]): readonly ByteSource[] {
  const sources: ByteSource[] = [];
  const met = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      if (!met.has('-')) sources.push(stdinSource(world.stdin));
      met.add('-');
      continue;
    }
    for (const { identity, source } of filesOf(world.cwd, path)) {
      if (!met.has(identity)) sources.push(source);
      met.add(identity);
    }
    if (sources.length > MOST_FILES)
      throw new StopError('LIMIT_REACHED', { file: path, limit: 'files', allowed: MOST_FILES });
  }
  return sources;
}

interface Found {
  readonly identity: string;
  readonly source: ByteSource;
}

function filesOf(cwd: string, path: string): readonly Found[] {
  const full = resolve(cwd, path);
  if (isGlob(path) && !existsSync(full)) {
    const matches = expandGlob(cwd, path);
    return matches.length === 0
      ? [refused(path, 'FILE_MISSING', { path })]
      : matches.flatMap((match) => found(match, match, []));
  }
  return found(full, path, []);
}

/** A file, or all files of a folder; `said` is how messages call it, `above` the real paths of the folders it lies in. */
function found(path: string, said: string, above: readonly string[]): readonly Found[] {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return [{ identity: realpathSync(path), source: fileSource(path, stat.size) }];
    if (!stat.isDirectory()) return [refused(path, 'FILE_UNREADABLE', { reason: 'not-regular' })];
    const real = realpathSync(path);
    if (above.includes(real) || above.length >= DEEPEST) return [refused(path, 'FILE_UNREADABLE', { reason: 'ELOOP' })];
    const names = readdirSync(path).filter((name) => !name.startsWith('.'));
    return names.sort(byCodeUnit).flatMap((name) => found(join(path, name), join(said, name), [...above, real]));
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [refused(path, 'FILE_MISSING', { path: said })];
    return [refused(path, 'FILE_UNREADABLE', { reason: code })];
  }
}

function fileSource(path: string, size: number): ByteSource {
  return { name: basename(path), size, path, open: () => chunksOf(path) };
}

async function* chunksOf(path: string): AsyncIterable<Uint8Array> {
  try {
    yield* readAll(path);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const code = errnoOf(error);
    const params = { file: basename(path), ...(code === 'ENOENT' ? { path } : { reason: code }) };
    throw new StopError(code === 'ENOENT' ? 'FILE_MISSING' : 'FILE_UNREADABLE', params, [], error);
  }
}

/** What a file is read into: memory that was used before costs nothing, new memory more than the reading. */
let spare: Buffer | undefined;

/** A file's next piece is there at once: waiting for each of a thousand in turn costs more than reading them. */
async function* readAll(path: string): AsyncIterable<Uint8Array> {
  const file = openSync(path, 'r');
  const buffer = spare ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  spare = undefined;
  try {
    for (let pieces = 1; ; pieces += 1) {
      const length = readSync(file, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) return;
      yield await Promise.resolve(buffer.subarray(0, length));
      // Who waits for an answer of another thread gets it: a file may be read beside that.
      if (pieces % PIECES_A_TURN === 0) await new Promise((done) => setImmediate(done));
    }
  } finally {
    spare = buffer;
    closeSync(file);
  }
}

function refused(path: string, code: ProblemCode, params: ProblemParams): Found {
  const name = basename(path);
  const refuse = (): AsyncIterable<Uint8Array> => {
    throw new StopError(code, { file: name, ...params });
  };
  return { identity: path, source: { name, open: refuse } };
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
