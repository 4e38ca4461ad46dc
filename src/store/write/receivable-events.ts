import type { Day } from '../../model/day.ts';
import type { Decision } from '../../model/receivable.ts';
import type { Database } from '../database.ts';
import { eventName } from '../read/receivable-events.ts';

/** A decision about a receivable, ready to be kept. */
export interface NewReceivableEvent {
  readonly ref: string;
  readonly on: Day;
  readonly reason: string;
  readonly operator: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly approvedBy?: string;
  readonly decision: Decision;
}

/** Appends a decision; its name. The same decision on one day is told apart by its number. */
export async function saveReceivableEvent(db: Database, event: NewReceivableEvent): Promise<string> {
  const { kind } = event.decision;
  const body = JSON.stringify(event.decision);
  const [row] = await db.all<{ nth: number }>(
    `SELECT COUNT(*) AS nth FROM receivable_event WHERE kind = :kind AND ref = :ref AND on_day = :on AND body = :body`,
    { kind, ref: event.ref, on: event.on, body },
  );
  const id = eventName([kind, event.ref, event.on, body, String(row?.nth ?? 0)]);
  await insert(db, { ...event, id, kind, body, undoes: null });
  return id;
}

/** Takes a decision back from a day on: a row of its own, the first one stays. */
export async function saveUndo(
  db: Database,
  undo: Omit<NewReceivableEvent, 'decision'> & { readonly undoes: string },
): Promise<string> {
  const id = eventName(['undo', undo.undoes]);
  await insert(db, { ...undo, id, kind: 'undo', body: '{}' });
  return id;
}

interface Cells extends Omit<NewReceivableEvent, 'decision'> {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  readonly undoes: string | null;
}

async function insert(
  db: Database,
  { id, kind, ref, on, at, operator, approvedBy, reason, body, undoes }: Cells,
): Promise<void> {
  await db.insert(
    'receivable_event',
    ['id', 'account_id', 'kind', 'ref', 'on_day', 'recorded_at', 'operator', 'approved_by', 'reason', 'body', 'undoes'],
    [[id, 0, kind, ref, on, at, operator, approvedBy ?? null, reason, body, undoes]],
  );
}
