import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import { loadClosings, loadSnapshot } from '../store/read/closings.ts';
import { saveMonth } from '../store/write/closings.ts';
import { appendEvent } from '../store/write/events.ts';

export interface ReopenRequest {
  readonly month: string;
  readonly reason: string;
  readonly operator: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly dryRun: boolean;
}

export interface Reopened {
  readonly month: string;
  /** The snapshot that stays readable, and its SHA-256. */
  readonly version: number;
  readonly sha256: string;
  /** Months after it that have to be closed again. */
  readonly later: readonly string[];
}

/** Opens a closed month again, for a reason; the months closed after it need to be closed again. */
export async function reopenMonth(books: Books, request: ReopenRequest): Promise<Reopened> {
  const { month, reason, operator, at, dryRun } = request;
  const { db } = books;
  const closings = await loadClosings(db);
  const own = closings.find((one) => one.month === month);
  if (own?.state !== 'closed') throw new StopError('PERIOD_NOT_READY', { month, reason: 'not-closed' });
  const later = closings.filter((one) => one.month > month && one.state === 'closed');
  const hard = [own, ...later].find((one) => one.isHard);
  if (hard) throw new StopError('PERIOD_CLOSED', { month: hard.month, what: '--hard' });
  const snapshot = await loadSnapshot(db, month, own.version);
  const sha256 = snapshot?.sha256 ?? '';
  const answer = { month, version: own.version, sha256, later: later.map((one) => one.month) };
  if (dryRun) return answer;
  await db.atomic(async () => {
    await appendEvent(db, { at, operator, verb: 'reopen', target: month, detail: { reason, supersedes: sha256 } });
    await saveMonth(db, { ...own, state: 'reopened' });
    for (const one of later) await saveMonth(db, { ...one, state: 'needs-reclose' });
  });
  return answer;
}
