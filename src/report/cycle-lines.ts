import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import { minor, plus, type Minor } from '../model/money.ts';
import { loadDayOrders, type DayBook, type LineSums } from './cycle-days.ts';
import type { ReportContext } from './report.ts';

interface Placed {
  readonly account: string;
  readonly currency: Currency;
  readonly name: string;
}

interface SumsRow extends Placed {
  readonly first_at: Moment | null;
  readonly last_at: Moment | null;
  readonly orders: number;
  readonly gross: number;
  readonly refunds: number;
  readonly fees: number;
  readonly net: number;
}

interface PaidRow extends Placed {
  readonly paid_on: Day;
  readonly gross: number;
}

/** What is asked of the lines behind a payout: cells, the tables they need beside the line `l`, and further keys. */
interface Asked {
  readonly cells: string;
  readonly tables: string;
  readonly keys: string;
}

/** A fee told by a line of its own is that line's net; beside a sale it is the line's fee. */
const SUMS: Asked = {
  cells: `
  MIN(l.occurred_at) AS first_at, MAX(l.occurred_at) AS last_at,
  COUNT(DISTINCT CASE WHEN l.kind = 'sale' THEN COALESCE(l.trade_no, l.order_no) END) AS orders,
  COALESCE(SUM(CASE WHEN l.kind = 'sale' THEN l.gross_minor ELSE 0 END), 0) AS gross,
  COALESCE(SUM(CASE WHEN l.kind = 'refund' THEN l.gross_minor ELSE 0 END), 0) AS refunds,
  COALESCE(SUM(CASE WHEN l.kind IN ('fee', 'commission') THEN -l.net_minor ELSE l.fee_minor END), 0) AS fees,
  COALESCE(SUM(l.net_minor), 0) AS net`,
  tables: '',
  keys: '',
};

/** Sales by the day their order was paid; a fund bill's row by the row of the trade bill that tells the same. */
const PAID: Asked = {
  cells: 'substr(o.paid_at, 1, 10) AS paid_on, SUM(l.gross_minor) AS gross',
  tables: `LEFT JOIN v_fund_tie told ON told.fund_line_id = l.id
    JOIN v_line_match m ON m.line_id = COALESCE(told.trade_line_id, l.id)
    JOIN v_order o ON o.id = m.order_id AND l.kind = 'sale' AND o.paid_at IS NOT NULL`,
  keys: ', substr(o.paid_at, 1, 10)',
};

export type SumsOf = (account: string, ref: string, currency: Currency) => LineSums | undefined;

/** What customers paid on one day, of the sales behind a payout. */
export interface PaidDay {
  readonly paidOn: Day;
  readonly gross: Minor;
}

export type PaidOf = (account: string, ref: string, currency: Currency) => readonly PaidDay[];

/** Where the lines behind payouts are looked for. */
export interface BehindPayouts {
  /** Whole days, as the account's lines were gathered. */
  readonly days: DayBook;
  /** Whether any payout is a whole day; one that isn't has a row or a batch of its own. */
  readonly hasDays: boolean;
  readonly hasOthers: boolean;
}

/** What the lines behind each payout come to. */
export async function loadLineSums(context: ReportContext, behind: BehindPayouts): Promise<SumsOf> {
  const placed = behind.hasOthers ? await loadPlaced<SumsRow>(context, SUMS) : new Map<string, SumsRow[]>();
  const orders = behind.hasDays ? await loadDayOrders(context) : undefined;
  const sums = new Map([...placed].map(([key, rows]) => [key, joined(rows.flatMap((row) => lineSums(row) ?? []))]));
  for (const [key, day] of behind.days.sums) sums.set(key, { ...day, orders: orders?.get(key) ?? 0 });
  return (account, ref, currency) => sums.get(`${account}\n${ref}\n${currency}`);
}

/** When the sales behind each payout were paid by the customers, of those whose orders are in the books. */
export async function loadPaidDays(context: ReportContext, { days, hasOthers }: BehindPayouts): Promise<PaidOf> {
  const placed = hasOthers ? await loadPlaced<PaidRow>(context, PAID) : new Map<string, PaidRow[]>();
  return (account, ref, currency) => {
    const key = `${account}\n${ref}\n${currency}`;
    const day = days.paid.get(key);
    if (day !== undefined) return [...day].map(([paidOn, gross]) => ({ paidOn, gross }));
    return (placed.get(key) ?? []).map((row) => ({ paidOn: row.paid_on, gross: minor(row.gross) }));
  };
}

/** The lines behind each payout with a row or a batch, by its ref: its batch's, else the wallet's since the payout before. */
async function loadPlaced<T extends Placed>(
  { db, asOf }: ReportContext,
  asked: Asked,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const params = { next: addDays(asOf, 1) };
  const keyOf = (row: T): string => `${row.account}\n${row.name}\n${row.currency}`;
  const placed = new Map(groupedBy(await db.all<T>(sincePayout(asked), params), keyOf));
  const batches = groupedBy(await db.all<T>(byBatch(asked), params), keyOf);
  for (const [key, rows] of batches) placed.set(key, rows);
  return placed;
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const own = groups.get(key);
    if (own) own.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The sums of several runs of lines together. */
export function joined(parts: readonly LineSums[]): LineSums | undefined {
  const [first] = parts;
  if (!first) return undefined;
  return {
    from: parts.reduce((day, part) => (part.from < day ? part.from : day), first.from),
    to: parts.reduce((day, part) => (part.to > day ? part.to : day), first.to),
    orders: parts.reduce((sum, part) => sum + part.orders, 0),
    gross: plus(...parts.map((part) => part.gross)),
    refunds: plus(...parts.map((part) => part.refunds)),
    fees: plus(...parts.map((part) => part.fees)),
    net: plus(...parts.map((part) => part.net)),
  };
}

function lineSums(row: SumsRow): LineSums | undefined {
  if (row.first_at === null || row.last_at === null) return undefined;
  return {
    from: dayOf(row.first_at),
    to: dayOf(row.last_at),
    orders: row.orders,
    gross: minor(row.gross),
    refunds: minor(row.refunds),
    fees: minor(row.fees),
    net: minor(row.net),
  };
}

const byBatch = ({ cells, tables, keys }: Asked): string => `
  SELECT a.ref AS account, l.currency, 'batch:' || l.batch_no AS name, ${cells}
  FROM v_line l JOIN v_account a ON a.id = l.account_id ${tables}
  WHERE l.batch_no IS NOT NULL AND l.kind NOT IN ('payout', 'payout-return') AND l.occurred_at < :next
  GROUP BY a.ref, l.currency, l.batch_no${keys}`;

/** Each line belongs to the first payout that isn't before it; what came after the last one isn't paid out yet. */
const sincePayout = ({ cells, tables, keys }: Asked): string => `
  WITH placed AS (
    SELECT l.*, p.file, COALESCE(SUM(CASE WHEN l.kind = 'payout' THEN 1 ELSE 0 END) OVER (
             PARTITION BY l.account_id, l.currency
             ORDER BY l.occurred_at, CASE WHEN l.kind = 'payout' THEN 1 ELSE 0 END, l.batch_no, l.gross_minor, p.sha256, l.line
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS nth
    FROM v_line l JOIN v_place p ON p.statement_id = l.statement_id
    WHERE l.bill <> 'trade' AND l.occurred_at < :next
  ), payout AS (
    SELECT account_id, currency, nth, COALESCE('batch:' || batch_no, file || ':' || line) AS name
    FROM placed WHERE kind = 'payout'
  )
  SELECT a.ref AS account, l.currency, p.name, ${cells}
  FROM placed l JOIN payout p ON p.account_id = l.account_id AND p.currency = l.currency AND p.nth = l.nth
  JOIN v_account a ON a.id = l.account_id ${tables}
  WHERE l.kind <> 'payout'
  GROUP BY a.ref, l.currency, p.nth, p.name${keys}`;
