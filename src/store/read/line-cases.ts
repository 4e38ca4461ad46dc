import type { LineFacts } from '../../model/case.ts';
import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';
import { loadOddBasis, type RateFraction } from './odd-orders.ts';
import { LINE_COLUMNS, lineFacts, type LineRow, type OrderWithLines } from './order-cases.ts';

const LONE = 'SELECT l.id FROM v_line l WHERE NOT EXISTS (SELECT 1 FROM v_line_match m WHERE m.line_id = l.id)';

const LINES_AT_ONCE = 400;

/**
 * Sale and refund lines whose order the books don't have, gathered by order number, else by trade, in one
 * currency. Between one and the next the store may be written to.
 */
export async function* loadLinesWithoutOrder(
  db: Database,
  next: Day,
  rates: readonly RateFraction[],
): AsyncIterable<OrderWithLines> {
  let name: string | undefined;
  let lines: LineFacts[] = [];
  const last = await askForLines(db, next, (await loadOddBasis(db, rates)) !== undefined);
  for (let from = 1; from <= last; from += LINES_AT_ONCE) {
    for (const row of await loadAskedLines(db, from)) {
      if (row.name !== name && lines.length > 0) {
        yield gathered(lines);
        lines = [];
      }
      name = row.name;
      lines.push(lineFacts(row));
    }
  }
  if (lines.length > 0) yield gathered(lines);
}

function gathered(lines: readonly LineFacts[]): OrderWithLines {
  const orderNo = lines.find((line) => line.orderNo !== undefined)?.orderNo;
  return { duplicates: [], lines, ...(orderNo === undefined ? {} : { orderNo }) };
}

/** Puts the lines in their order into `asked_line`; how many there are. */
async function askForLines(db: Database, next: Day, isKept: boolean): Promise<number> {
  await db.run('CREATE TEMP TABLE IF NOT EXISTS asked_line (place INTEGER PRIMARY KEY, id INTEGER, name TEXT)');
  await db.run('DELETE FROM asked_line');
  return db.run(
    `INSERT INTO asked_line (place, id, name)
     WITH alone (id) AS (
       ${isKept ? 'SELECT line_id FROM v_lone_line' : LONE}
       UNION ALL
       -- As of that day the order wasn't in the books yet: looked for only where an export reaches that far.
       SELECT m.line_id
       FROM (SELECT MIN(id) AS one FROM v_statement
             WHERE kind = 'orders' AND (horizon IS NULL OR horizon >= :next) HAVING COUNT(*) > 0) AS later
       CROSS JOIN v_order o JOIN v_line_match m ON m.order_id = o.id
       WHERE COALESCE(o.ordered_at, o.paid_at) >= :next
     ), named AS (
       SELECT l.id, l.occurred_at, p.file, l.line,
              COALESCE(l.order_no, l.trade_no, p.file || ':' || l.line) || ' ' || l.currency AS name
       FROM alone CROSS JOIN v_line l JOIN v_place p ON p.statement_id = l.statement_id
       WHERE l.id = alone.id AND l.kind IN ('sale', 'refund') AND l.occurred_at < :next
         AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))
     )
     SELECT ROW_NUMBER() OVER (ORDER BY name, occurred_at, file, line), id, name FROM named`,
    { next },
  );
}

async function loadAskedLines(db: Database, from: number): Promise<readonly (LineRow & { readonly name: string })[]> {
  return db.all(
    `SELECT ${LINE_COLUMNS}, c.name
     FROM asked_line c CROSS JOIN v_line l JOIN v_account a ON a.id = l.account_id
     JOIN v_place p ON p.statement_id = l.statement_id
     WHERE l.id = c.id AND c.place BETWEEN :from AND :to ORDER BY c.place`,
    { from, to: from + LINES_AT_ONCE - 1 },
  );
}

/** Chargebacks, and money whose type the format doesn't know. */
export async function loadUnusualLines(
  db: Database,
  next: Day,
): Promise<readonly { readonly line: LineFacts; readonly hasOrder: boolean }[]> {
  const rows = await db.all<LineRow & { readonly has_order: number }>(
    `SELECT ${LINE_COLUMNS}, CASE WHEN m.line_id IS NULL AND l.order_no IS NULL THEN 0 ELSE 1 END AS has_order
     FROM v_line l JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
     LEFT JOIN v_line_match m ON m.line_id = l.id
     WHERE l.kind IN ('chargeback', 'unknown') AND l.occurred_at < :next
       AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))
     ORDER BY l.occurred_at, p.file, l.line`,
    { next },
  );
  return rows.map((row) => ({ line: lineFacts(row), hasOrder: row.has_order === 1 }));
}
