import type { WorkingCalendar } from '../model/calendar.ts';
import { StopError } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Books } from '../store/open.ts';
import { loadClosings, loadSnapshot } from '../store/read/closings.ts';
import { saveMonth } from '../store/write/closings.ts';
import { appendEvent } from '../store/write/events.ts';
import { countLateRows, putBackLateRows } from '../store/write/put-back.ts';
import { workOutMatches } from './match-open-items.ts';

export interface ReopenRequest {
  readonly month: string;
  readonly reason: string;
  readonly operator: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly dryRun: boolean;
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
}

export interface Reopened {
  readonly month: string;
  /** The snapshot that stays readable, and its SHA-256. */
  readonly version: number;
  readonly sha256: string;
  /** Months after it that have to be closed again. */
  readonly later: readonly string[];
  /** Rows that came late for these months and go back to their own days. */
  readonly rowsBack: number;
}

/**
 * Opens a closed month again, for a reason; the months closed after it need to be closed again. Rows that came late for
 * them go back to their own days, and matches are worked out anew.
 */
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
  // Months are closed in order: what is closed still ends where the month before begins.
  const stillClosed = closings.filter((one) => one.month < month && one.state === 'closed').at(-1);
  const firstOpenDay = stillClosed?.nextOn ?? '';
  const rowsBack = await countLateRows(db, firstOpenDay);
  const answer = { month, version: own.version, sha256, later: later.map((one) => one.month), rowsBack };
  if (dryRun) return answer;
  await db.atomic(async () => {
    const detail = { reason, supersedes: sha256, ...(rowsBack > 0 && { rows_back: rowsBack }) };
    await appendEvent(db, { at, operator, verb: 'reopen', target: month, detail });
    await saveMonth(db, { ...own, state: 'reopened' });
    for (const one of later) await saveMonth(db, { ...one, state: 'needs-reclose' });
    if (rowsBack === 0) return;
    await putBackLateRows(db, firstOpenDay);
    await workOutMatches(db, request);
  });
  return answer;
}
