import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import type { Place } from '../../model/finding.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { OrderStatus } from '../../model/statement.ts';
import type { Database } from '../database.ts';

/** An order without payment by a platform, or an invoice: what a customer may owe. */
export interface ReceivableRow {
  readonly item: 'order' | 'invoice';
  readonly id: number;
  readonly ref: string;
  readonly number: string;
  readonly customer: string;
  readonly salesperson?: string;
  readonly openedOn: Day;
  /** As the row says; the customer's terms, else the books', say it otherwise. */
  readonly dueOn?: Day;
  readonly terms?: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly platform?: string;
  readonly status?: OrderStatus;
  readonly isPaid: boolean;
  readonly place: Place;
}

interface RawReceivable {
  readonly item: 'order' | 'invoice';
  readonly id: number;
  readonly number: string;
  readonly customer: string | null;
  readonly salesperson: string | null;
  readonly opened_at: Moment | null;
  readonly due_on: Day | null;
  readonly terms: string | null;
  readonly amount_minor: number;
  readonly currency: Currency;
  readonly platform: string | null;
  readonly status: OrderStatus | null;
  readonly paid_at: Moment | null;
  readonly file: string;
  readonly line: number;
}

/** Orders and invoices in one shape; each filter is a condition over `o` or `i`. */
function receivables(orders: string, invoices: string): string {
  // Gathered before they are sorted: else every order is walked through in the order of its number to find the few.
  return `
  WITH owed AS MATERIALIZED (
  SELECT 'order' AS item, o.id, o.order_no AS number, o.customer, o.salesperson, COALESCE(o.ordered_at, o.paid_at) AS opened_at,
         COALESCE(o.due_on, (SELECT MIN(i.due_on) FROM v_invoice i WHERE i.order_no = o.order_no)) AS due_on, c.terms,
         o.payable_minor AS amount_minor, o.currency, o.platform, o.status, o.paid_at, p.file, o.line
  FROM v_order o JOIN v_place p ON p.statement_id = o.statement_id LEFT JOIN v_customer c ON c.customer = o.customer
  WHERE ${orders}
  UNION ALL
  SELECT 'invoice', i.id, i.invoice_no, i.customer, c.salesperson, i.issued_on, i.due_on, c.terms, i.total_minor, i.currency,
         NULL, NULL, NULL, p.file, i.line
  FROM v_invoice i JOIN v_place p ON p.statement_id = i.statement_id LEFT JOIN v_customer c ON c.customer = i.customer
  WHERE (i.order_no IS NULL OR NOT EXISTS (SELECT 1 FROM v_order o WHERE o.order_no = i.order_no)) AND ${invoices})
  SELECT * FROM owed ORDER BY number`;
}

/** Sales on account: not paid to a platform, with a customer. Invoices of orders in the books are their orders. */
export async function loadReceivables(db: Database): Promise<readonly ReceivableRow[]> {
  return rows(db, receivables('o.customer IS NOT NULL AND o.paid_at IS NULL', 'i.total_minor > 0'));
}

/** The orders and invoices of these numbers, whatever their state. */
export async function loadByNumbers(db: Database, numbers: readonly string[]): Promise<readonly ReceivableRow[]> {
  const found: ReceivableRow[] = [];
  for (let at = 0; at < numbers.length; at += NUMBERS_AT_ONCE) {
    const some = numbers.slice(at, at + NUMBERS_AT_ONCE);
    const names = some.map((_, index) => `:n${index}`).join(', ');
    const params = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
    found.push(...(await rows(db, receivables(`o.order_no IN (${names})`, `i.invoice_no IN (${names})`), params)));
  }
  return found;
}

const NUMBERS_AT_ONCE = 400;

async function rows(
  db: Database,
  sql: string,
  params: Readonly<Record<string, string>> = {},
): Promise<readonly ReceivableRow[]> {
  const raw = await db.all<RawReceivable>(sql, params);
  return raw.map((row) => ({
    item: row.item,
    id: row.id,
    ref: `${row.item}:${row.number}`,
    number: row.number,
    customer: row.customer ?? '',
    openedOn: (row.opened_at ?? row.due_on ?? '1970-01-01').slice(0, 10) as Day,
    amount: minor(row.amount_minor),
    currency: row.currency,
    isPaid: row.paid_at !== null,
    place: { file: row.file, line: row.line },
    ...(row.salesperson === null ? {} : { salesperson: row.salesperson }),
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    ...(row.terms === null ? {} : { terms: row.terms }),
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.status === null ? {} : { status: row.status }),
  }));
}

/**
 * What platforms settled of orders that nobody had paid in the books, before a day: a sale on account may be paid through
 * a platform after all. By order id; refunds count against it.
 */
export async function loadSettledOnAccount(db: Database, next: Day): Promise<ReadonlyMap<number, Minor>> {
  const settled = await db.all<{ order_id: number; settled: number }>(
    `SELECT m.order_id, SUM(l.gross_minor) AS settled
     FROM v_order o CROSS JOIN v_line_match m CROSS JOIN v_line l
     WHERE o.paid_at IS NULL AND o.customer IS NOT NULL AND m.order_id = o.id AND l.id = m.line_id
       AND l.kind IN ('sale', 'refund') AND l.currency = o.currency AND l.occurred_at < :next
     GROUP BY m.order_id`,
    { next },
  );
  return new Map(settled.map((row) => [row.order_id, minor(row.settled)]));
}

/** A row of the receipts file. */
export interface StoredReceipt {
  readonly id: number;
  readonly receiptNo: string;
  readonly receivedOn: Day;
  readonly customer: string;
  readonly method?: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly reference?: string;
  readonly appliesTo?: string;
  readonly status?: string;
  readonly place: Place;
}

export async function loadReceipts(db: Database): Promise<readonly StoredReceipt[]> {
  const raw = await db.all<{
    id: number;
    receipt_no: string;
    received_on: Day;
    customer: string;
    method: string | null;
    amount_minor: number;
    currency: Currency;
    reference: string | null;
    applies_to: string | null;
    status: string | null;
    file: string;
    line: number;
  }>(
    `SELECT r.id, r.receipt_no, r.received_on, r.customer, r.method, r.amount_minor, r.currency, r.reference, r.applies_to,
            r.status, p.file, r.line
     FROM v_receipt r JOIN v_place p ON p.statement_id = r.statement_id ORDER BY r.received_on, r.receipt_no`,
  );
  return raw.map((row) => ({
    id: row.id,
    receiptNo: row.receipt_no,
    receivedOn: row.received_on,
    customer: row.customer,
    amount: minor(row.amount_minor),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.method === null ? {} : { method: row.method }),
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.applies_to === null ? {} : { appliesTo: row.applies_to }),
    ...(row.status === null ? {} : { status: row.status }),
  }));
}
