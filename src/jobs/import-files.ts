import { fingerprint, openStatements, unpack, type Fingerprint, type ByteSource } from '../ingest/index.ts';
import { StopError } from '../model/problem.ts';
import type { Staged } from '../store/archive.ts';
import type { Books } from '../store/open.ts';
import { isFileKnown, loadStatementsOf } from '../store/read/files.ts';
import { loadSignatures } from '../store/read/signatures.ts';
import { adoptAccounts } from './adopt-accounts.ts';
import { knownRows } from './import-answer.ts';
import type { ImportOptions, ImportRow, Incoming, StatementAhead } from './import-contract.ts';
import { ReadAhead } from './read-ahead.ts';
import { storeStatements } from './store-statements.ts';

export type { ImportOptions, ImportRemark, ImportRow, LateData, RevisedRow, Revision } from './import-contract.ts';

/** Carries the answer out of an atomic step that is to leave nothing behind: a dry run, an empty day known before. */
class RolledBack extends Error {
  readonly rows: readonly ImportRow[];

  constructor(rows: readonly ImportRow[]) {
    super('rolled back');
    this.rows = rows;
  }
}

/**
 * Imports files one by one: each is stored whole or not at all, in one atomic step; a refused one doesn't stop the
 * others. Rows come as they are known, several for a file with several accounts.
 */
export async function* importFiles(
  books: Books,
  sources: Iterable<ByteSource> | AsyncIterable<ByteSource>,
  options: ImportOptions,
): AsyncIterable<readonly ImportRow[]> {
  if (!options.dryRun) await books.db.atomic(() => adoptAccounts(books.db, options.settings));
  const told = { ...options, signatures: await loadSignatures(books.db) };
  const coming = new ReadAhead(comingIn(books, sources, told), 1, ({ incoming }) => incoming?.statements.close());
  const next = async (): Promise<void> => {
    const statement = await (await coming.begin())?.incoming?.statements.begin();
    await statement?.batches.begin();
  };
  for await (const { incoming, name, refusal } of coming) {
    if (incoming === undefined) yield [refused(name, refusal)];
    else yield await importOne(books, { ...incoming, meanwhile: () => void next() }, told);
  }
}

/** A file, or a member of one, on its way in, or why it can't be read. */
type Coming =
  | { readonly name: string; readonly incoming: Omit<Incoming, 'meanwhile'>; readonly refusal?: never }
  | { readonly name: string; readonly incoming?: never; readonly refusal: unknown };

/** All that comes in. A member that can't even be read is refused by itself: the others of its container go in. */
async function* comingIn(
  books: Books,
  sources: Iterable<ByteSource> | AsyncIterable<ByteSource>,
  options: ImportOptions,
): AsyncGenerator<Coming, void> {
  for await (const source of sources) {
    try {
      const outer = await fingerprint(source);
      const stage = (): Staged => books.archive.stage(outer.sha256, source);
      for await (const member of unpack(source, options)) {
        const print = member === source ? outer : undefined;
        yield await lookedAt(member, { archived: outer.sha256, stage, print }, options);
      }
    } catch (refusal) {
      yield { name: source.name, refusal };
    }
  }
}

async function lookedAt(
  source: ByteSource,
  { print, ...kept }: Pick<Incoming, 'archived' | 'stage'> & { readonly print: Fingerprint | undefined },
  options: ImportOptions,
): Promise<Coming> {
  const { name } = source;
  try {
    const statements = new ReadAhead(statementsOf(source, options), 1);
    return { name, incoming: { source, ...kept, print: print ?? (await fingerprint(source)), statements } };
  } catch (refusal) {
    return { name, refusal };
  }
}

/** So many batches wait while the file before is committed: more would be copied about by the garbage collector. */
const BATCHES_AHEAD = 4;

async function* statementsOf(source: ByteSource, options: ImportOptions): AsyncGenerator<StatementAhead, void> {
  for await (const statement of openStatements(source, options)) {
    const batches = new ReadAhead(statement.batches, BATCHES_AHEAD);
    try {
      yield { ...statement, batches };
    } finally {
      batches.close();
    }
  }
}

async function importOne(books: Books, incoming: Incoming, options: ImportOptions): Promise<readonly ImportRow[]> {
  const { source, print, statements } = incoming;
  let staged: Staged | undefined;
  try {
    const isKnown = await isFileKnown(books.db, print.sha256);
    const before = isKnown ? await loadStatementsOf(books.db, print.sha256) : [];
    // Equal bytes with rows are the same file whatever it is called; an empty day is told by its name alone.
    if (before.some((statement) => statement.rows > 0)) return knownRows(source.name, print.sha256, before);
    const stage = options.dryRun ? undefined : (): Staged => (staged ??= incoming.stage());
    return await books.db.atomic(async () => {
      const rows = await storeStatements(books.db, statements, { incoming, stage, isKnown, before, options });
      if (options.dryRun || rows.every((row) => row.status === 'known' && row.rows === 0)) throw new RolledBack(rows);
      return rows;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.rows;
    return [refused(source.name, error, print.sha256)];
  } finally {
    statements.close();
    await staged?.drop();
  }
}

/** A refusal of this file is a row of the answer; whatever concerns the whole run goes on up. */
function refused(file: string, error: unknown, sha256?: string): ImportRow {
  if (!(error instanceof StopError) || error.exit !== 3) throw error;
  const rejected = error.rows.length;
  return {
    file,
    ...(sha256 === undefined ? {} : { sha256 }),
    rows: 0,
    stored: 0,
    known: 0,
    rejected,
    status: 'refused',
    problems: error.rows.length > 0 ? error.rows : [{ code: error.code, line: Number(error.params['line'] ?? 0) }],
    refusal: { code: error.code, params: error.params },
    remarks: [],
  };
}
