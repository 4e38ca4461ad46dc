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
  readonly place: Place;
  /** In one file under the same number with other contents. */
  readonly isTwice: boolean;
  readonly order?: { readonly payable: Minor; readonly refunded: Minor; readonly status?: OrderStatus };
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
  readonly file: string;
  readonly line: number;
  readonly twice: number;
  readonly payable_minor: number | null;
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
            CASE WHEN i.notified_on < :next THEN i.notified_on END AS notified_on, p.file, i.line,
            (SELECT COUNT(*) FROM v_invoice t WHERE t.invoice_no = i.invoice_no) AS twice,
            o.payable_minor, o.refunded_minor, o.status
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
    ...(payable === null ? {} : { order: orderOf(payable, row) }),
  };
}

function orderOf(
  payable: number,
  { refunded_minor: refunded, status }: InvoiceCells,
): NonNullable<StoredInvoice['order']> {
  return {
    payable: minor(payable),
    refunded: minor(refunded ?? 0),
    ...(status === null ? {} : { status }),
  };
}
