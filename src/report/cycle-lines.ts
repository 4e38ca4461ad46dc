import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import { minor, plus, type Minor } from '../model/money.ts';
import { accountTerms, platformDay, type DatedRules } from '../settlement/index.ts';
import type { ReportContext } from './report.ts';

/** What the lines behind a payout come to. Refunds are negative, fees positive when charged; net is the rest of it. */
export interface LineSums {
  readonly from: Day;
  readonly to: Day;
  /** Distinct trades that were paid. */
  readonly orders: number;
  readonly gross: Minor;
  readonly refunds: Minor;
  readonly fees: Minor;
  readonly net: Minor;
}

interface SumsRow {
  readonly account: string;
  readonly currency: Currency;
  readonly name: string;
  readonly first_at: Moment | null;
  readonly last_at: Moment | null;
  readonly orders: number;
  readonly gross: number;
  readonly refunds: number;
  readonly fees: number;
  readonly net: number;
}

/** A fee told by a line of its own is that line's net; beside a sale it is the line's fee. */
const SUMS = `
  MIN(l.occurred_at) AS first_at, MAX(l.occurred_at) AS last_at,
  COUNT(DISTINCT CASE WHEN l.kind = 'sale' THEN COALESCE(l.trade_no, l.order_no) END) AS orders,
  COALESCE(SUM(CASE WHEN l.kind = 'sale' THEN l.gross_minor ELSE 0 END), 0) AS gross,
  COALESCE(SUM(CASE WHEN l.kind = 'refund' THEN l.gross_minor ELSE 0 END), 0) AS refunds,
  COALESCE(SUM(CASE WHEN l.kind IN ('fee', 'commission') THEN -l.net_minor ELSE l.fee_minor END), 0) AS fees,
  COALESCE(SUM(l.net_minor), 0) AS net`;

export type SumsOf = (account: string, ref: string, currency: Currency) => LineSums | undefined;

/**
 * The lines behind each payout, by its ref: its batch's, its whole day's (looked at with `hasDays` only), else the
 * wallet's since the payout before.
 */
export async function loadLineSums(context: ReportContext, hasDays: boolean): Promise<SumsOf> {
  const sums = new Map<string, LineSums>();
  const put = (row: SumsRow, ref: string): void => {
    const key = `${row.account}\n${ref}\n${row.currency}`;
    const parts = [sums.get(key), lineSums(row)].flatMap((part) => part ?? []);
    const whole = joined(parts);
    if (whole) sums.set(key, whole);
  };
  const params = { next: addDays(context.asOf, 1) };
  for (const row of await context.db.all<SumsRow>(SINCE_PAYOUT, params)) put(row, row.name);
  for (const row of await context.db.all<SumsRow>(BY_BATCH, params)) {
    sums.delete(`${row.account}\n${row.name}\n${row.currency}`);
    put(row, row.name);
  }
  const rules = rulesOf(context);
  const days = hasDays ? await context.db.all<SumsRow & { readonly late_from: string }>(BY_DAY, params) : [];
  for (const row of days) {
    const moment = (row.late_from === '' ? row.name : `${row.name} ${row.late_from}`) as Moment;
    put(row, `day:${row.account}/${platformDay(rules.get(row.account), moment)}`);
  }
  return (account, ref, currency) => sums.get(`${account}\n${ref}\n${currency}`);
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

/** The rules by which each account is paid: they say when its platform begins the next day. */
function rulesOf({ settings }: ReportContext): ReadonlyMap<string, DatedRules | undefined> {
  return new Map(settings.accounts.map((account) => [account.id, accountTerms(account.platform, account).paysOut]));
}

const BY_BATCH = `
  SELECT a.ref AS account, l.currency, 'batch:' || l.batch_no AS name, ${SUMS}
  FROM v_line l JOIN v_account a ON a.id = l.account_id
  WHERE l.batch_no IS NOT NULL AND l.kind NOT IN ('payout', 'payout-return') AND l.occurred_at < :next
  GROUP BY a.ref, l.currency, l.batch_no`;

/** By the minute, so that any cut-off can be laid over it. */
const BY_DAY = `
  SELECT a.ref AS account, l.currency, substr(l.occurred_at, 1, 10) AS name, substr(l.occurred_at, 12, 5) AS late_from, ${SUMS}
  FROM v_line l JOIN v_account a ON a.id = l.account_id
  WHERE l.kind NOT IN ('payout', 'payout-return', 'transfer', 'deposit') AND l.occurred_at < :next
    AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))
  GROUP BY a.ref, l.currency, substr(l.occurred_at, 1, 10), substr(l.occurred_at, 12, 5)
  ORDER BY a.ref, name, late_from`;

/** Each line belongs to the first payout that isn't before it; what came after the last one isn't paid out yet. */
const SINCE_PAYOUT = `
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
  SELECT a.ref AS account, l.currency, o.name, ${SUMS}
  FROM placed l JOIN payout o ON o.account_id = l.account_id AND o.currency = l.currency AND o.nth = l.nth
  JOIN v_account a ON a.id = l.account_id
  WHERE l.kind <> 'payout'
  GROUP BY a.ref, l.currency, o.nth, o.name`;
