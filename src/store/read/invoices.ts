import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Place } from '../../model/finding.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { OrderStatus } from '../../model/statement.ts';
import type { Database } from '../database.ts';

/** An invoice beside the order it is for, where the books have that. */
export interface StoredInvoice {
  readonly invoiceNo: string;
  readonly issuedOn: Day;
  readonly customer: string;
  readonly taxId?: string;
  /** The tax number of the customers file. */
  readonly customersTaxId?: string;
  readonly orderNo?: string;
  readonly taxRate?: string;
  readonly tax?: Minor;
  readonly total: Minor;
  readonly currency: Currency;
  readonly originalNo?: string;
  readonly notifiedOn?: Day;
  /** Names of its lines; undefined where the list has none. */
  readonly items?: readonly string[];
  readonly place: Place;
  /** In one file under the same number with other contents. */
  readonly isTwice: boolean;
  readonly order?: {
    readonly payable: Minor;
    readonly shipping?: Minor;
    readonly refunded: Minor;
    readonly status?: OrderStatus;
  };
}

interface InvoiceCells {
  readonly invoice_no: string;
  readonly issued_on: Day;
  readonly customer: string;
  readonly customer_tax_id: string | null;
  readonly master_tax_id: string | null;
  readonly order_no: string | null;
  readonly tax_rate: string | null;
  readonly tax_minor: number | null;
  readonly total_minor: number;
  readonly currency: Currency;
  readonly original_no: string | null;
  readonly notified_on: Day | null;
  readonly items: string | null;
  readonly file: string;
  readonly line: number;
  readonly twice: number;
  readonly payable_minor: number | null;
  readonly shipping_minor: number | null;
  readonly refunded_minor: number | null;
  readonly status: OrderStatus | null;
}

/** Invoices issued before `next`, by order, day and number. A red one that names no order is its original's. */
export async function loadInvoices(db: Database, next: Day): Promise<readonly StoredInvoice[]> {
  const rows = await db.all<InvoiceCells>(
    `WITH own AS (
       SELECT i.*, COALESCE(i.order_no, (SELECT MIN(b.order_no) FROM v_invoice b WHERE b.invoice_no = i.original_no)) AS own_order
       FROM v_invoice i WHERE i.issued_on < :next
     )
     SELECT i.invoice_no, i.issued_on, i.customer, i.customer_tax_id, c.tax_id AS master_tax_id, i.own_order AS order_no,
            i.tax_rate, i.tax_minor, i.total_minor, i.currency, i.original_no,
            CASE WHEN i.notified_on < :next THEN i.notified_on END AS notified_on, i.items, p.file, i.line,
            (SELECT COUNT(*) FROM v_invoice t WHERE t.invoice_no = i.invoice_no) AS twice,
            o.payable_minor, o.shipping_minor, o.refunded_minor, o.status
     FROM own i JOIN v_place p ON p.statement_id = i.statement_id
     LEFT JOIN v_customer c ON c.customer = i.customer
     LEFT JOIN v_order o ON o.order_no = i.own_order AND o.currency = i.currency AND o.booked_at < :next
     ORDER BY i.own_order, i.issued_on, i.invoice_no, i.line`,
    { next },
  );
  return rows.map(invoiceOf);
}

function invoiceOf(row: InvoiceCells): StoredInvoice {
  const { payable_minor: payable } = row;
  return {
    invoiceNo: row.invoice_no,
    issuedOn: row.issued_on,
    customer: row.customer,
    total: minor(row.total_minor),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    isTwice: row.twice > 1,
    ...(row.customer_tax_id === null ? {} : { taxId: row.customer_tax_id }),
    ...(row.master_tax_id === null ? {} : { customersTaxId: row.master_tax_id }),
    ...(row.order_no === null ? {} : { orderNo: row.order_no }),
    ...(row.tax_rate === null ? {} : { taxRate: row.tax_rate }),
    ...(row.tax_minor === null ? {} : { tax: minor(row.tax_minor) }),
    ...(row.original_no === null ? {} : { originalNo: row.original_no }),
    ...(row.notified_on === null ? {} : { notifiedOn: row.notified_on }),
    ...(row.items === null ? {} : { items: itemsOf(row.items) }),
    ...(payable === null ? {} : { order: orderOf(payable, row) }),
  };
}

function orderOf(
  payable: number,
  { shipping_minor: shipping, refunded_minor: refunded, status }: InvoiceCells,
): NonNullable<StoredInvoice['order']> {
  return {
    payable: minor(payable),
    refunded: minor(refunded ?? 0),
    ...(shipping === null ? {} : { shipping: minor(shipping) }),
    ...(status === null ? {} : { status }),
  };
}

const BETWEEN_ITEMS = /[;；、|\n]/u;

function itemsOf(text: string): readonly string[] {
  return text
    .split(BETWEEN_ITEMS)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A paid order that no invoice names. */
export interface UninvoicedOrder {
  readonly orderNo: string;
  readonly customer?: string;
  readonly paidOn: Day;
  /** Less what was refunded. */
  readonly amount: Minor;
  readonly currency: Currency;
  readonly place: Place;
}

/**
 * Orders paid before the day `paidBefore`, refunded in part at most, without an invoice issued before `next`; of those in
 * the customers file only with `isListed`, by its own names.
 */
export async function loadUninvoiced(
  db: Database,
  { paidBefore, next, isListed }: { readonly paidBefore: Day; readonly next: Day; readonly isListed: boolean },
): Promise<readonly UninvoicedOrder[]> {
  const rows = await db.all<{
    readonly order_no: string;
    readonly customer: string | null;
    readonly paid_on: Day;
    readonly amount_minor: number;
    readonly currency: Currency;
    readonly file: string;
    readonly line: number;
  }>(
    `SELECT o.order_no, o.customer, substr(o.paid_at, 1, 10) AS paid_on,
            o.payable_minor - COALESCE(o.refunded_minor, 0) AS amount_minor, o.currency, p.file, o.line
     FROM v_order o JOIN v_place p ON p.statement_id = o.statement_id
     WHERE o.paid_at < :paidBefore AND COALESCE(o.status, '') <> 'cancelled'
       AND o.payable_minor > COALESCE(o.refunded_minor, 0)
       AND NOT EXISTS (SELECT 1 FROM v_invoice i WHERE i.order_no = o.order_no AND i.issued_on < :next)
       AND (:listed = 0 OR EXISTS (SELECT 1 FROM v_customer c WHERE c.customer = o.customer))
     ORDER BY o.order_no`,
    { paidBefore, next, listed: isListed ? 1 : 0 },
  );
  return rows.map((row) => ({
    orderNo: row.order_no,
    paidOn: row.paid_on,
    amount: minor(row.amount_minor),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.customer === null ? {} : { customer: row.customer }),
  }));
}

/** Numbers of orders that an invoice issued before `next` names. */
export async function loadInvoicedOrders(db: Database, next: Day): Promise<ReadonlySet<string>> {
  const rows = await db.all<{ readonly order_no: string }>(
    `SELECT DISTINCT order_no FROM v_invoice WHERE order_no IS NOT NULL AND issued_on < :next ORDER BY order_no`,
    { next },
  );
  return new Set(rows.map((row) => row.order_no));
}
