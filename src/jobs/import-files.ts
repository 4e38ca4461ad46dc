import { fingerprint, openStatements, unpack, type Fingerprint, type ByteSource } from '../ingest/index.ts';
import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import { isFileKnown, loadStatementsOf } from '../store/read/files.ts';
import { loadSignatures } from '../store/read/signatures.ts';
import { adoptAccounts } from './adopt-accounts.ts';
import { knownRows } from './import-answer.ts';
import type { ImportOptions, ImportRow, Incoming } from './import-contract.ts';
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
  for await (const source of sources) {
    try {
      const outer = await fingerprint(source);
      const keep = (): Promise<void> => books.archive.keep(outer.sha256, source.open());
      for await (const member of unpack(source, options)) {
        const print = member === source ? outer : undefined;
        yield await importMember(books, { source: member, archived: outer.sha256, keep }, { print, options: told });
      }
    } catch (error) {
      yield [refused(source.name, error)];
    }
  }
}

/** A member that can't even be read is refused by itself: the others of its container go in. */
async function importMember(
  books: Books,
  incoming: Omit<Incoming, 'print'>,
  { print, options }: { readonly print: Fingerprint | undefined; readonly options: ImportOptions },
): Promise<readonly ImportRow[]> {
  try {
    const own = print ?? (await fingerprint(incoming.source));
    return await importOne(books, { ...incoming, print: own }, options);
  } catch (error) {
    return [refused(incoming.source.name, error)];
  }
}

async function importOne(books: Books, incoming: Incoming, options: ImportOptions): Promise<readonly ImportRow[]> {
  const { source, print } = incoming;
  try {
    const isKnown = await isFileKnown(books.db, print.sha256);
    const before = isKnown ? await loadStatementsOf(books.db, print.sha256) : [];
    // Equal bytes with rows are the same file whatever it is called; an empty day is told by its name alone.
    if (before.some((statement) => statement.rows > 0)) return knownRows(source.name, print.sha256, before);
    const statements = openStatements(source, options);
    return await books.db.atomic(async () => {
      const rows = await storeStatements(books.db, statements, { incoming, isKnown, before, options });
      if (options.dryRun || rows.every((row) => row.status === 'known' && row.rows === 0)) throw new RolledBack(rows);
      return rows;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.rows;
    return [refused(source.name, error, print.sha256)];
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
