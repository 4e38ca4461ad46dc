import type {
  BankLine,
  Bill,
  CustomerRow,
  InvoiceRow,
  OrderRow,
  RateRow,
  ReceiptRow,
  RowBatch,
  RowOf,
  SettlementLine,
  StatementKind,
} from '../../model/statement.ts';
import type { Day } from '../../model/day.ts';
import type { Database, SqlValue } from '../database.ts';
import { movedIntoOpen, type Column } from './late-rows.ts';

/** Where a batch of rows belongs: account and statement of each row, by its index in the batch. */
export interface RowOwner {
  readonly accountId: number;
  readonly statementId: number;
}

interface TableOf<T> {
  readonly table: string;
  readonly columns: readonly Column<T>[];
  /** Columns that mostly say the same in all rows of a statement. */
  readonly alike: readonly string[];
}

const ORDERS: TableOf<OrderRow> = {
  table: 'sales_order',
  columns: [
    ['order_no', (row) => row.orderNo],
    ['platform', (row) => row.platform],
    ['shop', (row) => row.shop],
    ['customer', (row) => row.customer],
    ['ordered_at', (row) => row.orderedAt],
    ['paid_at', (row) => row.paidAt],
    ['shipped_at', (row) => row.shippedAt],
    ['confirmed_at', (row) => row.confirmedAt],
    ['status', (row) => row.status],
    ['currency', (row) => row.currency],
    ['gross_minor', (row) => row.gross],
    ['discount_minor', (row) => row.discount],
    ['shipping_minor', (row) => row.shipping],
    ['payable_minor', (row) => row.payable],
    ['refunded_minor', (row) => row.refunded],
    ['due_on', (row) => row.dueOn],
    ['salesperson', (row) => row.salesperson],
    ['trade_no', (row) => row.tradeNo],
    ['payment_method', (row) => row.paymentMethod],
  ],
  alike: ['currency', 'platform', 'shop', 'payment_method'],
};

const SETTLEMENT: TableOf<SettlementLine> = {
  table: 'settlement_line',
  columns: [
    ['kind', (row) => row.kind],
    ['occurred_at', (row) => row.occurredAt],
    ['settled_on', (row) => row.settledOn],
    ['order_no', (row) => row.orderNo],
    ['trade_no', (row) => row.tradeNo],
    ['refund_no', (row) => row.refundNo],
    ['batch_no', (row) => row.batchNo],
    ['gross_minor', (row) => row.gross],
    ['fee_minor', (row) => row.fee],
    ['net_minor', (row) => row.net],
    ['currency', (row) => row.currency],
    ['balance_minor', (row) => row.balance],
    ['type_words', (row) => row.typeWords],
    ['memo', (row) => row.memo],
  ],
  alike: ['currency'],
};

const BANK: TableOf<BankLine> = {
  table: 'bank_line',
  columns: [
    ['booked_at', (row) => row.bookedAt],
    ['value_on', (row) => row.valueOn],
    ['amount_minor', (row) => row.amount],
    ['currency', (row) => row.currency],
    ['balance_minor', (row) => row.balance],
    ['counterparty', (row) => row.counterparty],
    ['counterparty_account', (row) => row.counterpartyAccount],
    ['reference', (row) => row.reference],
    ['memo', (row) => row.memo],
  ],
  alike: ['currency'],
};

const INVOICES: TableOf<InvoiceRow> = {
  table: 'invoice',
  columns: [
    ['invoice_no', (row) => row.invoiceNo],
    ['kind', (row) => row.kind],
    ['issued_on', (row) => row.issuedOn],
    ['customer', (row) => row.customer],
    ['customer_tax_id', (row) => row.customerTaxId],
    ['order_no', (row) => row.orderNo],
    ['net_minor', (row) => row.net],
    ['tax_rate', (row) => row.taxRate],
    ['tax_minor', (row) => row.tax],
    ['total_minor', (row) => row.total],
    ['currency', (row) => row.currency],
    ['due_on', (row) => row.dueOn],
    ['original_no', (row) => row.originalNo],
    ['notified_on', (row) => row.notifiedOn],
    ['items', (row) => row.items],
  ],
  alike: ['currency'],
};

const CUSTOMERS: TableOf<CustomerRow> = {
  table: 'customer',
  columns: [
    ['customer', (row) => row.customer],
    ['aliases', (row) => row.aliases],
    ['tax_id', (row) => row.taxId],
    ['bank_accounts', (row) => row.bankAccounts],
    ['terms', (row) => row.terms],
    ['credit_limit_minor', (row) => row.creditLimit],
    ['salesperson', (row) => row.salesperson],
    ['contact', (row) => row.contact],
    ['currency', (row) => row.currency],
  ],
  alike: ['currency'],
};

const RECEIPTS: TableOf<ReceiptRow> = {
  table: 'receipt',
  columns: [
    ['receipt_no', (row) => row.receiptNo],
    ['received_on', (row) => row.receivedOn],
    ['customer', (row) => row.customer],
    ['method', (row) => row.method],
    ['amount_minor', (row) => row.amount],
    ['currency', (row) => row.currency],
    ['reference', (row) => row.reference],
    ['applies_to', (row) => row.appliesTo],
    ['cheque_no', (row) => row.chequeNo],
    ['status', (row) => row.status],
  ],
  alike: ['currency'],
};

const RATES: TableOf<RateRow> = {
  table: 'exchange_rate',
  columns: [
    ['name', (row) => row.name],
    ['valid_on', (row) => row.validOn],
    ['currency', (row) => row.currency],
    ['to_currency', (row) => row.to],
    ['rate', (row) => row.rate],
    ['source', (row) => row.source],
  ],
  alike: ['currency', 'to_currency', 'source'],
};

const TABLES: { readonly [K in StatementKind]: TableOf<RowOf[K]> } = {
  orders: ORDERS,
  settlement: SETTLEMENT,
  bank: BANK,
  invoices: INVOICES,
  customers: CUSTOMERS,
  receipts: RECEIPTS,
  rates: RATES,
};

/** The table that holds rows of a kind. */
export function tableOf(kind: StatementKind): string {
  return TABLES[kind].table;
}

export interface RowRules {
  /** What a settlement line belongs to. */
  readonly bill: Bill;
  /** Rows of earlier business days belong to a closed month: they count from this day (late-rows.ts). */
  readonly firstOpenDay?: Day;
}

/** Stores a batch in file order; `owners[i]` says whose row `i` is. */
export async function saveRows(
  db: Database,
  batch: RowBatch,
  owners: readonly RowOwner[],
  { bill, firstOpenDay }: RowRules,
): Promise<void> {
  // Kind and rows of a batch belong together; the table is the kind's.
  const { table, columns: printed, alike } = TABLES[batch.kind] as TableOf<RowOf[StatementKind]>;
  const columns = firstOpenDay === undefined ? printed : movedIntoOpen(batch.kind, printed, firstOpenDay);
  const rows: readonly RowOf[StatementKind][] = batch.rows;
  const owner = onlyOwner(owners);
  const shared = sharedCells(columns, alike, rows);
  if (batch.kind === 'settlement') shared.set('bill', bill);
  if (owner !== undefined) shared.set('account_id', owner.accountId).set('statement_id', owner.statementId);
  // Most statements leave most columns empty: those that no row of the batch fills aren't named at all.
  const own = columns.filter(([name, of]) => !shared.has(name) && rows.some((row) => of(row) !== undefined));
  const owning = owner === undefined ? ['account_id', 'statement_id'] : [];
  const values = cellsOf(
    rows,
    own.map(([, of]) => of),
    owner === undefined ? owners : undefined,
  );
  await db.append(table, { shared: [...shared], columns: [...owning, 'line', ...own.map(([name]) => name)], values });
}

/** Owner (where rows have different ones), line and cells of each row, one after the other. */
function cellsOf(
  rows: readonly RowOf[StatementKind][],
  own: readonly Column<RowOf[StatementKind]>[1][],
  owners: readonly RowOwner[] | undefined,
): readonly SqlValue[] {
  const values: SqlValue[] = [];
  for (const [index, row] of rows.entries()) {
    const owner = owners?.[index];
    if (owner !== undefined) values.push(owner.accountId, owner.statementId);
    values.push(row.line);
    for (const of of own) values.push(of(row) ?? null);
  }
  return values;
}

function onlyOwner(owners: readonly RowOwner[]): RowOwner | undefined {
  const [first] = owners;
  return owners.every((owner) => owner === first) ? first : undefined;
}

/** What all rows of a batch say alike, of those columns in which that is usual: it is written once, not once a row. */
function sharedCells<T>(
  columns: readonly Column<T>[],
  alike: readonly string[],
  rows: readonly T[],
): Map<string, SqlValue> {
  const shared = new Map<string, SqlValue>();
  const [first] = rows;
  if (first === undefined) return shared;
  for (const [name, of] of columns) {
    if (!alike.includes(name)) continue;
    const cell = of(first);
    if (cell !== undefined && rows.every((row) => of(row) === cell)) shared.set(name, cell);
  }
  return shared;
}
