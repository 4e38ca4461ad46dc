import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Place } from '../../model/finding.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

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
  readonly chequeNo?: string;
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
    cheque_no: string | null;
    status: string | null;
    file: string;
    line: number;
  }>(
    `SELECT r.id, r.receipt_no, r.received_on, r.customer, r.method, r.amount_minor, r.currency, r.reference, r.applies_to,
            r.cheque_no, r.status, p.file, r.line
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
    ...(row.cheque_no === null ? {} : { chequeNo: row.cheque_no }),
    ...(row.status === null ? {} : { status: row.status }),
  }));
}
