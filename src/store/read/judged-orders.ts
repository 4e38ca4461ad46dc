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

/** The kept findings that hold as of a day, as JSON, an order each; those of orders without any are left out. */
export async function* loadKeptOrderFindings(db: Database, asOf: Day): AsyncIterable<readonly string[]> {
  for await (const batch of db.stream<{ findings: string }>(
    `SELECT findings FROM v_odd_order WHERE ${HOLDS} AND findings <> '[]' ORDER BY order_id`,
    { asOf },
  )) {
    yield batch.map((row) => row.findings);
  }
}
