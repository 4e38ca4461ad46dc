import type { LineFacts, OrderFacts } from '../../model/case.ts';
import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import { minor } from '../../model/money.ts';
import { present } from '../../model/present.ts';
import type { LineKind, OrderStatus } from '../../model/statement.ts';
import type { Database } from '../database.ts';
import { HOLDS } from './judged-orders.ts';
import { keptListHolds, oddOrders, rateParams, type RateFraction } from './odd-orders.ts';

/** An order (or a number the books don't have) with its lines, as of a day. */
export interface OrderWithLines {
  /** Of the order's row. */
  readonly id?: number;
  readonly orderNo?: string;
  readonly order?: OrderFacts;
  readonly duplicates: readonly OrderFacts[];
  readonly lines: readonly LineFacts[];
}

const ORDERS_AT_ONCE = 400;

export interface OddOrdersAsked {
  /** The day after the one looked at. */
  readonly next: Day;
  readonly rates: readonly RateFraction[];
  /** Only those whose findings aren't kept, or don't hold as of this day: where the kept list of odd orders holds. */
  readonly unjudgedAsOf?: Day;
}

/**
 * Every order that isn't provably clean as of the day before `next`, with its lines, to be judged one by one
 * (odd-orders.ts). What matching kept is read where it still holds, else all orders are looked at.
 */
export async function* loadOddOrders(
  db: Database,
  { next, rates, unjudgedAsOf }: OddOrdersAsked,
): AsyncIterable<readonly OrderWithLines[]> {
  await db.run('CREATE TEMP TABLE IF NOT EXISTS asked_order (place INTEGER PRIMARY KEY, id INTEGER)');
  await db.run('DELETE FROM asked_order');
  if (unjudgedAsOf !== undefined) await db.run(`${ASK} ${UNJUDGED}`, { asOf: unjudgedAsOf });
  else if (await keptListHolds(db, next, rates)) await db.run(`${ASK} ${KEPT}`);
  else
    await db.run(`${ASK} (${oddOrders(rates, { from: 'v_order o', before: true })}) AS odd`, {
      next,
      ...rateParams(rates),
    });
  const [asked] = await db.all<{ last: number | null; versions: number }>(
    `SELECT (SELECT MAX(place) FROM asked_order) AS last,
            CASE WHEN EXISTS (SELECT 1 FROM v_order_version WHERE newest = 0) THEN 1 ELSE 0 END AS versions`,
  );
  const hasVersions = asked?.versions === 1;
  for (let from = 1; from <= (asked?.last ?? 0); from += ORDERS_AT_ONCE) {
    yield await loadOrders(db, { next, from, to: from + ORDERS_AT_ONCE - 1 }, hasVersions);
  }
}

const ASK = 'INSERT INTO asked_order (place, id) SELECT ROW_NUMBER() OVER (ORDER BY odd.id), odd.id FROM';
const KEPT = '(SELECT order_id AS id FROM v_odd_order) AS odd';
const UNJUDGED = `(SELECT order_id AS id FROM v_odd_order WHERE NOT (${HOLDS})) AS odd`;

interface OrderRow {
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
  readonly currency: Currency;
  readonly payable_minor: number;
  readonly refunded_minor: number | null;
  readonly due_on: Day | null;
  readonly payment_method: string | null;
  readonly salesperson: string | null;
  /** The customer's own terms; versions of an order are read without. */
  readonly terms?: string | null;
  readonly statement_id: number;
  readonly file: string;
  readonly line: number;
}

const ORDER_COLUMNS = `o.id, o.order_no, o.platform, o.shop, o.customer, o.ordered_at, o.paid_at, o.shipped_at, o.confirmed_at,
  o.status, o.currency, o.payable_minor, o.refunded_minor, o.due_on, o.payment_method, o.salesperson, o.statement_id`;

interface Span {
  readonly next: Day;
  readonly from: number;
  readonly to: number;
}

/** CROSS JOIN: the few odd orders are looked up one by one, whatever a planner without statistics would rather do. */
async function loadOrders(db: Database, span: Span, hasVersions: boolean): Promise<readonly OrderWithLines[]> {
  const params = { ...span };
  const orders = await db.all<OrderRow>(
    `SELECT ${ORDER_COLUMNS}, u.terms, p.file, o.line
     FROM asked_order c CROSS JOIN v_order o JOIN v_place p ON p.statement_id = o.statement_id
     LEFT JOIN v_customer u ON u.customer = o.customer
     WHERE o.id = c.id AND c.place BETWEEN :from AND :to ORDER BY c.place`,
    { from: span.from, to: span.to },
  );
  const lines = await db.all<LineRow & { readonly order_id: number }>(
    `SELECT ${LINE_COLUMNS}, m.order_id
     FROM asked_order c CROSS JOIN v_line_match m CROSS JOIN v_line l
     JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
     WHERE m.order_id = c.id AND l.id = m.line_id AND c.place BETWEEN :from AND :to AND l.occurred_at < :next
     ORDER BY l.occurred_at, p.file, l.line`,
    params,
  );
  const versions = hasVersions ? await loadVersions(db, span) : [];
  const linesOf = groupBy(lines, (row) => row.order_id);
  const versionsOf = groupBy(versions, (row) => row.of_id);
  return orders.map((row) => ({
    id: row.id,
    orderNo: row.order_no,
    order: orderFacts(row),
    duplicates: (versionsOf.get(row.id) ?? []).filter((version) => differs(version, row)).map(orderFacts),
    lines: (linesOf.get(row.id) ?? []).map(lineFacts),
  }));
}

/** What other rows say of the same numbers. */
async function loadVersions(db: Database, span: Span): Promise<readonly VersionRow[]> {
  return db.all<VersionRow>(
    `SELECT ${ORDER_COLUMNS.replaceAll('o.', 'v.')}, v.file, v.line, o.id AS of_id
     FROM asked_order c CROSS JOIN v_order o CROSS JOIN v_order_version v
     WHERE o.id = c.id AND v.order_no = o.order_no AND v.newest = 0 AND c.place BETWEEN :from AND :to
       AND (v.statement_id = o.statement_id OR COALESCE(v.shop, '') <> COALESCE(o.shop, ''))
       AND COALESCE(v.paid_at, v.ordered_at, '') < :next
     ORDER BY v.file, v.line`,
    { ...span },
  );
}

type VersionRow = OrderRow & { readonly of_id: number };

function differs(version: OrderRow, order: OrderRow): boolean {
  const said = (row: OrderRow): string =>
    [row.platform, row.currency, row.payable_minor, row.refunded_minor, row.status, row.customer].join('\n');
  return said(version) !== said(order);
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function orderFacts(row: OrderRow): OrderFacts {
  return present({
    orderNo: row.order_no,
    currency: row.currency,
    payable: minor(row.payable_minor),
    place: { file: row.file, line: row.line },
    orderedAt: row.ordered_at,
    paidAt: row.paid_at,
    shippedAt: row.shipped_at,
    confirmedAt: row.confirmed_at,
    platform: row.platform,
    shop: row.shop,
    customer: row.customer,
    status: row.status,
    refunded: row.refunded_minor === null ? undefined : minor(row.refunded_minor),
    dueOn: row.due_on,
    paymentMethod: row.payment_method,
    salesperson: row.salesperson,
    terms: row.terms,
  });
}

/** A settlement line with its account's id and place, as `LINE_COLUMNS` selects it from `l`, `a`, `p`. */
export interface LineRow {
  readonly id: number;
  readonly kind: LineKind;
  readonly account: string;
  readonly occurred_at: Moment;
  readonly order_no: string | null;
  readonly trade_no: string | null;
  readonly refund_no: string | null;
  readonly gross_minor: number;
  readonly fee_minor: number;
  readonly net_minor: number;
  readonly currency: Currency;
  readonly type_words: string | null;
  readonly memo: string | null;
  readonly file: string;
  readonly line: number;
}

export const LINE_COLUMNS = `l.id, l.kind, a.ref AS account, l.occurred_at, l.order_no, l.trade_no, l.refund_no, l.gross_minor,
  l.fee_minor, l.net_minor, l.currency, l.type_words, l.memo, p.file, l.line`;

export function lineFacts(row: LineRow): LineFacts {
  return present({
    id: row.id,
    kind: row.kind,
    account: row.account,
    occurredAt: row.occurred_at,
    gross: minor(row.gross_minor),
    fee: minor(row.fee_minor),
    net: minor(row.net_minor),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    orderNo: row.order_no,
    tradeNo: row.trade_no,
    refundNo: row.refund_no,
    typeWords: row.type_words,
    memo: row.memo,
  });
}
