import { createHash } from 'node:crypto';

import type { Day } from '../../model/day.ts';
import type { Decision, ReceivableEvent } from '../../model/receivable.ts';
import type { Database } from '../database.ts';

const NAME_LENGTH = 12;

/** A decision is named by its contents, as groups and findings are. */
export function eventName(parts: readonly string[]): string {
  return `e-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, NAME_LENGTH)}`;
}

interface EventRow {
  readonly id: string;
  readonly ref: string;
  readonly on_day: Day;
  readonly operator: string;
  readonly approved_by: string | null;
  readonly reason: string;
  readonly body: string;
  readonly undone_on: Day | null;
}

/**
 * Every decision about receivables whose day is `asOf` or earlier, oldest first; one that is taken back later than
 * `asOf` isn't taken back yet. Without `asOf` all of them.
 */
export async function loadReceivableEvents(db: Database, asOf?: Day): Promise<readonly ReceivableEvent[]> {
  const rows = await db.all<EventRow>(
    `SELECT id, ref, on_day, operator, approved_by, reason, body, undone_on FROM v_receivable_event
     WHERE :asOf IS NULL OR on_day <= :asOf ORDER BY on_day, seq`,
    { asOf: asOf ?? null },
  );
  return rows.map((row) => ({
    id: row.id,
    ref: row.ref,
    on: row.on_day,
    operator: row.operator,
    reason: row.reason,
    decision: JSON.parse(row.body) as Decision,
    ...(row.approved_by === null ? {} : { approvedBy: row.approved_by }),
    ...(row.undone_on === null || (asOf !== undefined && row.undone_on > asOf) ? {} : { undoneOn: row.undone_on }),
  }));
}
