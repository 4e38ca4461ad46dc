import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';
import { HOLDS, isJudgedBy, JUDGED_BASIS } from '../read/judged-orders.ts';
import { saveRun } from './runs.ts';

/** An odd order that was judged, and the first and last day as of which its findings hold. */
export interface JudgedOrder {
  readonly orderId: number;
  readonly holdsFrom: string;
  readonly holdsTo: string | undefined;
}

/** Called before orders are judged: nothing is noted yet. */
export async function beginJudging(db: Database): Promise<void> {
  await db.run(
    'CREATE TEMP TABLE IF NOT EXISTS judged_now (order_id INTEGER PRIMARY KEY, holds_from TEXT NOT NULL, holds_to TEXT)',
  );
  await db.run('DELETE FROM judged_now');
}

/** Notes judged orders, some hundred at a time, so that memory doesn't grow with their number. */
export async function noteJudged(db: Database, orders: readonly JudgedOrder[]): Promise<void> {
  const rows = orders.map((one) => [one.orderId, one.holdsFrom, one.holdsTo ?? null]);
  await db.insert('judged_now', ['order_id', 'holds_from', 'holds_to'], rows);
}

/** Notes the kept findings that hold as of a day among those of the day (findings.ts): before any other, in their order. */
export async function noteKeptFindings(db: Database, asOf: Day): Promise<void> {
  await db.run(
    `INSERT INTO finding_now (seq, id, sort_key, code, severity, currency, difference_minor, body)
     SELECT ROW_NUMBER() OVER (ORDER BY f.order_id, f.place), f.id, f.sort_key, f.code, f.severity, f.currency, f.difference_minor, f.body FROM v_odd_finding f CROSS JOIN v_odd_order o
     WHERE o.order_id = f.order_id AND ${HOLDS}`,
    { asOf },
  );
}

/**
 * Keeps what was noted, with the findings noted for it. Those that rest on other rules are dropped. Only where the list
 * of odd orders still is the one they were judged from: nobody else may have written since (the lock of the books).
 */
export async function keepJudged(db: Database, basis: string): Promise<void> {
  if (!(await isJudgedBy(db, basis))) {
    await db.run('UPDATE odd_order SET holds_from = NULL WHERE holds_from IS NOT NULL');
    await db.run('DELETE FROM odd_finding');
    await saveRun(db, JUDGED_BASIS, basis);
  }
  await db.run(
    `UPDATE odd_order SET holds_from = now.holds_from, holds_to = now.holds_to
     FROM judged_now now WHERE now.order_id = odd_order.order_id`,
  );
  await db.run(
    `DELETE FROM odd_finding WHERE order_id IN (SELECT order_id FROM judged_now)
       OR order_id NOT IN (SELECT order_id FROM odd_order WHERE holds_from IS NOT NULL)`,
  );
  await db.run(
    `INSERT INTO odd_finding (order_id, place, account_id, id, sort_key, code, severity, currency, difference_minor, body)
     SELECT o.order_id, f.seq, o.account_id, COALESCE(f.first_id, f.id), f.sort_key, f.code, f.severity, f.currency,
            f.difference_minor, f.body
     FROM finding_now f JOIN odd_order o ON o.order_id = f.kept_for ORDER BY f.kept_for, f.seq`,
  );
  await db.run('DELETE FROM judged_now');
}
