import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { measure, type Measured } from './measure.ts';
import type { BenchMonth } from './month.ts';
import { ORDER_CODES } from './stages.ts';

export const ORDER_COLUMNS =
  'order_no,platform,shop,customer,ordered_at,paid_at,status,currency,gross,discount,shipping,payable,refunded,due_on,salesperson,method';
export const BANK_COLUMNS =
  'account,name,at,booked_on,debit,credit,balance,other_account,other_name,other_bank,memo,note,reference,currency';
export const TRADE_COLUMNS = Array.from({ length: 27 }, (_, index) => `c${String(index + 1)}`).join(',');

/** Another program's run over the same files. */
export interface PlainRun {
  readonly measured: Measured;
  readonly found: number;
}

/** The reconciliation in the sqlite3 shell, as a whole process. */
export async function runSqlite3(scratch: string, month: BenchMonth): Promise<PlainRun> {
  const exceptions = join(scratch, 'exceptions.csv');
  const output = join(scratch, 'sqlite3.out');
  const input = plainSql(month, exceptions);
  const measured = await measure({ program: 'sqlite3', args: [join(scratch, 'plain.db')], output, input });
  if (measured.exit !== 0) throw new Error(`sqlite3 ended with ${String(measured.exit)}`);
  return { measured, found: exceptionsFound(exceptions) };
}

/** Exceptions of the orders' side in the file that a program wrote them to. */
export function exceptionsFound(path: string): number {
  const codes = readFileSync(path, 'utf8')
    .split('\n')
    .map((row) => row.trim().split(',')[0] ?? '');
  return codes.filter((code) => ORDER_CODES.has(code)).length;
}

/**
 * The same reconciliation as anybody would write it for the sqlite3 shell: `.import`, copy into typed tables (backticks
 * and total lines stripped), index after the load, join, write the exceptions to a file, one line each. All in one
 * transaction, so that thirty small imports don't wait for the disk thirty times.
 */
function plainSql(month: BenchMonth, exceptions: string): string {
  const imports = month.trades.map((path) => `.import --skip 1 "${path}" raw_trades`);
  return [
    '.mode csv',
    'BEGIN;',
    `CREATE TABLE raw_orders(${ORDER_COLUMNS});`,
    `CREATE TABLE raw_trades(${TRADE_COLUMNS});`,
    `CREATE TABLE raw_bank(${BANK_COLUMNS});`,
    `.import --skip 1 "${month.orders}" raw_orders`,
    ...imports,
    `.import --skip 1 "${month.bank}" raw_bank`,
    TYPED,
    CLASSIFIED,
    PAID_OUT,
    'COMMIT;',
    `.output "${exceptions}"`,
    'SELECT code, ref, expected, actual FROM exceptions ORDER BY code, ref;',
    '',
  ].join('\n');
}

const fen = (text: string): string => `CAST(round(${text} * 100) AS INTEGER)`;

const TYPED = `
CREATE TABLE orders AS
  SELECT order_no, substr(paid_at, 1, 10) AS paid_on, ${fen('payable')} AS payable, ${fen('refunded')} AS refunded FROM raw_orders;
CREATE TABLE trades AS
  SELECT substr(c1, 2, 10) AS day, substr(c6, 2) AS trade_no, substr(c7, 2) AS order_no, substr(c10, 2) AS state,
         ${fen('substr(c25, 2)')} AS gross, ${fen('substr(c17, 2)')} AS refund, ${fen('substr(c23, 2)')} AS fee
  FROM raw_trades WHERE c1 LIKE '\`____-__-__ %';
CREATE TABLE bank AS
  SELECT substr(booked_on, 1, 4) || '-' || substr(booked_on, 5, 2) || '-' || substr(booked_on, 7, 2) AS day, reference,
         ${fen("replace(credit, ',', '')")} AS amount
  FROM raw_bank WHERE credit <> '-';
CREATE INDEX orders_by_no ON orders(order_no);
CREATE INDEX trades_by_order ON trades(order_no, trade_no);
`;

/** What differs: the same text for every engine. */
export const CLASSIFIED = `
CREATE TABLE sales AS
  SELECT order_no, trade_no, count(*) AS times, min(gross) AS gross, min(fee) AS fee
  FROM trades WHERE state = 'SUCCESS' GROUP BY order_no, trade_no;
CREATE TABLE refunds AS SELECT order_no, sum(refund) AS refunded FROM trades WHERE state = 'REFUND' GROUP BY order_no;
CREATE INDEX sales_by_order ON sales(order_no);
CREATE INDEX refunds_by_order ON refunds(order_no);
CREATE TABLE per_order AS
  SELECT o.order_no, o.payable, o.refunded, sum(s.gross) AS gross
  FROM orders o LEFT JOIN sales s ON s.order_no = o.order_no GROUP BY o.order_no, o.payable, o.refunded;
CREATE TABLE exceptions AS
  SELECT 'order-unsettled' AS code, order_no AS ref, payable AS expected, NULL AS actual FROM per_order WHERE gross IS NULL
  UNION ALL SELECT 'amount-mismatch', order_no, payable, gross FROM per_order WHERE gross <> payable
  UNION ALL SELECT 'settlement-without-order', s.order_no, NULL, s.gross FROM sales s
    WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.order_no = s.order_no)
  UNION ALL SELECT 'duplicate-settlement', order_no, gross, gross * times FROM sales WHERE times > 1
  UNION ALL SELECT 'fee-mismatch', order_no, (gross * 6 + 500) / 1000, fee FROM sales WHERE fee <> (gross * 6 + 500) / 1000
  UNION ALL SELECT 'refund-unbooked', o.order_no, NULL, -r.refunded FROM per_order o JOIN refunds r ON r.order_no = o.order_no
    WHERE o.refunded = 0
  UNION ALL SELECT 'refund-mismatch', o.order_no, -o.refunded, -r.refunded
    FROM per_order o JOIN refunds r ON r.order_no = o.order_no WHERE o.refunded NOT IN (0, r.refunded)
  UNION ALL SELECT 'refund-missing', o.order_no, -o.refunded, NULL FROM per_order o
    WHERE o.refunded > 0 AND o.gross IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_no = o.order_no);
`;

export const PAID_OUT = `
CREATE TABLE days AS SELECT date(day, '+1 day') AS due, sum(gross - refund - fee) AS net FROM trades GROUP BY day;
INSERT INTO exceptions
  SELECT 'payout-missing', due, net, NULL FROM days d
  WHERE NOT EXISTS (SELECT 1 FROM bank b WHERE b.day = d.due AND b.amount = d.net);
INSERT INTO exceptions
  SELECT 'bank-credit-unexplained', reference, NULL, amount FROM bank b
  WHERE NOT EXISTS (SELECT 1 FROM days d WHERE b.day = d.due AND b.amount = d.net);
`;
