import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadChain, type ChainState } from '../store/read/events.ts';
import { loadArchived, loadDamage, loadOrphans, loadShortStatements } from '../store/read/integrity.ts';

export const PARTS = ['database', 'references', 'rows', 'archive', 'audit'] as const;
export type Part = (typeof PARTS)[number];

/** What is wrong with one part of the books: plain data, its words are made when it is printed. */
export interface Fault {
  readonly what:
    | 'damaged'
    | 'orphan'
    | 'rows-missing'
    | 'file-missing'
    | 'file-changed'
    | 'event-missing'
    | 'event-other-before'
    | 'event-changed'
    | 'head-missing';
  readonly params: Readonly<Record<string, string | number>>;
}

/** One part of the books, how much of it was looked at, and what is wrong with it. */
export interface PartState {
  readonly part: Part;
  readonly looked: number;
  readonly faults: readonly Fault[];
}

export interface BooksState {
  readonly parts: readonly PartState[];
  /** The last link of the audit chain, to be kept elsewhere; empty before the first event. */
  readonly head: string;
}

/** Looks through the database, the archive and the audit chain. `heads`: links kept elsewhere that must stand in it. */
export async function verifyBooks(books: Books, heads: readonly string[]): Promise<BooksState> {
  const { parts, head } = await verifyDatabase(books.db, heads);
  const archived = await loadArchived(books.db);
  const files = archived.filter((one, index) => one.archived !== archived[index - 1]?.archived);
  const faults = files.flatMap(({ archived: sha256, name }): readonly Fault[] => {
    const state = books.archive.stateOf(sha256);
    return state === 'ok' ? [] : [{ what: `file-${state}`, params: { file: name, sha256 } }];
  });
  const archive: PartState = { part: 'archive', looked: files.length, faults };
  const all = [...parts, archive];
  return { head, parts: PARTS.flatMap((name) => all.filter((one) => one.part === name)) };
}

/** Everything but the archive: also for a copy of the books. */
export async function verifyDatabase(db: Database, heads: readonly string[]): Promise<BooksState> {
  const damage = await loadDamage(db);
  const orphans = await loadOrphans(db);
  const short = await loadShortStatements(db);
  const chain = await loadChain(db, heads);
  return {
    head: chain.head,
    parts: [
      { part: 'database', looked: 1, faults: damage.map((text) => ({ what: 'damaged', params: { text } })) },
      {
        part: 'references',
        looked: 1,
        faults: orphans.map(({ table, rowid, parent }) => ({
          what: 'orphan',
          params: { table, row: rowid ?? 0, parent },
        })),
      },
      {
        part: 'rows',
        looked: 1,
        faults: short.map(({ file, expected, actual }) => ({
          what: 'rows-missing',
          params: { file, expected, actual },
        })),
      },
      { part: 'audit', looked: chain.events, faults: chainFaults(chain) },
    ],
  };
}

function chainFaults({ broken, holds }: ChainState): readonly Fault[] {
  const missing = [...holds].filter(([, isThere]) => !isThere);
  return [
    ...(broken === undefined ? [] : [{ what: `event-${broken.why}` as const, params: { seq: broken.seq } }]),
    ...missing.map(([head]): Fault => ({ what: 'head-missing', params: { head } })),
  ];
}
