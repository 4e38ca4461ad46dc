import type { Database } from '../database.ts';
import { loadRun } from './runs.ts';

/** Under which is left what kept findings of orders rest on. */
export const JUDGED_BASIS = 'judged-orders';

/** Orders of `v_odd_order` that were judged, and whose findings hold as of :asOf. */
export const HOLDS = `holds_from IS NOT NULL AND holds_from <= :asOf AND (holds_to IS NULL OR holds_to >= :asOf)`;

/** Whether kept findings of orders rest on the same rules: `basis` names them (jobs/order-findings.ts). */
export async function isJudgedBy(db: Database, basis: string): Promise<boolean> {
  return (await loadRun(db, JUDGED_BASIS)) === basis;
}
