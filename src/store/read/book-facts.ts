import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import type { LineKind, OrderStatus } from '../../model/statement.ts';
import type { Database, SqlParams } from '../database.ts';

/** Days from `from` up to the day before `next`; rows and matches up to the day before `end`. */
export interface FactSpan {
  readonly from: Day;
  readonly next: Day;
  readonly end: Day;
}

/** What tells whether and when an order's sale is recognised. */
export interface SoldOrder {
  readonly order_id: number;
  readonly platform: string | null;
  readonly status: OrderStatus | null;
  readonly paid_at: Moment | null;
  /** Only where no payment is known. */
  readonly ordered_at: Moment | null;
  readonly confirmed_at: Moment | null;
  /** First sale line of a platform; looked up only where the rest doesn't say that it was sold. */
  readonly first_sale: Moment | null;
  /** Σ gross of its sale and refund lines; only where the books call it cancelled or unpaid. */
  readonly kept: number | null;
}

interface Placed {
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

export interface OrderFactRow extends SoldOrder, Placed {
  readonly payable: number;
  readonly refunded: number | null;
  /** Σ gross of its sale and refund lines; only where the books know a refund. */
  readonly sold: number | null;
  readonly given_back: number | null;
}

const ORDERED_AT = 'CASE WHEN o.paid_at IS NULL THEN o.ordered_at END AS ordered_at';

/** Looked up only where it decides: a paid, live order needs no line to be a sale. */
const FIRST_SALE = `
  CASE WHEN o.paid_at IS NULL OR o.status IN ('cancelled', 'unpaid') THEN
    (SELECT MIN(s.occurred_at) FROM v_line_match k JOIN v_line s ON s.id = k.line_id
     WHERE k.order_id = o.id AND s.kind = 'sale' AND s.occurred_at < :end) END`;

const KEPT = `
  CASE WHEN o.status IN ('cancelled', 'unpaid') THEN
    (SELECT SUM(s.gross_minor) FROM v_line_match k JOIN v_line s ON s.id = k.line_id
     WHERE k.order_id = o.id AND s.kind IN ('sale', 'refund') AND s.occurred_at < :end) END`;

/** The orders whose sale may fall into the span, with what platforms settled of them where that decides. */
export function streamOrderFacts(
  db: Database,
  saleOn: 'paid' | 'confirmed',
  span: FactSpan,
): AsyncIterable<readonly OrderFactRow[]> {
  const sumOf = (kind: string): string => `
    CASE WHEN o.refunded_minor <> 0 THEN
      (SELECT COALESCE(SUM(s.gross_minor), 0) FROM v_line_match k JOIN v_line s ON s.id = k.line_id
       WHERE k.order_id = o.id AND s.kind = '${kind}' AND s.occurred_at < :end) END`;
  const moment = saleOn === 'confirmed' ? 'o.confirmed_at' : 'COALESCE(o.paid_at, o.ordered_at)';
  const undated = saleOn === 'confirmed' ? '' : `${moment} IS NULL OR`;
  return db.stream(
    `WITH dated AS (
       SELECT o.id AS order_id, o.platform, o.status, o.paid_at, ${ORDERED_AT}, o.confirmed_at, o.currency,
              o.payable_minor AS payable, o.refunded_minor AS refunded, ${FIRST_SALE} AS first_sale, ${KEPT} AS kept,
              ${sumOf('sale')} AS sold, ${sumOf('refund')} AS given_back, ${moment} AS sold_at, p.file, o.line
       FROM v_order o JOIN v_place p ON p.statement_id = o.statement_id
       WHERE ${undated} (${moment} >= :from AND ${moment} < :next)
     )
     SELECT order_id, platform, status, paid_at, ordered_at, confirmed_at, currency, payable, refunded, first_sale, kept, sold,
            given_back, file, line
     FROM dated WHERE COALESCE(sold_at, first_sale) >= :from AND COALESCE(sold_at, first_sale) < :next`,
    { ...span },
  );
}

export interface LineFactRow extends Omit<SoldOrder, 'order_id'>, Placed {
  readonly kind: LineKind;
  readonly wallet: string;
  readonly occurred_at: Moment;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
  readonly order_id: number | null;
}

/**
 * What moved in the wallets. Where an account has rows of its balance, they are its movements and its trade bill tells
 * the same money again; an account that has trade bills only is told by them.
 */
export async function* streamLineFacts(db: Database, span: FactSpan): AsyncIterable<readonly LineFactRow[]> {
  const kept = await db.all<{ id: number }>(
    `SELECT DISTINCT account_id AS id FROM v_line WHERE bill <> 'trade' AND occurred_at >= :from AND occurred_at < :next`,
    { from: span.from, next: span.next },
  );
  const params: SqlParams = Object.fromEntries(kept.map(({ id }, at) => [`a${at}`, id]));
  const isTold = kept.length === 0 ? '' : `AND (l.bill <> 'trade' OR l.account_id NOT IN (${namesOf(params)}))`;
  yield* db.stream<LineFactRow>(
    `SELECT l.kind, a.ref AS wallet, l.occurred_at, l.gross_minor AS gross, l.fee_minor AS fee, l.net_minor AS net,
            l.currency, p.file, l.line, o.id AS order_id, o.platform, o.status, o.paid_at,
            ${ORDERED_AT}, o.confirmed_at, CASE WHEN l.kind = 'refund' THEN ${FIRST_SALE} END AS first_sale,
            CASE WHEN l.kind IN ('sale', 'refund') THEN ${KEPT} END AS kept
     FROM v_line l JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
     LEFT JOIN v_line_match m ON m.line_id = l.id
     LEFT JOIN v_fund_tie t ON t.fund_line_id = l.id
     LEFT JOIN v_line_match tm ON tm.line_id = t.trade_line_id
     LEFT JOIN v_order o ON o.id = COALESCE(m.order_id, tm.order_id)
     WHERE l.occurred_at >= :from AND l.occurred_at < :next ${isTold}`,
    { ...span, ...params },
  );
}

function namesOf(params: SqlParams): string {
  return Object.keys(params)
    .map((name) => `:${name}`)
    .join(', ');
}

/** The tax that an invoice itself says, by its row. */
export interface InvoiceTaxRow {
  readonly tax: number;
  readonly file: string;
  readonly line: number;
}

export async function loadInvoiceTaxes(db: Database): Promise<readonly InvoiceTaxRow[]> {
  return db.all(
    `SELECT i.tax_minor AS tax, p.file, i.line FROM v_invoice i JOIN v_place p ON p.statement_id = i.statement_id
     WHERE i.tax_minor IS NOT NULL`,
  );
}

/** A group that bank lines or receipts belong to, with its members. */
export interface MoneyGroupRow {
  readonly id: string;
  readonly leg: string;
  readonly account: string;
  readonly currency: Currency;
  readonly matched_on: Day;
  readonly why: string;
  readonly side: 'expected' | 'actual';
  readonly item: string;
  readonly item_id: number;
  readonly ref: string;
  readonly amount: number;
  /** The day from which the member counts: money may have waited for its invoice. */
  readonly counts_on: Day;
}

/** Members of the groups between platforms, customers and the bank that exist the day before `end`. */
export async function loadMoneyGroups(db: Database, end: Day): Promise<readonly MoneyGroupRow[]> {
  return db.all(
    `SELECT g.id, g.leg, a.ref AS account, g.currency, g.matched_on, g.why, m.side, m.item, m.item_id, m.ref, m.amount_minor AS amount,
            COALESCE(m.counts_from, g.matched_on) AS counts_on
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id JOIN v_account a ON a.id = g.account_id
     WHERE g.matched_on < :end AND g.state <> 'suggested'
       AND g.leg IN ('payout-bank', 'payout-return', 'settlement-bank', 'receipt-receivable')
     ORDER BY g.id, m.side DESC, m.ref, m.item_id`,
    { end },
  );
}

/** The months in which something happened or was exported, in order. */
export async function loadFactMonths(db: Database, end: Day): Promise<readonly string[]> {
  const rows = await db.all<{ month: string }>(
    `SELECT substr(COALESCE(paid_at, ordered_at), 1, 7) AS month FROM v_order WHERE COALESCE(paid_at, ordered_at) < :end
     UNION SELECT substr(confirmed_at, 1, 7) FROM v_order WHERE confirmed_at < :end
     UNION SELECT substr(occurred_at, 1, 7) FROM v_line WHERE occurred_at < :end
     UNION SELECT substr(booked_at, 1, 7) FROM v_bank WHERE booked_at < :end
     UNION SELECT substr(received_on, 1, 7) FROM v_receipt WHERE received_on < :end
     UNION SELECT substr(issued_on, 1, 7) FROM v_invoice WHERE issued_on < :end
     UNION SELECT substr(on_day, 1, 7) FROM v_receivable_event WHERE on_day < :end
     UNION SELECT substr(undone_on, 1, 7) FROM v_receivable_event WHERE undone_on < :end
     UNION SELECT period FROM v_exported_voucher ORDER BY 1`,
    { end },
  );
  return rows.map((row) => row.month);
}
