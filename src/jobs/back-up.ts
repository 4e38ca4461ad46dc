import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import { loadHead } from '../store/read/events.ts';
import { backUpTo } from '../store/write/backup.ts';
import { appendEvent } from '../store/write/events.ts';
import { verifyDatabase } from './verify-books.ts';

export interface BackUp {
  /** Where it goes, absolute; nothing may stand there. */
  readonly target: string;
  /** As it was given, for the log. */
  readonly name: string;
  readonly operator: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly dryRun: boolean;
}

export interface BackUpAnswer {
  readonly sha256: string;
  /** The last link of the audit chain in the copy. */
  readonly head: string;
}

/** A copy of the database that was looked through before it stood in its place. Others read on meanwhile. */
export async function backUp(books: Books, { target, name, operator, at, dryRun }: BackUp): Promise<BackUpAnswer> {
  const head = await loadHead(books.db);
  if (dryRun) return { sha256: '', head };
  const sha256 = await backUpTo(books.db, target, async (copy) => {
    const { parts } = await verifyDatabase(copy, head === '' ? [] : [head]);
    if (parts.some((part) => part.faults.length > 0)) throw new StopError('BOOKS_DAMAGED', { path: target });
  });
  await books.db.atomic(() =>
    appendEvent(books.db, { at, operator, verb: 'backup', target: name, detail: { sha256, head } }),
  );
  return { sha256, head };
}
