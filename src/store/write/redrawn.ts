import type { Database } from '../database.ts';
import { NAMED, type LineKind } from './row-names.ts';
import { SAME_ROW } from './versions.ts';

/**
 * Whether a statement was drawn up anew: both begin with the same balance, the later one's rows follow on each other
 * without a break, and a row of one number, day and amount left another balance in it. A row was put in before it or
 * taken out then, and the balances carried through. Rows that were only sorted otherwise or left out keep the balance
 * the bank gave them, and an export that counts balances of its own begins with another one.
 */
export async function isDrawnUpAnew(
  db: Database,
  kind: LineKind,
  { before, after }: { readonly before: number; readonly after: number },
): Promise<boolean> {
  const { table, moment } = SAME_ROW[kind];
  const { number, amount } = NAMED[kind];
  const [row] = await db.all<{ rows_moved: number }>(
    `SELECT COUNT(*) AS rows_moved FROM (
       SELECT 1 FROM ${table} r
       WHERE r.statement_id IN (:before, :after) AND r.late_before IS NULL AND ${number} IS NOT NULL
       GROUP BY ${number}
       HAVING COUNT(DISTINCT r.statement_id) = 2 AND COUNT(*) = 2 AND COUNT(DISTINCT substr(COALESCE(r.orig_at, r.${moment}), 1, 10)) = 1
         AND MIN(${amount}) = MAX(${amount}) AND COUNT(DISTINCT r.balance_minor) = 2) AS moved
     WHERE EXISTS (SELECT 1 FROM statement o JOIN statement n ON n.opening_minor = o.opening_minor
                   WHERE o.id = :before AND n.id = :after)
       AND NOT EXISTS (SELECT 1 FROM statement_issue i WHERE i.statement_id = :after AND i.code = 'balance-break')`,
    { before, after },
  );
  return (row?.rows_moved ?? 0) > 0;
}
