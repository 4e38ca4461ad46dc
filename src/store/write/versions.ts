import type { Day } from '../../model/day.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Database } from '../database.ts';
import { noteStaleLines, noteStaleOrders } from './keyed-matches.ts';
import { sumDays } from './statement-days.ts';

/**
 * Two statements may cover the same days. Every row of every file stays stored; of rows that say the same, one is kept
 * for the books: the nth equal row of one file is the nth equal row of another, so two real equal rows of one file
 * stay two. Which file's row is kept doesn't depend on the order of import.
 */
export const SAME_ROW: Readonly<
  Record<'settlement' | 'bank', { readonly table: string; readonly moment: string; readonly content: string }>
> = {
  settlement: {
    table: 'settlement_line',
    moment: 'occurred_at',
    content: `r.bill, r.kind, r.occurred_at, r.order_no, r.trade_no, r.refund_no, r.batch_no, r.gross_minor, r.fee_minor,
              r.net_minor, r.currency, r.balance_minor`,
  },
  bank: {
    table: 'bank_line',
    moment: 'booked_at',
    // With a serial number of the bank, day and amount say enough; without one everything printed must agree.
    content: `substr(r.booked_at, 1, 10), r.amount_minor, r.currency, r.reference, CASE WHEN r.reference IS NULL THEN r.balance_minor END,
              CASE WHEN r.reference IS NULL THEN r.booked_at END, CASE WHEN r.reference IS NULL THEN r.counterparty END,
              CASE WHEN r.reference IS NULL THEN r.memo END`,
  },
};

/** Two rows, each by its alias, print the same: a condition of all the cells of `content`, absent ones too. */
export function printsTheSame(content: string, one: string, other: string): string {
  return content
    .split(/,(?![^(]*\))/u)
    .map((cell) => cell.trim())
    .map((cell) => `${cell.replaceAll('r.', `${one}.`)} IS NOT DISTINCT FROM ${cell.replaceAll('r.', `${other}.`)}`)
    .join(' AND ');
}

/**
 * Decides anew which rows are kept on the days of a statement just stored, where others of its account overlap it; in
 * closed months nothing is decided anew (late-data.ts).
 * Returns how many of its rows were known already.
 */
export async function keepOneOfEach(
  db: Database,
  kind: 'settlement' | 'bank',
  statementId: number,
  firstOpenDay?: Day,
): Promise<number> {
  const overlap = await db.all<{ id: number; first_id: number; last_id: number }>(
    `SELECT o.id, o.first_id, o.last_id FROM statement n
     JOIN statement o ON o.account_id = n.account_id AND o.kind = n.kind AND o.from_on <= n.to_on AND o.to_on >= n.from_on
     WHERE n.id = :statementId AND o.line_count > 0 AND o.replaced_by IS NULL`,
    { statementId },
  );
  if (kind === 'settlement' && overlap.length < 2) await sumDays(db, [statementId]);
  const gaveWay = await openRowsOfReplaced(db, kind, statementId);
  if (overlap.length < 2 && gaveWay === 0) return 0;
  const { table, moment, content } = SAME_ROW[kind];
  const before = await keptOn(db, kind, statementId);
  const ids = overlap.map((statement) => statement.id).join(', ');
  await db.run(
    `WITH numbered AS (
       SELECT r.*, s.from_on, s.to_on, f.sha256, f.name, ROW_NUMBER() OVER (PARTITION BY r.statement_id, ${content} ORDER BY r.line) AS occurrence
       FROM ${table} r
       JOIN statement s ON s.id = r.statement_id JOIN file f ON f.id = s.file_id
       JOIN statement n ON n.id = :statementId
       WHERE r.statement_id IN (${ids}) AND substr(r.${moment}, 1, 10) BETWEEN n.from_on AND n.to_on
         AND r.orig_at IS NULL AND r.${moment} >= :firstOpenDay
     ), ranked AS (
       SELECT r.id, ROW_NUMBER() OVER (PARTITION BY r.occurrence, ${content}
                                       ORDER BY r.from_on, r.to_on, r.sha256, r.name, r.line) AS rank
       FROM numbered r
     )
     UPDATE ${table} SET kept = CASE WHEN ranked.rank = 1 THEN 1 ELSE 0 END
     FROM ranked WHERE ranked.id = ${table}.id`,
    { statementId, firstOpenDay: firstOpenDay ?? '' },
  );
  if (kind === 'settlement') {
    const statements = overlap.map((statement) => statement.id);
    await sumDays(db, statements);
    await noteStaleLines(db, statements);
  }
  return gaveWay > 0 ? gaveWay : before - (await keptOn(db, kind, statementId));
}

/** Rows of a statement that gave way to one before it (revisions.ts): that one has them all. */
async function openRowsOfReplaced(db: Database, kind: 'settlement' | 'bank', statementId: number): Promise<number> {
  const [row] = await db.all<{ count: number }>(
    `SELECT COUNT(*) AS count FROM ${SAME_ROW[kind].table} r JOIN statement n ON n.id = r.statement_id
     WHERE n.id = :statementId AND n.replaced_by IS NOT NULL AND r.orig_at IS NULL`,
    { statementId },
  );
  return row?.count ?? 0;
}

/** Kept rows of the account on the days of a statement. */
async function keptOn(db: Database, kind: 'settlement' | 'bank', statementId: number): Promise<number> {
  const { table, moment } = SAME_ROW[kind];
  const [row] = await db.all<{ kept: number }>(
    `SELECT COUNT(*) AS kept FROM ${table} r JOIN statement n ON n.id = :statementId
     WHERE r.account_id = n.account_id AND r.kept = 1 AND r.orig_at IS NULL AND substr(r.${moment}, 1, 10) BETWEEN n.from_on AND n.to_on`,
    { statementId },
  );
  return row?.kept ?? 0;
}

interface Versioned {
  readonly table: string;
  readonly key: string;
  readonly content: string;
  readonly progress: string;
}

/** How a status has moved on: of two exports that reach equally far, the further one is newer. */
const STATUS_RANK = `CASE r.status WHEN 'unpaid' THEN 0 WHEN 'paid' THEN 1 WHEN 'shipped' THEN 2 WHEN 'completed' THEN 3
                     WHEN 'cancelled' THEN 4 ELSE -1 END`;

const VERSIONED: Readonly<Record<'orders' | 'invoices' | 'customers' | 'receipts' | 'rates', Versioned>> = {
  orders: {
    table: 'sales_order',
    key: 'order_no',
    content: `platform, shop, customer, ordered_at, paid_at, shipped_at, confirmed_at, status, currency, gross_minor, discount_minor,
              shipping_minor, payable_minor, refunded_minor, due_on, salesperson, trade_no, payment_method`,
    progress: `${STATUS_RANK} DESC, COALESCE(r.refunded_minor, -1) DESC, r.payable_minor DESC`,
  },
  invoices: {
    table: 'invoice',
    key: 'invoice_no',
    content: `kind, issued_on, customer, customer_tax_id, order_no, net_minor, tax_rate, tax_minor, total_minor, currency, due_on,
              original_no, notified_on`,
    progress: `COALESCE(r.notified_on, '') DESC, r.total_minor DESC`,
  },
  customers: {
    table: 'customer',
    key: 'customer',
    content: 'aliases, tax_id, bank_accounts, terms, credit_limit_minor, salesperson, contact, currency',
    progress: `COALESCE(r.aliases, '') DESC, COALESCE(r.terms, '') DESC`,
  },
  receipts: {
    table: 'receipt',
    key: 'receipt_no',
    content: 'received_on, customer, method, amount_minor, currency, reference, applies_to, cheque_no, status',
    progress: `COALESCE(r.status, '') DESC, r.received_on DESC, r.amount_minor DESC`,
  },
  rates: { table: 'exchange_rate', key: 'name', content: 'rate, source', progress: `r.rate DESC` },
};

/**
 * A later export of an order (invoice, customer, receipt, rate) is its new version. Marks the newest of each number that the
 * statement just stored names; which one that is depends on the files' contents, not on the order of import. Returns
 * how many of its rows say exactly what another stored row says.
 */
export async function keepNewest(db: Database, kind: keyof typeof VERSIONED, statementId: number): Promise<number> {
  const { table, key, content, progress } = VERSIONED[kind];
  if ((await markToldTwice(db, VERSIONED[kind], statementId)) === 0) return 0;
  await db.run(
    `WITH ranked AS (
       SELECT r.id, ROW_NUMBER() OVER (PARTITION BY r.${key} ORDER BY COALESCE(s.horizon, '') DESC, ${progress}, f.sha256, r.line) AS rank
       FROM told_twice t CROSS JOIN ${table} r
       JOIN statement s ON s.id = r.statement_id JOIN file f ON f.id = s.file_id
       WHERE r.${key} = t.number
     )
     UPDATE ${table} SET newest = CASE WHEN ranked.rank = 1 THEN 1 ELSE 0 END,
       superseded_by = CASE WHEN newest = 1 AND ranked.rank > 1 AND statement_id <> :statementId THEN :statementId ELSE superseded_by END
     FROM ranked WHERE ranked.id = ${table}.id`,
    { statementId },
  );
  if (kind === 'orders') await noteStaleOrders(db);
  const [known] = await db.all<{ known: number }>(
    `SELECT COUNT(*) AS known FROM told_twice t CROSS JOIN ${table} r
     WHERE r.${key} = t.number AND r.statement_id = :statementId AND EXISTS (
       SELECT 1 FROM ${table} o WHERE o.${key} = r.${key} AND o.id < r.id AND ${sameContent(content)})`,
    { statementId },
  );
  return known?.known ?? 0;
}

/** Lists the numbers of a statement just stored that another row names too: all others are new, and have one version. */
async function markToldTwice(db: Database, { table, key }: Versioned, statementId: number): Promise<number> {
  await db.run('CREATE TEMP TABLE IF NOT EXISTS told_twice (number TEXT PRIMARY KEY)');
  await db.run('DELETE FROM told_twice');
  // Where no other statement is, all rows are this one's: their numbers alone are read, in the order of the index.
  const [alone] = await db.all<{ alone: number }>(
    `SELECT CASE WHEN EXISTS (SELECT 1 FROM ${table} WHERE id < (SELECT first_id FROM statement WHERE id = :statementId))
       THEN 0 ELSE 1 END AS alone`,
    { statementId },
  );
  return db.run(
    alone?.alone === 1
      ? `INSERT INTO told_twice (number) SELECT ${key} FROM ${table} GROUP BY ${key} HAVING COUNT(*) > 1`
      : // No DISTINCT: for its sake all numbers of the books would be read in their order.
        `INSERT INTO told_twice (number)
         SELECT r.${key} FROM statement s CROSS JOIN ${table} r
         WHERE s.id = :statementId AND r.id >= s.first_id AND r.statement_id = s.id
           AND EXISTS (SELECT 1 FROM ${table} o WHERE o.${key} = r.${key} AND o.id <> r.id)
         ON CONFLICT DO NOTHING`,
    alone?.alone === 1 ? {} : { statementId },
  );
}

function sameContent(content: string): string {
  return content
    .split(',')
    .map((column) => column.trim())
    .map((column) => `o.${column} IS NOT DISTINCT FROM r.${column}`)
    .join(' AND ');
}

export function isVersioned(kind: StatementKind): kind is keyof typeof VERSIONED {
  return kind in VERSIONED;
}
