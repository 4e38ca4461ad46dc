import type { Day } from '../model/day.ts';
import { StopError } from '../model/problem.ts';
import type { Database } from '../store/database.ts';
import { loadFirstOpenDay } from '../store/read/closings.ts';

/** A decision holds from its day: one of a closed month is refused (PERIOD_CLOSED), with the first day that may be taken. */
export async function refuseClosedDay(db: Database, on: Day): Promise<void> {
  const open = await loadFirstOpenDay(db);
  if (open !== undefined && on < open) throw new StopError('PERIOD_CLOSED', { month: on.slice(0, 7), open });
}
