import type { Currency } from './currency.ts';
import type { Day, Moment } from './day.ts';
import type { Minor } from './money.ts';
import type { RowProblem } from './problem.ts';

/** What a file tells: the seller's own records, a platform's movements, a bank's. */
export type StatementKind = 'orders' | 'settlement' | 'bank' | 'invoices' | 'customers' | 'receipts' | 'rates';

/**
 * What a settlement line belongs to. `trade`: a bill of trades, belongs to the orders. `fund`: movements of the
 * wallet's balance. `both`: one statement that serves as either (canonical settlement CSV). A trade told by a trade
 * bill and by a fund bill is one trade: match ties them.
 */
export type Bill = 'trade' | 'fund' | 'both';

export const LINE_KINDS = [
  'sale',
  'refund',
  'fee',
  'commission',
  'subsidy',
  'adjustment',
  'chargeback',
  'reserve',
  'release',
  'payout',
  'payout-return',
  'transfer',
  'deposit',
  'tax',
  'unknown',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export const ORDER_STATUSES = ['unpaid', 'paid', 'shipped', 'completed', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** One sale in the seller's own records. Amounts are positive; what the file doesn't say is left out. */
export interface OrderRow {
  readonly line: number;
  readonly orderNo: string;
  readonly platform?: string;
  readonly shop?: string;
  readonly customer?: string;
  readonly orderedAt?: Moment;
  readonly paidAt?: Moment;
  readonly shippedAt?: Moment;
  readonly confirmedAt?: Moment;
  readonly status?: OrderStatus;
  readonly currency: Currency;
  readonly gross?: Minor;
  readonly discount?: Minor;
  readonly shipping?: Minor;
  readonly payable: Minor;
  readonly refunded?: Minor;
  readonly dueOn?: Day;
  readonly salesperson?: string;
  readonly tradeNo?: string;
  readonly paymentMethod?: string;
}

/**
 * One row of a platform's statement. `gross` and `net` are signed from the seller's view (refund and payout
 * negative); `fee` is positive when charged, negative when given back; net = gross − fee.
 */
export interface SettlementLine {
  readonly line: number;
  /** Account number or id where the row itself names it. */
  readonly account?: string;
  /** Platform id where the row names it and the format serves several (canonical CSV). */
  readonly platform?: string;
  readonly kind: LineKind;
  readonly occurredAt: Moment;
  readonly settledOn?: Day;
  readonly orderNo?: string;
  /** The platform's number of the trade (a refund carries its original trade's number). */
  readonly tradeNo?: string;
  /** The platform's or merchant's number of a refund. */
  readonly refundNo?: string;
  /** Settlement batch, payout or withdrawal: the platform's number for it. */
  readonly batchNo?: string;
  readonly gross: Minor;
  readonly fee: Minor;
  readonly net: Minor;
  readonly currency: Currency;
  /** The account's balance after the row. */
  readonly balance?: Minor;
  /** The platform's own words for the row's type. */
  readonly typeWords?: string;
  readonly memo?: string;
}

/** One row of a bank statement. Signed: money in is positive. */
export interface BankLine {
  readonly line: number;
  readonly account?: string;
  readonly bookedAt: Moment;
  readonly valueOn?: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly balance?: Minor;
  readonly counterparty?: string;
  readonly counterpartyAccount?: string;
  /** The bank's own number of the row (流水号). */
  readonly reference?: string;
  readonly memo?: string;
}

export interface InvoiceRow {
  readonly line: number;
  readonly invoiceNo: string;
  readonly kind?: string;
  readonly issuedOn: Day;
  readonly customer: string;
  readonly customerTaxId?: string;
  readonly orderNo?: string;
  readonly net?: Minor;
  /** As the file prints it: `13%`, `免税`. */
  readonly taxRate?: string;
  readonly tax?: Minor;
  readonly total: Minor;
  readonly currency: Currency;
  readonly dueOn?: Day;
  readonly originalNo?: string;
  readonly notifiedOn?: Day;
  /** Names of its lines, `;` or `、` between them. */
  readonly items?: string;
}

export interface CustomerRow {
  readonly line: number;
  readonly customer: string;
  readonly aliases?: string;
  readonly taxId?: string;
  readonly bankAccounts?: string;
  readonly terms?: string;
  readonly creditLimit?: Minor;
  readonly salesperson?: string;
  readonly contact?: string;
  readonly currency: Currency;
}

export const RECEIPT_METHODS = ['transfer', 'cheque', 'cash', 'card', 'wallet'] as const;
export type ReceiptMethod = (typeof RECEIPT_METHODS)[number];

export interface ReceiptRow {
  readonly line: number;
  readonly receiptNo: string;
  readonly receivedOn: Day;
  readonly customer: string;
  readonly method?: ReceiptMethod;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly reference?: string;
  readonly appliesTo?: string;
  readonly chequeNo?: string;
  readonly status?: string;
}

/** What one unit of a currency is worth in another, on a day or throughout a month. */
export interface RateRow {
  readonly line: number;
  /** `USD/CNY 2026-06-30` or `USD/CNY 2026-06`: a later row of the same name takes its place. */
  readonly name: string;
  readonly validOn: string;
  /** The one currency. */
  readonly currency: Currency;
  readonly to: Currency;
  /** Exact, as text: `7.1823`. */
  readonly rate: string;
  readonly source?: string;
}

export interface RowOf {
  readonly orders: OrderRow;
  readonly settlement: SettlementLine;
  readonly bank: BankLine;
  readonly invoices: InvoiceRow;
  readonly customers: CustomerRow;
  readonly receipts: ReceiptRow;
  readonly rates: RateRow;
}

/** A batch of rows of one kind, in file order. */
export type RowBatch = {
  readonly [K in StatementKind]: { readonly kind: K; readonly rows: readonly RowOf[K][] };
}[StatementKind];

/** A named disagreement inside a file: declared totals against rows, or a balance that doesn't follow. */
export interface StatementIssue {
  readonly code: 'control-total' | 'balance-break';
  /** The row where it shows; the last row or the footer for totals. */
  readonly line: number;
  /** What was compared, as the file names it: `手续费总金额`, `余额`. */
  readonly what: string;
  /** Minor units, or a plain count when `unit` is `count`. */
  readonly expected: number;
  readonly actual: number;
  readonly unit: 'amount' | 'count';
  readonly currency?: Currency;
  /** Number (or id) of the account it is about, where the file holds several. */
  readonly account?: string;
  readonly platform?: string;
}

/** What one account's part of a file came to, once all its rows are read. */
export interface StatementPart {
  /** The statement's own number or id, where the file names it. */
  readonly statement?: string;
  /** Account number or id as the file says; undefined when nothing in it says whose it is. */
  readonly account?: string;
  readonly platform?: string;
  /** First and last day it covers: stated by the file or its name, else by its rows. */
  readonly from?: Day;
  readonly to?: Day;
  /** True when the days are stated, not just those of the rows: an empty day is covered too. */
  readonly stated: boolean;
  readonly rows: number;
  readonly currency: Currency;
  /** Signed balances, where the file has them. */
  readonly opening?: Minor;
  readonly closing?: Minor;
  /** Bank statements: sums of the rows, both positive. */
  readonly credits?: Minor;
  readonly debits?: Minor;
  /** The file lists its newest row first. */
  readonly newestFirst: boolean;
}

/** Known when the last row of a statement has been read. */
export interface StatementOutcome {
  readonly parts: readonly StatementPart[];
  readonly issues: readonly StatementIssue[];
  /** Rows that couldn't be taken; without `--partial` one of them refuses the file. */
  readonly problems: readonly RowProblem[];
  /** Problems beyond those listed (a thousand are): such a file isn't stored in part. */
  readonly problemsBeyond?: number;
  /** Raw text of each row kept aside, by line (for `--partial`). */
  readonly rejected: readonly { readonly line: number; readonly raw: string; readonly problem: RowProblem }[];
  /** Rows that are no movement by the file's own word (closed trades, entries not booked). */
  readonly pending: number;
  /** Cells that were taken with a remark: an unknown status, a sign that disagrees with its type. */
  readonly remarks: readonly RowProblem[];
}
