import type { Entry, FileEntry } from '@zip.js/zip.js';

import { StopError } from '../../model/problem.ts';
import { LIMITS, type ByteSource } from '../source.ts';
import { meterFor, type Budget } from './meter.ts';

interface ZipOptions {
  readonly password?: string;
  readonly budget: Budget;
}

/** One member: its path inside the archive, and its bytes, unpacked anew each time it is opened. */
interface ZipMember {
  readonly path: string;
  readonly source: ByteSource;
}

/**
 * Opens a zip that lies in memory. Members come sorted by name, so that nothing depends on the order in which they
 * were packed; folders and what macOS leaves behind are left out, a name that occurs twice is numbered.
 * Throws ARCHIVE_DAMAGED, ARCHIVE_UNSAFE, LIMIT_REACHED; a member that can't be read says so when it is opened
 * (ARCHIVE_ENCRYPTED, ARCHIVE_DAMAGED, LIMIT_REACHED).
 */
export async function openZip(name: string, bytes: Uint8Array, options: ZipOptions): Promise<readonly ZipMember[]> {
  const found: { readonly path: string; readonly entry: FileEntry }[] = [];
  for (const entry of await readDirectory(name, bytes)) {
    const path = decodeName(entry);
    if (isUnsafe(path) || entry.symlink) throw new StopError('ARCHIVE_UNSAFE', { file: name, member: path });
    if (!entry.directory && !isLitter(path)) found.push({ path, entry });
  }
  found.sort((left, right) => compareMembers(left, right));
  const taken = new Set<string>();
  return found.map(({ path, entry }) => {
    const memberName = `${name}/${freeName(path, taken)}`;
    const meter = meterFor(memberName, entry.compressedSize, options.budget);
    const open = (): AsyncIterable<Uint8Array> => meter(inflate(memberName, entry, options.password));
    return { path, source: { name: memberName, size: entry.uncompressedSize, open } };
  });
}

async function readDirectory(name: string, bytes: Uint8Array): Promise<readonly Entry[]> {
  const zip = await import('@zip.js/zip.js');
  zip.configure({ useWebWorkers: false });
  // Names are judged here, after decoding: the library would take the second byte of a GBK character for a backslash.
  const reader = new zip.ZipReader(new zip.Uint8ArrayReader(bytes), { filenameValidation: 'tolerant' });
  const entries: Entry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      entries.push(entry);
      if (entries.length > LIMITS.zipEntries) {
        throw new StopError('LIMIT_REACHED', { file: name, limit: 'zipEntries', allowed: LIMITS.zipEntries });
      }
    }
  } catch (cause) {
    if (cause instanceof StopError) throw cause;
    throw new StopError('ARCHIVE_DAMAGED', { file: name }, [], cause);
  }
  return entries;
}

async function* inflate(name: string, entry: FileEntry, password: string | undefined): AsyncGenerator<Uint8Array> {
  if (entry.encrypted && password === undefined) throw new StopError('ARCHIVE_ENCRYPTED', { file: name });
  const stop = new AbortController();
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const done = entry
    .getData(pipe.writable, {
      checkCrc32: true,
      checkOverlappingEntry: true,
      useWebWorkers: false,
      signal: stop.signal,
      ...(password === undefined ? {} : { password }),
    })
    .catch((cause: unknown) => pipe.writable.abort(cause).catch(() => undefined));
  try {
    for await (const chunk of pipe.readable) yield chunk;
  } catch (cause) {
    throw new StopError(
      isPasswordFault(entry, cause) ? 'ARCHIVE_ENCRYPTED' : 'ARCHIVE_DAMAGED',
      { file: name },
      [],
      cause,
    );
  } finally {
    stop.abort();
    await done;
  }
}

/** A wrong password passes ZipCrypto's one check byte once in 256 times; what it then unpacks is garbage. */
function isPasswordFault(entry: FileEntry, cause: unknown): boolean {
  if (!entry.encrypted) return false;
  return entry.zipCrypto || (cause instanceof Error && /password|encryption/iu.test(cause.message));
}

/** Chinese programs write GBK names without the UTF-8 flag (formats/cn.md §0); others write UTF-8 without it. */
function decodeName(entry: Entry): string {
  if (entry.filenameUTF8) return entry.filename;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.rawFilename);
  } catch {
    return new TextDecoder('gb18030').decode(entry.rawFilename);
  }
}

/** Names that would leave a folder they were unpacked into, or that hide what they are. */
function isUnsafe(path: string): boolean {
  if (path === '' || /^\/|^[A-Za-z]:|\\/u.test(path) || path.includes('\0')) return true;
  return path.split('/').includes('..');
}

function isLitter(path: string): boolean {
  return path.startsWith('__MACOSX/') || path === '.DS_Store' || path.endsWith('/.DS_Store');
}

function compareMembers(
  left: { readonly path: string; readonly entry: FileEntry },
  right: { readonly path: string; readonly entry: FileEntry },
): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  const bySize = left.entry.uncompressedSize - right.entry.uncompressedSize;
  return bySize || (left.entry.crc32 ?? 0) - (right.entry.crc32 ?? 0);
}

/** `a.csv`, then `a (2).csv`: both are handed out, and messages can tell them apart. */
function freeName(path: string, taken: Set<string>): string {
  const dot = path.lastIndexOf('.');
  const stem = dot > path.lastIndexOf('/') ? path.slice(0, dot) : path;
  let free = path;
  for (let copy = 2; taken.has(free); copy += 1) free = `${stem} (${copy})${path.slice(stem.length)}`;
  taken.add(free);
  return free;
}
