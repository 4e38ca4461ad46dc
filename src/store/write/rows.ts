import type {
  BankLine,
  Bill,
  CustomerRow,
  InvoiceRow,
  OrderRow,
  ReceiptRow,
  RowBatch,
  SettlementLine,
  StatementKind,
} from '../../model/statement.ts';
import type { Database, SqlValue } from '../database.ts';

/** Where a batch of rows belongs: account and statement of each row, by its index in the batch. */
export interface RowOwner {
  readonly accountId: number;
  readonly statementId: number;
}

const TABLES = {
  orders: {
    table: 'sales_order',
    columns: [
      'order_no',
      'platform',
      'shop',
      'customer',
      'ordered_at',
      'paid_at',
      'shipped_at',
      'confirmed_at',
      'status',
      'currency',
      'gross_minor',
      'discount_minor',
      'shipping_minor',
      'payable_minor',
      'refunded_minor',
      'due_on',
      'salesperson',
      'trade_no',
      'payment_method',
    ],
  },
  settlement: {
    table: 'settlement_line',
    columns: [
      'bill',
      'kind',
      'occurred_at',
      'settled_on',
      'order_no',
      'trade_no',
      'refund_no',
      'batch_no',
      'gross_minor',
      'fee_minor',
      'net_minor',
      'currency',
      'balance_minor',
      'type_words',
      'memo',
    ],
  },
  bank: {
    table: 'bank_line',
    columns: [
      'booked_at',
      'value_on',
      'amount_minor',
      'currency',
      'balance_minor',
      'counterparty',
      'counterparty_account',
      'reference',
      'memo',
    ],
  },
  invoices: {
    table: 'invoice',
    columns: [
      'invoice_no',
      'kind',
      'issued_on',
      'customer',
      'customer_tax_id',
      'order_no',
      'net_minor',
      'tax_rate',
      'tax_minor',
      'total_minor',
      'currency',
      'due_on',
      'original_no',
      'notified_on',
    ],
  },
  customers: {
    table: 'customer',
    columns: [
      'customer',
      'aliases',
      'tax_id',
      'bank_accounts',
      'terms',
      'credit_limit_minor',
      'salesperson',
      'contact',
      'currency',
    ],
  },
  receipts: {
    table: 'receipt',
    columns: [
      'receipt_no',
      'received_on',
      'customer',
      'method',
      'amount_minor',
      'currency',
      'reference',
      'applies_to',
      'cheque_no',
      'status',
    ],
  },
} as const satisfies Readonly<Record<StatementKind, { readonly table: string; readonly columns: readonly string[] }>>;

/** The table that holds rows of a kind. */
export function tableOf(kind: StatementKind): string {
  return TABLES[kind].table;
}

/** Stores a batch in file order; `owners[i]` says whose row `i` is, `bill` what a settlement line belongs to. */
export async function saveRows(db: Database, batch: RowBatch, owners: readonly RowOwner[], bill: Bill): Promise<void> {
  const { table, columns } = TABLES[batch.kind];
  const values = cells(batch, bill);
  // Most statements leave most columns empty: those that no row of the batch fills aren't bound at all.
  const filled = columns.flatMap((_, index) => (values.some((row) => row[index] !== null) ? [index] : []));
  const rows = values.map((row, index) => {
    const owner = owners[index];
    const own: SqlValue[] = [owner?.accountId ?? null, owner?.statementId ?? null, batch.rows[index]?.line ?? null];
    for (const column of filled) own.push(row[column] ?? null);
    return own;
  });
  await db.insert(table, ['account_id', 'statement_id', 'line', ...filled.map((index) => columns[index] ?? '')], rows);
}

function cells(batch: RowBatch, bill: Bill): readonly (readonly SqlValue[])[] {
  switch (batch.kind) {
    case 'orders':
      return batch.rows.map(orderCells);
    case 'settlement':
      return batch.rows.map((row) => settlementCells(row, bill));
    case 'bank':
      return batch.rows.map(bankCells);
    case 'invoices':
      return batch.rows.map(invoiceCells);
    case 'customers':
      return batch.rows.map(customerCells);
    case 'receipts':
      return batch.rows.map(receiptCells);
  }
}

function orderCells(row: OrderRow): readonly SqlValue[] {
  return orNull([
    row.orderNo,
    row.platform,
    row.shop,
    row.customer,
    row.orderedAt,
    row.paidAt,
    row.shippedAt,
    row.confirmedAt,
    row.status,
    row.currency,
    row.gross,
    row.discount,
    row.shipping,
    row.payable,
    row.refunded,
    row.dueOn,
    row.salesperson,
    row.tradeNo,
    row.paymentMethod,
  ]);
}

function settlementCells(row: SettlementLine, bill: Bill): readonly SqlValue[] {
  return orNull([
    bill,
    row.kind,
    row.occurredAt,
    row.settledOn,
    row.orderNo,
    row.tradeNo,
    row.refundNo,
    row.batchNo,
    row.gross,
    row.fee,
    row.net,
    row.currency,
    row.balance,
    row.typeWords,
    row.memo,
  ]);
}

function bankCells(row: BankLine): readonly SqlValue[] {
  return orNull([
    row.bookedAt,
    row.valueOn,
    row.amount,
    row.currency,
    row.balance,
    row.counterparty,
    row.counterpartyAccount,
    row.reference,
    row.memo,
  ]);
}

function invoiceCells(row: InvoiceRow): readonly SqlValue[] {
  return orNull([
    row.invoiceNo,
    row.kind,
    row.issuedOn,
    row.customer,
    row.customerTaxId,
    row.orderNo,
    row.net,
    row.taxRate,
    row.tax,
    row.total,
    row.currency,
    row.dueOn,
    row.originalNo,
    row.notifiedOn,
  ]);
}

function customerCells(row: CustomerRow): readonly SqlValue[] {
  return orNull([
    row.customer,
    row.aliases,
    row.taxId,
    row.bankAccounts,
    row.terms,
    row.creditLimit,
    row.salesperson,
    row.contact,
    row.currency,
  ]);
}

function receiptCells(row: ReceiptRow): readonly SqlValue[] {
  return orNull([
    row.receiptNo,
    row.receivedOn,
    row.customer,
    row.method,
    row.amount,
    row.currency,
    row.reference,
    row.appliesTo,
    row.chequeNo,
    row.status,
  ]);
}

/** What a row doesn't say is nothing in its column. */
function orNull(said: readonly (SqlValue | undefined)[]): readonly SqlValue[] {
  return said.map((cell) => cell ?? null);
}
