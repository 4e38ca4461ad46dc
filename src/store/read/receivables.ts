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
  /** The tax number on an invoice. */
  readonly taxId?: string;
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
  /** An order under the number of its invoice; `ref` is the order's. */
  readonly isNamedByInvoice?: boolean;
  readonly place: Place;
}

interface RawReceivable {
  readonly item: 'order' | 'invoice';
  readonly id: number;
  readonly number: string;
  readonly customer: string | null;
  readonly tax_id: string | null;
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
  SELECT 'order' AS item, o.id, o.order_no AS number, o.customer, NULL AS tax_id, o.salesperson, COALESCE(o.ordered_at, o.paid_at) AS opened_at,
         COALESCE(o.due_on, (SELECT MIN(i.due_on) FROM v_invoice i WHERE i.order_no = o.order_no)) AS due_on, c.terms,
         o.payable_minor AS amount_minor, o.currency, o.platform, o.status, o.paid_at, p.file, o.line
  FROM v_order o JOIN v_place p ON p.statement_id = o.statement_id LEFT JOIN v_customer c ON c.customer = o.customer
  WHERE ${orders}
  UNION ALL
  SELECT 'invoice', i.id, i.invoice_no, i.customer, i.customer_tax_id, c.salesperson, i.issued_on, i.due_on, c.terms, i.total_minor, i.currency,
         NULL, NULL, NULL, p.file, i.line
  FROM v_invoice i JOIN v_place p ON p.statement_id = i.statement_id LEFT JOIN v_customer c ON c.customer = i.customer
  WHERE (i.order_no IS NULL OR NOT EXISTS (SELECT 1 FROM v_order o WHERE o.order_no = i.order_no)) AND ${invoices})
  SELECT * FROM owed ORDER BY number`;
}

/** Sales on account: not paid to a platform, with a customer. Invoices of orders in the books are their orders. */
export async function loadReceivables(db: Database): Promise<readonly ReceivableRow[]> {
  return rows(db, receivables('o.customer IS NOT NULL AND o.paid_at IS NULL', 'i.total_minor > 0'));
}

/** The orders and invoices of these numbers, whatever their state; an invoice of an order in the books is its order. */
export async function loadByNumbers(db: Database, numbers: readonly string[]): Promise<readonly ReceivableRow[]> {
  const found: ReceivableRow[] = [];
  for (let at = 0; at < numbers.length; at += NUMBERS_AT_ONCE) {
    const some = numbers.slice(at, at + NUMBERS_AT_ONCE);
    const names = some.map((_, index) => `:n${index}`).join(', ');
    const params = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
    found.push(...(await rows(db, receivables(`o.order_no IN (${names})`, `i.invoice_no IN (${names})`), params)));
    const ofOrders = await db.all<{ invoice_no: string; order_no: string }>(
      `SELECT i.invoice_no, MIN(o.order_no) AS order_no FROM v_invoice i JOIN v_order o ON o.order_no = i.order_no
       WHERE i.invoice_no IN (${names}) AND i.total_minor > 0 GROUP BY i.invoice_no ORDER BY i.invoice_no`,
      params,
    );
    found.push(...(await namedByInvoice(db, ofOrders)));
  }
  return found;
}

/** Orders under the numbers of their invoices. */
async function namedByInvoice(
  db: Database,
  ofOrders: readonly { readonly invoice_no: string; readonly order_no: string }[],
): Promise<readonly ReceivableRow[]> {
  if (ofOrders.length === 0) return [];
  const numbers = [...new Set(ofOrders.map((one) => one.order_no))];
  const names = numbers.map((_, index) => `:n${index}`).join(', ');
  const params = Object.fromEntries(numbers.map((number, index) => [`n${index}`, number]));
  const orders = await rows(db, receivables(`o.order_no IN (${names})`, 'i.id < 0'), params);
  return ofOrders.flatMap(({ invoice_no: number, order_no: orderNo }) =>
    orders.filter((order) => order.number === orderNo).map((order) => ({ ...order, number, isNamedByInvoice: true })),
  );
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
    ...(row.tax_id === null ? {} : { taxId: row.tax_id }),
    ...(row.salesperson === null ? {} : { salesperson: row.salesperson }),
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    ...(row.terms === null ? {} : { terms: row.terms }),
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.status === null ? {} : { status: row.status }),
  }));
}

/** What a platform settled of an order on one day; a refund is negative. */
export interface SettledOnAccount {
  readonly orderId: number;
  readonly on: Day;
  readonly amount: Minor;
}

/**
 * What platforms settled of orders that nobody had paid in the books, before a day: a sale on account may be paid through
 * a platform after all. Refunds count against it.
 */
export async function loadSettledOnAccount(db: Database, next: Day): Promise<readonly SettledOnAccount[]> {
  const settled = await db.all<{ order_id: number; on_day: Day; settled: number }>(
    `SELECT m.order_id, substr(l.occurred_at, 1, 10) AS on_day, SUM(l.gross_minor) AS settled
     FROM v_order o CROSS JOIN v_line_match m CROSS JOIN v_line l
     WHERE o.paid_at IS NULL AND o.customer IS NOT NULL AND m.order_id = o.id AND l.id = m.line_id
       AND l.kind IN ('sale', 'refund') AND l.currency = o.currency AND l.occurred_at < :next
     GROUP BY m.order_id, substr(l.occurred_at, 1, 10) ORDER BY m.order_id, on_day`,
    { next },
  );
  return settled.map((row) => ({ orderId: row.order_id, on: row.on_day, amount: minor(row.settled) }));
}

/** A red invoice (红字发票): what it takes off, positive, and the invoice or order it is about. */
export interface CreditNote {
  readonly invoiceNo: string;
  readonly customer: string;
  readonly taxId?: string;
  readonly on: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly originalNo?: string;
  readonly orderNo?: string;
  readonly place: Place;
}

/** Red invoices by day; the order of one that names only its original is that invoice's order. */
export async function loadCreditNotes(db: Database): Promise<readonly CreditNote[]> {
  const raw = await db.all<{
    invoice_no: string;
    customer: string;
    tax_id: string | null;
    issued_on: Day;
    total: number;
    currency: Currency;
    original_no: string | null;
    order_no: string | null;
    file: string;
    line: number;
  }>(
    `SELECT r.invoice_no, r.customer, r.customer_tax_id AS tax_id, r.issued_on, r.total_minor AS total, r.currency,
            r.original_no, COALESCE(r.order_no, (SELECT MIN(b.order_no) FROM v_invoice b WHERE b.invoice_no = r.original_no)) AS order_no,
            p.file, r.line
     FROM v_invoice r JOIN v_place p ON p.statement_id = r.statement_id
     WHERE r.total_minor < 0 ORDER BY r.issued_on, r.invoice_no`,
  );
  return raw.map((row) => ({
    invoiceNo: row.invoice_no,
    customer: row.customer,
    on: row.issued_on,
    amount: minor(-row.total),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.tax_id === null ? {} : { taxId: row.tax_id }),
    ...(row.original_no === null ? {} : { originalNo: row.original_no }),
    ...(row.order_no === null ? {} : { orderNo: row.order_no }),
  }));
}
