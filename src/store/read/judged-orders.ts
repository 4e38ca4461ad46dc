import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';
import { loadRun } from './runs.ts';

/** Under which is left what kept findings of orders rest on. */
export const JUDGED_BASIS = 'judged-orders';

/** Orders of `v_odd_order` whose findings were kept and hold as of :asOf. */
export const HOLDS = `findings IS NOT NULL AND holds_from <= :asOf AND (holds_to IS NULL OR holds_to >= :asOf)`;

/** Whether kept findings of orders rest on the same rules: `basis` names them (jobs/order-findings.ts). */
export async function isJudgedBy(db: Database, basis: string): Promise<boolean> {
  return (await loadRun(db, JUDGED_BASIS)) === basis;
}

const ORDERS_AT_ONCE = 400;

/**
 * The kept findings that hold as of a day, as JSON, an order each; those of orders without any are left out. Between
 * one batch and the next the store may be written to.
 */
export async function* loadKeptOrderFindings(db: Database, asOf: Day): AsyncIterable<readonly string[]> {
  let after = 0;
  for (;;) {
    const rows = await db.all<{ order_id: number; findings: string }>(
      `SELECT order_id, findings FROM v_odd_order
       WHERE order_id > :after AND ${HOLDS} AND findings <> '[]' ORDER BY order_id LIMIT ${ORDERS_AT_ONCE}`,
      { after, asOf },
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.order_id;
    yield rows.map((row) => row.findings);
  }
}
