import type { Database } from '../database.ts';

/** Who did what, when. */
export interface NewEvent {
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly operator: string;
  readonly verb: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Appends to the event log; triggers keep its rows from being changed or removed. */
export async function appendEvent(db: Database, event: NewEvent): Promise<void> {
  await db.insert(
    'event',
    ['at', 'operator', 'verb', 'target', 'detail'],
    [[event.at, event.operator, event.verb, event.target, JSON.stringify(event.detail)]],
  );
}
