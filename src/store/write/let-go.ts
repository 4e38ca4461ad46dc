import type { Database, SqlParams } from '../database.ts';
import { forgetOddOrders } from './odd-orders.ts';
import type { LineKind } from './row-names.ts';

/**
 * Opens the groups again that rest on rows which are counted no more or on another day, but those made by hand; the next
 * match works them out anew. `rows` is a SELECT of their ids.
 */
export async function letGoOf(db: Database, kind: LineKind, rows: string, params: SqlParams): Promise<void> {
  const batches = `SELECT 'batch:' || batch_no FROM settlement_line WHERE id IN (${rows}) AND batch_no IS NOT NULL`;
  const rests =
    kind === 'bank'
      ? `m.item = 'bank' AND m.item_id IN (${rows})`
      : `(m.item = 'line' AND m.item_id IN (${rows}) OR m.item = 'batch' AND m.ref IN (${batches}))`;
  await db.run(
    `DELETE FROM match_member WHERE group_id IN (
       SELECT m.group_id FROM match_member m JOIN match_group g ON g.id = m.group_id WHERE g.state <> 'manual' AND ${rests})`,
    params,
  );
  await db.run(
    `DELETE FROM match_group WHERE state <> 'manual' AND NOT EXISTS (SELECT 1 FROM match_member m WHERE m.group_id = match_group.id)`,
  );
  if (kind === 'bank') return;
  await forgetOddOrders(db);
  await db.run(`DELETE FROM line_match WHERE line_id IN (${rows})`, params);
  await db.run(`DELETE FROM fund_tie WHERE fund_line_id IN (${rows}) OR trade_line_id IN (${rows})`, params);
}
