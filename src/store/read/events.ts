import type { Database } from '../database.ts';
import { eventHash, FIRST_LINK, type StoredEvent } from '../event-hash.ts';

/** An event with its link. */
export interface ChainedEvent extends StoredEvent {
  readonly prev_hash: string | null;
  readonly hash: string | null;
}

/** How the chain of events stands: its length and head, and the first event that doesn't follow from the one before. */
export interface ChainState {
  readonly events: number;
  readonly head: string;
  readonly broken?: { readonly seq: number; readonly why: 'missing' | 'other-before' | 'changed' };
  /** Whether each of the heads asked for stands in the chain. */
  readonly holds: ReadonlyMap<string, boolean>;
}

/** Works every link out again, in order. `heads`: links kept elsewhere that must stand in it. */
export async function loadChain(db: Database, heads: readonly string[] = []): Promise<ChainState> {
  const wanted = new Set(heads);
  const seen = new Set<string>();
  let [events, head, last] = [0, FIRST_LINK, 0];
  let broken: ChainState['broken'];
  const rows = db.stream<ChainedEvent>(
    'SELECT seq, at, operator, verb, target, detail, prev_hash, hash FROM event ORDER BY seq',
  );
  for await (const batch of rows) {
    for (const event of batch) {
      broken ??= faultOf(event, last, head);
      head = event.hash ?? '';
      last = event.seq;
      events += 1;
      if (wanted.has(head)) seen.add(head);
    }
  }
  const holds = new Map(heads.map((one) => [one, seen.has(one)]));
  return { events, head, holds, ...(broken === undefined ? {} : { broken }) };
}

function faultOf(event: ChainedEvent, last: number, head: string): ChainState['broken'] {
  if (event.seq !== last + 1 && last > 0) return { seq: last + 1, why: 'missing' };
  if (event.prev_hash !== head) return { seq: event.seq, why: 'other-before' };
  return event.hash === eventHash(head, event) ? undefined : { seq: event.seq, why: 'changed' };
}

/** The head of the chain as it stands; empty before the first event. */
export async function loadHead(db: Database): Promise<string> {
  const [last] = await db.all<{ hash: string }>('SELECT hash FROM event ORDER BY seq DESC LIMIT 1');
  return last?.hash ?? FIRST_LINK;
}

/** Numbers of the last event that isn't one of `nothing`, and of the last backup; 0 where there is none. */
export async function loadLastEvents(
  db: Database,
  nothing: readonly string[],
): Promise<{ readonly lastChange: number; readonly lastBackup: number }> {
  const names = nothing.map((_, index) => `:v${index}`).join(', ');
  const [row] = await db.all<{ changed: number; backup: number }>(
    `SELECT COALESCE(MAX(seq) FILTER (WHERE verb NOT IN (${names})), 0) AS changed,
            COALESCE(MAX(seq) FILTER (WHERE verb = 'backup'), 0) AS backup
     FROM event`,
    Object.fromEntries(nothing.map((verb, index) => [`v${index}`, verb])),
  );
  return { lastChange: row?.changed ?? 0, lastBackup: row?.backup ?? 0 };
}
