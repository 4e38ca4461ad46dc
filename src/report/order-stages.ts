import type { Currency } from '../model/currency.ts';
import { addDays, type Day } from '../model/day.ts';
import { minor, type Minor } from '../model/money.ts';
import { boundsOf } from './facts.ts';
import type { ReportContext } from './report.ts';

/** The way of an order, in the order in which it goes it (DOMAIN.md 5). */
export const STAGES = [
  'ordered',
  'paid',
  'shipped',
  'confirmed',
  'settled',
  'paid-out',
  'in-bank',
  'invoiced',
  'closed',
] as const;
export type Stage = (typeof STAGES)[number];

/** What an order has reached by the day of asking. */
export interface Standing {
  /** The day of each stage. */
  readonly days: Readonly<Partial<Record<Stage, Day>>>;
  /** Where it stands: the last stage it reached, `cancelled`, or `refunded` once all of it went back. */
  readonly state: Stage | 'cancelled' | 'refunded';
}

/** One order with what it has reached. */
export interface OrderStages extends Standing {
  readonly orderNo: string;
  readonly shop?: string;
  readonly platform?: string;
  readonly customer?: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** All orders of one currency that reached the same stages on the same days. */
export interface StageGroup extends Standing {
  readonly currency: Currency;
  readonly orders: number;
  readonly amount: Minor;
}

/** What the store says of an order's standing: days, but for `gone`. */
const STANDING = [
  'gone',
  'ordered_on',
  'paid_on',
  'shipped_on',
  'confirmed_on',
  'settled_on',
  'paid_out_on',
  'in_bank_on',
  'receipt_on',
  'invoiced_on',
] as const;
type StandingRow = Readonly<Record<(typeof STANDING)[number], string | null>>;

interface OrderRow extends StandingRow {
  readonly order_no: string;
  readonly shop: string | null;
  readonly platform: string | null;
  readonly customer: string | null;
  readonly payable: number;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

interface GroupRow {
  readonly key: string;
  readonly orders: number;
  readonly amount: number;
}

/**
 * Orders put together by what they have reached: a million of them are a few hundred groups, and only those leave the
 * store. Those of the period and of the filters (platform, shop, customer).
 */
export async function* stageGroups(context: ReportContext): AsyncIterable<StageGroup> {
  const { db, asOf, filters } = context;
  const { platform = null, shop = null, customer = null } = filters;
  const { from, next: until } = boundsOf(context);
  const isAsked = `
    AND COALESCE(o.ordered_at, o.paid_at) >= COALESCE(:from, '') AND COALESCE(o.ordered_at, o.paid_at) < :until
    AND (:platform IS NULL OR o.platform = :platform) AND (:shop IS NULL OR o.shop = :shop)
    AND (:customer IS NULL OR o.customer = :customer)`;
  // One text is sorted in half the time of eleven columns.
  const key = `concat(currency, ',', ${STANDING.join(", ',', ")})`;
  const rows = db.stream<GroupRow>(
    `${standingOf('v_order o', isAsked)}
     SELECT ${key} AS key, COUNT(*) AS orders, SUM(payable) AS amount FROM standing GROUP BY 1`,
    { next: addDays(asOf, 1), from, until, platform, shop, customer },
  );
  for await (const batch of rows) for (const row of batch) yield groupOf(row, asOf);
}

function groupOf({ key, orders, amount }: GroupRow, asOf: Day): StageGroup {
  const [currency, ...cells] = key.split(',');
  const row = Object.fromEntries(
    STANDING.map((column, index) => [column, cells[index] === '' ? null : cells[index]]),
  ) as StandingRow;
  return { ...stagesOf(row, asOf), currency: currency as Currency, orders, amount: minor(amount) };
}

/** A few orders with what each has reached, by moment and number; `numbers` selects their numbers, as `order_no`. */
export async function loadOrderStages({ db, asOf }: ReportContext, numbers: string): Promise<readonly OrderStages[]> {
  const rows = await db.all<OrderRow>(
    `${standingOf(`(${numbers}) AS asked CROSS JOIN v_order o`, 'AND o.order_no = asked.order_no')}
     SELECT o.order_no, o.shop, o.platform, o.customer, o.payable_minor AS payable, o.currency, p.file, o.line,
            ${STANDING.join(', ')}
     FROM standing s CROSS JOIN v_order o JOIN v_place p ON p.statement_id = o.statement_id
     WHERE o.id = s.order_id ORDER BY COALESCE(o.ordered_at, o.paid_at), o.order_no`,
    { next: addDays(asOf, 1) },
  );
  return rows.map((row) => ({
    ...stagesOf(row, asOf),
    orderNo: row.order_no,
    amount: minor(row.payable),
    currency: row.currency,
    file: row.file,
    line: row.line,
    ...(row.shop === null ? {} : { shop: row.shop }),
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.customer === null ? {} : { customer: row.customer }),
  }));
}

/**
 * WITH … `standing`: each order of `orders` (as `o`) that was there before :next, with the days it reached its stages on.
 * Settled: its line stands in a platform's statement, or a customer's money pays all of it. Paid out and in the bank where
 * the platform names the batch. Order by order along the index of its matches: nothing is sorted before it is put together.
 */
function standingOf(orders: string, condition: string): string {
  return `
    WITH payout AS (
      SELECT account_id, batch_no, MIN(substr(occurred_at, 1, 10)) AS on_day, MIN(id) AS id
      FROM v_line WHERE kind = 'payout' AND batch_no IS NOT NULL AND occurred_at < :next GROUP BY account_id, batch_no
    ), bank AS (
      SELECT m.item_id, MIN(g.matched_on) AS on_day FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
      WHERE g.leg = 'payout-bank' AND g.state <> 'suggested' AND m.item = 'line' AND g.matched_on < :next GROUP BY m.item_id
    ), receipt AS (
      -- As a plain number it can be looked up; as the view makes it, all receipts would be read for every order.
      SELECT CAST(m.item_id AS BIGINT) AS order_id, MAX(COALESCE(m.counts_from, g.matched_on)) AS on_day, SUM(m.amount_minor) AS amount
      FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
      WHERE g.leg = 'receipt-receivable' AND g.state <> 'suggested' AND m.item = 'order' AND m.ref NOT LIKE 'late-fee:%'
        AND COALESCE(m.counts_from, g.matched_on) < :next
      GROUP BY m.item_id
    ), billed AS (
      SELECT order_no, MIN(issued_on) AS on_day FROM v_invoice
      WHERE order_no IS NOT NULL AND total_minor > 0 AND issued_on < :next GROUP BY order_no
    ), own AS (
      SELECT o.id, o.order_no, o.currency, o.status, o.payable_minor, o.refunded_minor, o.ordered_at, o.paid_at, o.shipped_at,
             o.confirmed_at, MIN(COALESCE(l.settled_on, l.occurred_at)) FILTER (WHERE l.kind = 'sale') AS settled_at,
             -SUM(l.gross_minor) FILTER (WHERE l.kind = 'refund') AS sent_back, MIN(l.account_id) AS account_id,
             MIN(l.batch_no) AS batch_no
      FROM ${orders} LEFT JOIN v_line_match m ON m.order_id = o.id
      LEFT JOIN v_line l ON l.id = m.line_id AND l.occurred_at < :next
      WHERE COALESCE(o.ordered_at, o.paid_at) < :next ${condition}
      GROUP BY o.id, o.order_no, o.currency, o.status, o.payable_minor, o.refunded_minor, o.ordered_at, o.paid_at,
               o.shipped_at, o.confirmed_at
    ), standing AS (
      SELECT own.id AS order_id, own.currency, own.payable_minor AS payable,
             CASE WHEN own.status = 'cancelled' THEN 'cancelled'
                  WHEN own.sent_back > 0 AND own.sent_back >= own.payable_minor THEN 'refunded'
                  WHEN own.refunded_minor > 0 AND own.refunded_minor >= own.payable_minor THEN 'refunded' END AS gone,
             substr(COALESCE(own.ordered_at, own.paid_at), 1, 10) AS ordered_on, substr(own.paid_at, 1, 10) AS paid_on,
             substr(own.shipped_at, 1, 10) AS shipped_on, substr(own.confirmed_at, 1, 10) AS confirmed_on,
             substr(own.settled_at, 1, 10) AS settled_on, payout.on_day AS paid_out_on, bank.on_day AS in_bank_on,
             receipt.on_day AS receipt_on, billed.on_day AS invoiced_on
      FROM own
      LEFT JOIN payout ON payout.account_id = own.account_id AND payout.batch_no = own.batch_no
      LEFT JOIN bank ON bank.item_id = payout.id
      LEFT JOIN receipt ON receipt.order_id = own.id AND receipt.amount >= own.payable_minor
      LEFT JOIN billed ON billed.order_no = own.order_no
    )`;
}

function stagesOf(row: StandingRow, asOf: Day): Standing {
  const reached = Object.entries({
    ordered: row.ordered_on,
    paid: row.paid_on ?? row.receipt_on,
    shipped: row.shipped_on,
    confirmed: row.confirmed_on,
    settled: row.settled_on ?? row.receipt_on,
    'paid-out': row.paid_out_on,
    'in-bank': row.in_bank_on ?? row.receipt_on,
    invoiced: row.invoiced_on,
  }).flatMap(([stage, on]) => (on === null || on > asOf ? [] : [[stage, on as Day] as const]));
  const days: Partial<Record<Stage, Day>> = Object.fromEntries(reached);
  const closed = closedOn(days);
  if (closed !== undefined) days.closed = closed;
  const gone = row.gone as 'cancelled' | 'refunded' | null;
  return { days, state: gone ?? STAGES.findLast((stage) => days[stage] !== undefined) ?? 'ordered' };
}

/** Money in the bank and invoiced: nothing is left to do. */
function closedOn(days: Readonly<Partial<Record<Stage, Day>>>): Day | undefined {
  const [bank, invoice] = [days['in-bank'], days.invoiced];
  if (bank === undefined || invoice === undefined) return undefined;
  return bank > invoice ? bank : invoice;
}
