import type { Currency } from '../../model/currency.ts';
import { addDays, type Day, type Moment } from '../../model/day.ts';
import type { LineKind, OrderStatus } from '../../model/statement.ts';
import type { SqlParams } from '../../store/database.ts';
import type { ReportContext } from '../report.ts';

/** A stored settlement line with its proof, and what the keyed passes made of it. */
export interface LineRow {
  readonly id: number;
  readonly account: string;
  readonly platform: string | null;
  readonly bill: 'trade' | 'fund' | 'both';
  readonly kind: LineKind;
  readonly occurred_at: Moment;
  readonly order_no: string | null;
  readonly trade_no: string | null;
  readonly batch_no: string | null;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
  readonly currency: Currency;
  readonly balance: number | null;
  readonly order_id: number | null;
  readonly pass: string | null;
  readonly trade_line_id: number | null;
  readonly tie_pass: string | null;
  readonly file: string;
  readonly line: number;
}

/** Lines up to the day that a condition over `l`, `a`, `p`, `m` and `t` selects, in time order. */
export async function loadLines(
  { db, asOf }: ReportContext,
  where: string,
  params: SqlParams,
  limit = 500,
): Promise<readonly LineRow[]> {
  return db.all<LineRow>(
    `SELECT l.id, a.ref AS account, a.platform, l.bill, l.kind, l.occurred_at, l.order_no, l.trade_no, l.batch_no,
            l.gross_minor AS gross, l.fee_minor AS fee, l.net_minor AS net, l.currency, l.balance_minor AS balance,
            m.order_id, m.pass, t.trade_line_id, t.pass AS tie_pass, p.file, l.line
     FROM v_line l JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
     LEFT JOIN v_line_match m ON m.line_id = l.id LEFT JOIN v_fund_tie t ON t.fund_line_id = l.id
     WHERE l.occurred_at < :next AND (${where})
     ORDER BY l.occurred_at, p.file, l.line LIMIT ${limit}`,
    { ...params, next: addDays(asOf, 1) },
  );
}

export interface OrderRow {
  readonly id: number;
  readonly order_no: string;
  readonly platform: string | null;
  readonly shop: string | null;
  readonly customer: string | null;
  readonly ordered_at: Moment | null;
  readonly paid_at: Moment | null;
  readonly shipped_at: Moment | null;
  readonly confirmed_at: Moment | null;
  readonly status: OrderStatus | null;
  readonly payable: number;
  readonly refunded: number | null;
  readonly due_on: Day | null;
  readonly currency: Currency;
  readonly trade_no: string | null;
  readonly file: string;
  readonly line: number;
}

export async function loadOrders(
  context: ReportContext,
  where: string,
  params: SqlParams,
): Promise<readonly OrderRow[]> {
  return context.db.all<OrderRow>(
    `SELECT o.id, o.order_no, o.platform, o.shop, o.customer, o.ordered_at, o.paid_at, o.shipped_at, o.confirmed_at,
            o.status, o.payable_minor AS payable, o.refunded_minor AS refunded, o.due_on, o.currency, o.trade_no, p.file, o.line
     FROM v_order o JOIN v_place p ON p.statement_id = o.statement_id
     WHERE COALESCE(o.booked_at, '') < :next AND (${where}) ORDER BY o.order_no, p.file, o.line`,
    { ...params, next: addDays(context.asOf, 1) },
  );
}

export interface BankRow {
  readonly id: number;
  readonly account: string;
  readonly booked_at: Moment;
  readonly amount: number;
  readonly currency: Currency;
  readonly counterparty: string | null;
  readonly memo: string | null;
  readonly reference: string | null;
  readonly file: string;
  readonly line: number;
}

export async function loadBankRows(
  context: ReportContext,
  where: string,
  params: SqlParams,
): Promise<readonly BankRow[]> {
  return context.db.all<BankRow>(
    `SELECT b.id, a.ref AS account, b.booked_at, b.amount_minor AS amount, b.currency, b.counterparty, b.memo, b.reference,
            p.file, b.line
     FROM v_bank b JOIN v_account a ON a.id = b.account_id JOIN v_place p ON p.statement_id = b.statement_id
     WHERE b.booked_at < :next AND (${where}) ORDER BY a.ref, b.booked_at, b.reference, p.file, b.line`,
    { ...params, next: addDays(context.asOf, 1) },
  );
}

export interface InvoiceRow {
  readonly id: number;
  readonly invoice_no: string;
  readonly issued_on: Day;
  readonly customer: string;
  readonly order_no: string | null;
  readonly total: number;
  readonly currency: Currency;
  readonly due_on: Day | null;
  readonly file: string;
  readonly line: number;
}

export async function loadInvoices(
  context: ReportContext,
  where: string,
  params: SqlParams,
): Promise<readonly InvoiceRow[]> {
  return context.db.all<InvoiceRow>(
    `SELECT i.id, i.invoice_no, i.issued_on, i.customer, i.order_no, i.total_minor AS total, i.currency, i.due_on, p.file, i.line
     FROM v_invoice i JOIN v_place p ON p.statement_id = i.statement_id
     WHERE i.issued_on < :next AND (${where}) ORDER BY i.invoice_no, p.file, i.line`,
    { ...params, next: addDays(context.asOf, 1) },
  );
}

export interface ReceiptRow {
  readonly id: number;
  readonly receipt_no: string;
  readonly received_on: Day;
  readonly customer: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly applies_to: string | null;
  readonly file: string;
  readonly line: number;
}

export async function loadReceiptRows(
  context: ReportContext,
  where: string,
  params: SqlParams,
): Promise<readonly ReceiptRow[]> {
  return context.db.all<ReceiptRow>(
    `SELECT r.id, r.receipt_no, r.received_on, r.customer, r.amount_minor AS amount, r.currency, r.applies_to, p.file, r.line
     FROM v_receipt r JOIN v_place p ON p.statement_id = r.statement_id
     WHERE r.received_on < :next AND (${where}) ORDER BY r.receipt_no, p.file, r.line`,
    { ...params, next: addDays(context.asOf, 1) },
  );
}

export interface GroupRow {
  readonly id: string;
  readonly leg: string;
  readonly shape: string;
  readonly state: string;
  readonly pass: string;
  readonly difference: number;
  readonly currency: Currency;
  readonly matched_on: Day;
  readonly why: string;
}

const GROUP_COLUMNS = `g.id, g.leg, g.shape, g.state, g.pass, g.difference_minor AS difference, g.currency, g.matched_on, g.why`;

/** A group by its name, as of the day. */
export async function loadGroup({ db, asOf }: ReportContext, id: string): Promise<GroupRow | undefined> {
  const [row] = await db.all<GroupRow>(
    `SELECT ${GROUP_COLUMNS} FROM v_match_group g WHERE g.id = :id AND g.matched_on <= :asOf`,
    { id, asOf },
  );
  return row;
}

/** A stored item, or a batch or day, which has no row and is told by its ref. */
export interface GroupItem {
  readonly kind: string;
  readonly id: number;
  readonly ref: string;
}

/** The groups that hold an item; a batch's own lines aside. A suggested group holds nothing. */
export async function loadGroupsOf(context: ReportContext, item: GroupItem): Promise<readonly GroupRow[]> {
  return groupsWith(context, item, "g.state <> 'suggested'");
}

/** Suggested groups that name an item. */
export async function loadSuggestionsOf(context: ReportContext, item: GroupItem): Promise<readonly GroupRow[]> {
  return groupsWith(context, item, "g.state = 'suggested'");
}

async function groupsWith({ db, asOf }: ReportContext, item: GroupItem, where: string): Promise<readonly GroupRow[]> {
  return db.all<GroupRow>(
    `SELECT DISTINCT ${GROUP_COLUMNS} FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     WHERE m.item = :kind AND g.matched_on <= :asOf AND g.leg <> 'settlement-payout' AND ${where}
       AND ((:id > 0 AND m.item_id = :id) OR (:id = 0 AND m.ref = :ref))
     ORDER BY g.matched_on, g.id`,
    { ...item, asOf },
  );
}

export interface MemberRow {
  readonly side: 'expected' | 'actual';
  readonly item: string;
  readonly item_id: number;
  readonly ref: string;
  readonly amount: number;
}

export async function loadMembersOf({ db }: ReportContext, group: string): Promise<readonly MemberRow[]> {
  return db.all<MemberRow>(
    `SELECT side, item, item_id, ref, amount_minor AS amount FROM v_match_member WHERE group_id = :group
     ORDER BY side DESC, ref, amount_minor`,
    { group },
  );
}
