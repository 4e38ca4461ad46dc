import type { Database } from '../database.ts';
import {
  loadKeptBasis,
  ODD_BASIS,
  oddOrders,
  rateParams,
  type OddBasis,
  type RateFraction,
} from '../read/odd-orders.ts';
import { BY_HAND, type KeyedOutcome } from './keyed-matches.ts';
import { saveRun } from './runs.ts';

/** Called after the keyed passes, in the same unit of work: keeps what they leave to be judged one by one. */
export async function keepOddOrders(
  db: Database,
  rates: readonly RateFraction[],
  { wentOn, held }: KeyedOutcome,
): Promise<void> {
  const kept = await loadKeptBasis(db, rates);
  const goesOn = kept !== undefined && wentOn !== undefined && (await lookAgain(db, kept.basis, wentOn));
  if (!goesOn) await lookAtAll(db, rates);
  const basis: OddBasis = { ...(await basisNow(db, rates, goesOn ? kept.basis : undefined)), held };
  await saveRun(db, ODD_BASIS, JSON.stringify(basis));
}

/** Called when matches change otherwise: the next match looks at all orders. */
export async function forgetOddOrders(db: Database): Promise<void> {
  await db.run('DELETE FROM run WHERE verb = :verb', { verb: ODD_BASIS });
}

async function lookAtAll(db: Database, rates: readonly RateFraction[]): Promise<void> {
  await db.run('DELETE FROM odd_order');
  await db.run(
    `INSERT INTO odd_order (order_id, account_id)
     SELECT id, account_id FROM (${oddOrders(rates, { from: 'v_order o', before: false })}) AS odd`,
    rateParams(rates),
  );
  await db.run('DELETE FROM lone_line');
  await db.run(
    `INSERT INTO lone_line (line_id, account_id)
     SELECT l.id, l.account_id FROM v_line l
     WHERE ${MAY_HAVE_ORDER}`,
  );
}

/** Whether an order is to be found for line `l` still; whose money another bill tells too is left to the reader. */
const MAY_HAVE_ORDER = `l.kind NOT IN ('payout', 'payout-return', 'transfer', 'deposit', 'reserve', 'release')
  AND NOT EXISTS (SELECT 1 FROM v_line_match m WHERE m.line_id = l.id)`;

/**
 * Looks again at the orders that are new, have another version, or won or lost a line of those that were looked at
 * (`open_line`, keyed-matches.ts), and at lines that are new or were let go; false where a match came about in another way, so that all have to be looked at.
 */
async function lookAgain(
  db: Database,
  { rates, lastOrder, lastLine }: OddBasis,
  { inserted }: NonNullable<KeyedOutcome['wentOn']>,
): Promise<boolean> {
  // CROSS JOIN: the few are looked up among the million, not the other way about.
  const [seen] = await db.all<{ matches: number }>(
    `SELECT COUNT(*) AS matches FROM open_line c CROSS JOIN line_match m WHERE m.line_id = c.line_id AND m.pass <> '${BY_HAND}'`,
  );
  if (seen?.matches !== inserted) return false;
  await db.run('CREATE TEMP TABLE IF NOT EXISTS looked_again (order_id INTEGER PRIMARY KEY)');
  await db.run('DELETE FROM looked_again');
  await db.run(
    `INSERT INTO looked_again (order_id)
     SELECT o.id FROM sales_order n CROSS JOIN sales_order o WHERE o.order_no = n.order_no AND n.id > :lastOrder
     UNION SELECT order_id FROM let_go
     UNION SELECT m.order_id FROM open_line c CROSS JOIN line_match m WHERE m.line_id = c.line_id
     UNION SELECT order_id FROM line_exception WHERE verdict = 'linked'`,
    { lastOrder },
  );
  await db.run('DELETE FROM odd_order WHERE order_id IN (SELECT order_id FROM looked_again)');
  const from = '(SELECT v.* FROM looked_again g CROSS JOIN v_order v WHERE v.id = g.order_id) AS o';
  await db.run(
    `INSERT INTO odd_order (order_id, account_id)
     SELECT id, account_id FROM (${oddOrders(rates, { from, before: false })}) AS odd`,
    rateParams(rates),
  );
  await db.run(`DELETE FROM lone_line WHERE EXISTS (SELECT 1 FROM line_match m WHERE m.line_id = lone_line.line_id)`);
  await db.run(
    `INSERT INTO lone_line (line_id, account_id)
     SELECT l.id, l.account_id FROM v_line l
     WHERE (l.id > :lastLine OR l.id IN (SELECT line_id FROM let_go)) AND ${MAY_HAVE_ORDER}
     ON CONFLICT DO NOTHING`,
    { lastLine },
  );
  return true;
}

async function basisNow(
  db: Database,
  rates: readonly RateFraction[],
  { lastOrder, through }: Pick<OddBasis, 'lastOrder' | 'through'> = { lastOrder: 0, through: '' },
): Promise<OddBasis> {
  const [now] = await db.all<{ last_order: number; last_line: number; booked: string; day: string }>(
    `SELECT (SELECT COALESCE(MAX(id), 0) FROM sales_order) AS last_order,
            (SELECT COALESCE(MAX(id), 0) FROM settlement_line) AS last_line,
            (SELECT COALESCE(MAX(COALESCE(paid_at, ordered_at)), '') FROM sales_order WHERE id > :lastOrder) AS booked,
            (SELECT COALESCE(MAX(day), '') FROM statement_day) AS day`,
    { lastOrder },
  );
  return {
    rates,
    lastOrder: now?.last_order ?? 0,
    lastLine: now?.last_line ?? 0,
    through: [through, now?.booked ?? '', now?.day ?? ''].sort().at(-1) ?? '',
  };
}
