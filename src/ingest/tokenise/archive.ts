import { StopError } from '../../model/problem.ts';
import { LIMITS, type ByteSource } from '../source.ts';
import { gunzipped } from './gzip.ts';
import { readHead, readWhole, type Budget } from './meter.ts';
import { openZip } from './zip.ts';

export interface UnpackOptions {
  readonly password?: string;
}

/** A zip or gzip inside another is opened, a third one isn't (RELIABILITY.md R5: nesting 1). */
const MAX_DEPTH = 2;

/** What every Office workbook of the xlsx kind holds: a zip, but one statement. */
const WORKBOOK_PART = '[Content_Types].xml';

/**
 * The files inside a file, told by its first bytes and never by its name: the members of a zip in the order of their
 * names (`outer.zip/member.csv`), what a gzip holds, or the source itself. Each can be opened again.
 * Throws FILE_EMPTY for an archive without files, ARCHIVE_DAMAGED, ARCHIVE_UNSAFE (names that leave their folder),
 * LIMIT_REACHED (bombs, nesting). A single bad member says so when it is opened (ARCHIVE_ENCRYPTED, ARCHIVE_DAMAGED).
 */
export async function* unpack(source: ByteSource, options: UnpackOptions): AsyncGenerator<ByteSource> {
  yield* unpackLevel(source, options, { depth: 0, budget: { limitBytes: LIMITS.zipTotalBytes, spentBytes: 0 } });
}

interface Level {
  readonly depth: number;
  readonly budget: Budget;
}

async function* unpackLevel(source: ByteSource, options: UnpackOptions, level: Level): AsyncGenerator<ByteSource> {
  const content = await contentOf(source, options, level);
  if (!content.packed) {
    yield content.source;
    return;
  }
  const inside = { depth: level.depth + 1, budget: level.budget };
  for (const member of content.members) yield* unpackLevel(member, options, inside);
}

/** A file as it is, or what lies directly in it. */
type Content =
  | { readonly packed: false; readonly source: ByteSource }
  | { readonly packed: true; readonly members: readonly ByteSource[] };

async function contentOf(source: ByteSource, options: UnpackOptions, level: Level): Promise<Content> {
  try {
    return await openPacking(source, options, level);
  } catch (cause) {
    if (!(cause instanceof StopError) || level.depth === 0) throw cause;
    return { packed: false, source: refused(source, cause) };
  }
}

async function openPacking(source: ByteSource, options: UnpackOptions, level: Level): Promise<Content> {
  const kind = await packingOf(source);
  if (kind === 'none') return { packed: false, source };
  if (level.depth >= MAX_DEPTH) {
    throw new StopError('LIMIT_REACHED', { file: source.name, limit: 'nesting', allowed: MAX_DEPTH });
  }
  if (kind === 'gzip') return { packed: true, members: [gunzipped(source)] };
  const bytes = await readWhole(source.name, source.open());
  const members = await openZip(source.name, bytes, { ...options, budget: level.budget });
  if (members.some((member) => member.path === WORKBOOK_PART)) return { packed: false, source };
  if (members.length === 0) throw new StopError('FILE_EMPTY', { file: source.name });
  return { packed: true, members: members.map((member) => member.source) };
}

async function packingOf(source: ByteSource): Promise<'zip' | 'gzip' | 'none'> {
  const head = Buffer.from(await readHead(source.open(), 4)).toString('hex');
  if (head.startsWith('504b0304') || head.startsWith('504b0506')) return 'zip';
  return head.startsWith('1f8b') ? 'gzip' : 'none';
}

/** A member that can't be opened is handed out all the same: whoever reads it gets its error, the others aren't lost. */
function refused(source: ByteSource, error: StopError): ByteSource {
  return {
    name: source.name,
    // eslint-disable-next-line require-yield -- it fails before it has anything to give
    open: async function* () {
      await Promise.resolve();
      throw error;
    },
  };
}
