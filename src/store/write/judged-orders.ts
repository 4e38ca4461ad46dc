import type { Database } from '../database.ts';
import { isJudgedBy, JUDGED_BASIS } from '../read/judged-orders.ts';
import { saveRun } from './runs.ts';

/** An odd order that was judged: its findings as JSON, and the first and last day as of which they hold. */
export interface JudgedOrder {
  readonly orderId: number;
  readonly findings: string;
  readonly holdsFrom: string;
  readonly holdsTo: string | undefined;
}

const COLUMNS = ['order_id', 'findings', 'holds_from', 'holds_to'];

/** Called before orders are judged: nothing is noted yet. */
export async function beginJudging(db: Database): Promise<void> {
  await db.run(
    `CREATE TEMP TABLE IF NOT EXISTS judged_now
       (order_id INTEGER PRIMARY KEY, findings TEXT, holds_from TEXT, holds_to TEXT)`,
  );
  await db.run('DELETE FROM judged_now');
}

/** Notes judged orders, some hundred at a time, so that memory doesn't grow with their number. */
export async function noteJudged(db: Database, orders: readonly JudgedOrder[]): Promise<void> {
  const rows = orders.map((one) => [one.orderId, one.findings, one.holdsFrom, one.holdsTo ?? null]);
  await db.insert('judged_now', COLUMNS, rows);
}

/**
 * Keeps what was noted. Findings that rest on other rules are dropped. Only where the list of odd orders still is the
 * one they were judged from: nobody else may have written since (the lock of the books).
 */
export async function keepJudged(db: Database, basis: string): Promise<void> {
  if (!(await isJudgedBy(db, basis))) {
    await db.run('UPDATE odd_order SET findings = NULL WHERE findings IS NOT NULL');
    await saveRun(db, JUDGED_BASIS, basis);
  }
  await db.run(
    `UPDATE odd_order SET findings = now.findings, holds_from = now.holds_from, holds_to = now.holds_to
     FROM judged_now now WHERE now.order_id = odd_order.order_id`,
  );
  await db.run('DELETE FROM judged_now');
}
