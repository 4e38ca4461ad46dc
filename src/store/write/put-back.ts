import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';
import { letGoOf } from './let-go.ts';
import { forgetOddOrders } from './odd-orders.ts';
import { replaceEarlier } from './revisions.ts';
import type { LineKind } from './row-names.ts';
import { sumDaysOfAccount } from './statement-days.ts';
import { keepOneOfEach, SAME_ROW } from './versions.ts';

const LINE_KINDS = ['settlement', 'bank'] as const;

/** Numbers with versions keep their own day and are only marked as late; that day, as late-rows.ts takes it. */
const MARKED = [
  { table: 'sales_order', day: 'COALESCE(paid_at, ordered_at)' },
  { table: 'invoice', day: 'issued_on' },
  { table: 'receipt', day: 'received_on' },
] as const;

/** Late rows of days that are open again, and adjustments made from such rows. */
const LATE = 'orig_at >= :firstOpenDay';

/** How many rows came late for months that are closed now and will be open from that day on; adjustments aren't rows. */
export async function countLateRows(db: Database, firstOpenDay: Day | ''): Promise<number> {
  const counts = [
    ...LINE_KINDS.map(
      (kind) => `SELECT COUNT(*) AS late FROM ${SAME_ROW[kind].table} WHERE ${LATE} AND late_before IS NULL`,
    ),
    ...MARKED.map(
      ({ table, day }) => `SELECT COUNT(*) FROM ${table} WHERE late_on IS NOT NULL AND ${day} >= :firstOpenDay`,
    ),
  ];
  const [row] = await db.all<{ late: number }>(
    `SELECT SUM(late) AS late FROM (${counts.join(' UNION ALL ')}) AS counted`,
    {
      firstOpenDay,
    },
  );
  return row?.late ?? 0;
}

/**
 * Called once months are open again, from `firstOpenDay` on (empty: all of them). Rows that came late for them go back
 * to their own days, adjustments made from them count no more, and their statements are held against earlier ones as if
 * they had come while the month was open. Rows late for a month that stays closed stay where they count.
 */
export async function putBackLateRows(db: Database, firstOpenDay: Day | ''): Promise<void> {
  for (const kind of LINE_KINDS) await putBackLines(db, kind, firstOpenDay);
  for (const { table, day } of MARKED) {
    await db.run(`UPDATE ${table} SET late_on = NULL WHERE late_on IS NOT NULL AND ${day} >= :firstOpenDay`, {
      firstOpenDay,
    });
  }
  await forgetOddOrders(db);
}

async function putBackLines(db: Database, kind: LineKind, firstOpenDay: Day | ''): Promise<void> {
  const { table, moment } = SAME_ROW[kind];
  const statements = await db.all<{ id: number; account: number; replaced: number }>(
    `SELECT s.id, s.account_id AS account, CASE WHEN s.replaced_by IS NULL THEN 0 ELSE 1 END AS replaced FROM statement s
     WHERE s.id IN (SELECT statement_id FROM ${table} WHERE ${LATE}) ORDER BY s.id`,
    { firstOpenDay },
  );
  if (statements.length === 0) return;
  // A statement that was replaced while the month was closed lost its open days only.
  const replaced = `kept = 1 AND orig_at IS NULL AND ${moment} >= :firstOpenDay
    AND statement_id IN (SELECT id FROM statement WHERE replaced_by IS NOT NULL)`;
  for (const rows of [LATE, replaced]) {
    await letGoOf(db, kind, `SELECT id FROM ${table} WHERE ${rows}`, { firstOpenDay });
    await db.run(`UPDATE ${table} SET kept = 0 WHERE ${rows}`, { firstOpenDay });
  }
  await db.run(
    `UPDATE ${table} SET ${moment} = orig_at, orig_at = NULL,
       kept = (SELECT CASE WHEN s.replaced_by IS NULL THEN 1 ELSE 0 END FROM statement s WHERE s.id = ${table}.statement_id)
     WHERE ${LATE} AND late_before IS NULL`,
    { firstOpenDay },
  );
  await db.run(`UPDATE statement SET late = 0 WHERE late = 1 AND to_on >= :firstOpenDay`, { firstOpenDay });
  for (const { id } of statements.filter((one) => one.replaced === 0)) {
    await replaceEarlier(db, kind, id, firstOpenDay);
    await keepOneOfEach(db, kind, id, firstOpenDay === '' ? undefined : firstOpenDay);
  }
  if (kind === 'settlement') {
    for (const account of new Set(statements.map((one) => one.account))) await sumDaysOfAccount(db, account);
  }
}
