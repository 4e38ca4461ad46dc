import type { Currency } from '../model/currency.ts';
import { dayOf, type Day, type Moment } from '../model/day.ts';
import { minor, type Minor } from '../model/money.ts';
import type { OrderStatus } from '../model/statement.ts';
import { addDays } from '../model/day.ts';
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

/** One order with the day of each stage it has reached by the day of asking. */
export interface OrderStages {
  readonly orderNo: string;
  readonly shop?: string;
  readonly platform?: string;
  readonly customer?: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly days: Readonly<Partial<Record<Stage, Day>>>;
  /** Where it stands: the last stage it reached, `cancelled`, or `refunded` once all of it went back. */
  readonly state: Stage | 'cancelled' | 'refunded';
  readonly file: string;
  readonly line: number;
}

interface StageRow {
  readonly order_no: string;
  readonly shop: string | null;
  readonly platform: string | null;
  readonly customer: string | null;
  readonly payable: number;
  readonly refunded: number | null;
  readonly currency: Currency;
  readonly status: OrderStatus | null;
  readonly ordered_at: Moment | null;
  readonly paid_at: Moment | null;
  readonly shipped_at: Moment | null;
  readonly confirmed_at: Moment | null;
  readonly settled_on: Day | null;
  readonly sent_back: number | null;
  readonly paid_out_on: Day | null;
  readonly in_bank_on: Day | null;
  readonly receipt_on: Day | null;
  readonly invoiced_on: Day | null;
  readonly file: string;
  readonly line: number;
}

/**
 * Orders with their stages, in batches; `where` is a condition over the order `o`. Settled: its line stands in a
 * platform's statement, or a customer's money pays all of it. Paid out and in the bank where the platform names the batch.
 */
export async function* orderStages(
  { db, asOf }: ReportContext,
  where = '1 = 1',
): AsyncIterable<readonly OrderStages[]> {
  const next = addDays(asOf, 1);
  const batches = db.stream<StageRow>(
    `WITH line AS (
       SELECT m.order_id, MIN(substr(COALESCE(l.settled_on, l.occurred_at), 1, 10)) FILTER (WHERE l.kind = 'sale') AS settled_on,
              -SUM(l.gross_minor) FILTER (WHERE l.kind = 'refund') AS sent_back, MIN(l.account_id) AS account_id, MIN(l.batch_no) AS batch_no
       FROM v_line_match m JOIN v_line l ON l.id = m.line_id WHERE l.occurred_at < :next GROUP BY m.order_id
     ), payout AS (
       SELECT account_id, batch_no, MIN(substr(occurred_at, 1, 10)) AS on_day, MIN(id) AS id
       FROM v_line WHERE kind = 'payout' AND batch_no IS NOT NULL AND occurred_at < :next GROUP BY account_id, batch_no
     ), bank AS (
       SELECT m.item_id, MIN(g.matched_on) AS on_day FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
       WHERE g.leg = 'payout-bank' AND g.state <> 'suggested' AND m.item = 'line' AND g.matched_on < :next GROUP BY m.item_id
     ), receipt AS (
       SELECT m.item_id, MAX(COALESCE(m.counts_from, g.matched_on)) AS on_day, SUM(m.amount_minor) AS amount
       FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
       WHERE g.leg = 'receipt-receivable' AND g.state <> 'suggested' AND m.item = 'order' AND m.ref NOT LIKE 'late-fee:%'
         AND COALESCE(m.counts_from, g.matched_on) < :next
       GROUP BY m.item_id
     ), billed AS (
       SELECT order_no, MIN(issued_on) AS on_day FROM v_invoice
       WHERE order_no IS NOT NULL AND total_minor > 0 AND issued_on < :next GROUP BY order_no
     )
     SELECT o.order_no, o.shop, o.platform, o.customer, o.payable_minor AS payable, o.refunded_minor AS refunded, o.currency,
            o.status, o.ordered_at, o.paid_at, o.shipped_at, o.confirmed_at, line.settled_on, line.sent_back,
            payout.on_day AS paid_out_on, bank.on_day AS in_bank_on, receipt.on_day AS receipt_on,
            billed.on_day AS invoiced_on, p.file, o.line
     FROM v_order o JOIN v_place p ON p.statement_id = o.statement_id
     LEFT JOIN line ON line.order_id = o.id
     LEFT JOIN payout ON payout.account_id = line.account_id AND payout.batch_no = line.batch_no
     LEFT JOIN bank ON bank.item_id = payout.id
     LEFT JOIN receipt ON receipt.item_id = o.id AND receipt.amount >= o.payable_minor
     LEFT JOIN billed ON billed.order_no = o.order_no
     WHERE COALESCE(o.ordered_at, o.paid_at) < :next AND ${where}
     ORDER BY COALESCE(o.ordered_at, o.paid_at), o.order_no`,
    { next },
  );
  for await (const batch of batches) yield batch.map((row) => stagesOf(row, asOf));
}

function stagesOf(row: StageRow, asOf: Day): OrderStages {
  const reached = Object.entries({
    ordered: row.ordered_at ?? row.paid_at,
    paid: row.paid_at ?? row.receipt_on,
    shipped: row.shipped_at,
    confirmed: row.confirmed_at,
    settled: row.settled_on ?? row.receipt_on,
    'paid-out': row.paid_out_on,
    'in-bank': row.in_bank_on ?? row.receipt_on,
    invoiced: row.invoiced_on,
  }).flatMap(([stage, at]) => (at === null || dayOf(at) > asOf ? [] : [[stage, dayOf(at)] as const]));
  const days: Partial<Record<Stage, Day>> = Object.fromEntries(reached);
  const closed = closedOn(days);
  if (closed !== undefined) days.closed = closed;
  return {
    orderNo: row.order_no,
    amount: minor(row.payable),
    currency: row.currency,
    days,
    state: stateOf(row, days),
    file: row.file,
    line: row.line,
    ...(row.shop === null ? {} : { shop: row.shop }),
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.customer === null ? {} : { customer: row.customer }),
  };
}

/** Money in the bank and invoiced: nothing is left to do. */
function closedOn(days: Readonly<Partial<Record<Stage, Day>>>): Day | undefined {
  const [bank, invoice] = [days['in-bank'], days.invoiced];
  if (bank === undefined || invoice === undefined) return undefined;
  return bank > invoice ? bank : invoice;
}

function stateOf(row: StageRow, days: Readonly<Partial<Record<Stage, Day>>>): OrderStages['state'] {
  if (row.status === 'cancelled') return 'cancelled';
  const back = Math.max(row.sent_back ?? 0, row.refunded ?? 0);
  if (back > 0 && back >= row.payable) return 'refunded';
  return STAGES.findLast((stage) => days[stage] !== undefined) ?? 'ordered';
}
