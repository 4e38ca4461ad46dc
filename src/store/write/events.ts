import type { Database } from '../database.ts';
import { eventHash, FIRST_LINK } from '../event-hash.ts';

/** Who did what, when. */
export interface NewEvent {
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly operator: string;
  readonly verb: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/**
 * Appends to the event log, each event chained to the one before it; triggers keep its rows from being changed or
 * removed. The new head of the chain.
 */
export async function appendEvent(db: Database, event: NewEvent): Promise<string> {
  const [last] = await db.all<{ seq: number; hash: string }>(`SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1`);
  const prev = last?.hash ?? FIRST_LINK;
  const { at, operator, verb, target } = event;
  const stored = { seq: (last?.seq ?? 0) + 1, at, operator, verb, target, detail: JSON.stringify(event.detail) };
  const hash = eventHash(prev, stored);
  await db.insert(
    'event',
    ['seq', 'at', 'operator', 'verb', 'target', 'detail', 'prev_hash', 'hash'],
    [[stored.seq, at, operator, verb, target, stored.detail, prev, hash]],
  );
  return hash;
}
