import {
  fingerprint,
  openStatement,
  unpack,
  type ByteSource,
  type Fingerprint,
  type ReadOptions,
} from '../ingest/index.ts';
import type { Money } from '../model/money.ts';
import { StopError, type ProblemParams, type RowProblem } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Books } from '../store/open.ts';
import { isFileKnown, loadStatementsOf } from '../store/read/files.ts';
import { knownRows } from './import-answer.ts';
import { storeStatements } from './store-statements.ts';

export interface ImportOptions extends ReadOptions {
  readonly settings: BookSettings;
  /** `--account`. */
  readonly account?: string;
  /** Store the good rows, keep the bad ones as rejected rows. */
  readonly partial: boolean;
  /** Store a file whose own totals disagree with its rows, with a finding. */
  readonly acceptDifferences: boolean;
  readonly dryRun: boolean;
  readonly operator: string;
  /** ISO 8601 with offset: for the event log only, never in an answer. */
  readonly at: string;
}

/** One row of the answer: a file, or one account's part of it (CLI.md, `import`). Absent where unknown. */
export interface ImportRow {
  readonly file: string;
  readonly sha256?: string;
  readonly format?: string;
  readonly statement?: string;
  readonly kind?: string;
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
  readonly rows: number;
  readonly stored: number;
  readonly known: number;
  readonly rejected: number;
  readonly status: 'stored' | 'known' | 'refused';
  readonly problems: readonly RowProblem[];
  readonly currency?: string;
  readonly credits?: Money;
  readonly debits?: Money;
  readonly opening?: Money;
  readonly closing?: Money;
  readonly pending?: number;
  /** The refusal of a refused file. */
  readonly refusal?: { readonly code: StopError['code']; readonly params: ProblemParams };
  /** Things taken with a remark: an account that settle.yaml doesn't know, totals that differ. */
  readonly remarks: readonly ImportRemark[];
}

export interface ImportRemark {
  readonly kind: 'account-unknown' | 'difference' | 'cell' | 'no-rows';
  readonly params: ProblemParams;
}

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
  for await (const source of sources) {
    try {
      const outer = await fingerprint(source);
      // Archived before it is committed: a stored row always has its file, whatever happens in between.
      const keep = (): Promise<void> => books.archive.keep(outer.sha256, source.open());
      for await (const member of unpack(source, options)) {
        const print = member === source ? outer : await fingerprint(member);
        yield await importOne(books, { source: member, print, archived: outer.sha256, keep }, options);
      }
    } catch (error) {
      yield [refused(source.name, error)];
    }
  }
}

/** A file, or a member of a container, on its way in. */
export interface Incoming {
  readonly source: ByteSource;
  readonly print: Fingerprint;
  /** SHA-256 of what the archive keeps: the file, or the container it came in. */
  readonly archived: string;
  readonly keep: () => Promise<void>;
}

async function importOne(books: Books, incoming: Incoming, options: ImportOptions): Promise<readonly ImportRow[]> {
  const { source, print } = incoming;
  try {
    const before = (await isFileKnown(books.db, print.sha256)) ? await loadStatementsOf(books.db, print.sha256) : [];
    // Equal bytes with rows are the same file whatever it is called; an empty day is told by its name alone.
    if (before.some((statement) => statement.rows > 0)) return knownRows(source.name, print.sha256, before);
    const statements = await openStatement(source, options);
    return await books.db.atomic(async () => {
      const rows = await storeStatements(books.db, statements, { incoming, before, options });
      if (options.dryRun || rows.every((row) => row.status === 'known')) throw new RolledBack(rows);
      await incoming.keep();
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
