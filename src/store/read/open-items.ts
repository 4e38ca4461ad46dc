import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import type { OpenBankLine, OpenPayout } from '../../model/match.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database, SqlParams } from '../database.ts';

interface PayoutRow {
  readonly id: number;
  readonly kind: OpenPayout['kind'];
  readonly account_id: number;
  readonly batch_no: string | null;
  readonly trade_no: string | null;
  readonly memo: string | null;
  readonly occurred_at: Moment;
  readonly gross_minor: number;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** Payout rows and their returns in the platforms' statements; amounts positive, what the bank should see. */
export async function loadPayouts(db: Database): Promise<readonly OpenPayout[]> {
  const rows = await db.all<PayoutRow>(
    `SELECT l.id, l.kind, l.account_id, l.batch_no, l.trade_no, l.memo, l.occurred_at, l.gross_minor, l.currency, p.file, l.line
     FROM v_line l JOIN v_place p ON p.statement_id = l.statement_id
     WHERE l.kind IN ('payout', 'payout-return') AND l.bill <> 'trade'
     ORDER BY l.account_id, l.occurred_at, l.batch_no, l.gross_minor, p.sha256, l.line`,
  );
  const numbers = ownNumbers(rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    item: 'line',
    accountId: row.account_id,
    ref: row.batch_no === null ? `${row.file}:${row.line}` : `batch:${row.batch_no}`,
    occurredAt: row.occurred_at,
    amount: minor(Math.abs(row.gross_minor)),
    currency: row.currency,
    ...(row.batch_no === null ? {} : { batchNo: row.batch_no }),
    ...(numbers.has(row) ? { numbers: numbers.get(row) ?? [] } : {}),
  }));
}

/** Shorter ones are days and amounts. */
const OWN_NUMBER_CHARS = 10;

/**
 * Numbers of a payout's row beside its batch (the platform's trade number, a trace id or UTR in its memo) that no other
 * payout has: what several rows carry (a card's number) names none of them.
 */
function ownNumbers(rows: readonly PayoutRow[]): ReadonlyMap<PayoutRow, readonly string[]> {
  const said = rows.map((row) => ({
    row,
    numbers: [...new Set(`${row.trade_no ?? ''} ${row.memo ?? ''}`.match(/[A-Za-z0-9]*\d[A-Za-z0-9]*/gu) ?? [])],
  }));
  const counts = new Map<string, number>();
  for (const number of said.flatMap(({ numbers }) => numbers)) counts.set(number, (counts.get(number) ?? 0) + 1);
  return new Map(
    said.flatMap(({ row, numbers }) => {
      const own = numbers.filter(
        (number) => number.length >= OWN_NUMBER_CHARS && counts.get(number) === 1 && number !== row.batch_no,
      );
      return own.length === 0 ? [] : [[row, own] as const];
    }),
  );
}

/** A settlement batch: what its lines come to, and what the statement says was paid out for it. */
export interface BatchSum {
  readonly accountId: number;
  readonly batchNo: string;
  readonly currency: Currency;
  readonly lines: number;
  /** Σ net of its lines but the payout's own. */
  readonly net: Minor;
  readonly lastOn: Day;
  /** The payout row's id and amount (positive), where there is one. */
  readonly payoutId?: number;
  readonly paid?: Minor;
}

interface BatchRow {
  readonly account_id: number;
  readonly batch_no: string;
  readonly currency: Currency;
  readonly line_count: number;
  readonly net: number | null;
  readonly last_on: Day;
  readonly payout_id: number | null;
  readonly paid: number | null;
}

/** Batches that lines other than payouts name, by account, number and currency. */
export async function loadBatches(db: Database, before?: Day): Promise<readonly BatchSum[]> {
  const rows = await db.all<BatchRow>(
    `SELECT account_id, batch_no, currency,
            COUNT(*) FILTER (WHERE kind NOT IN ('payout', 'payout-return')) AS line_count,
            SUM(net_minor) FILTER (WHERE kind NOT IN ('payout', 'payout-return')) AS net,
            MAX(COALESCE(settled_on, substr(occurred_at, 1, 10))) AS last_on,
            MIN(id) FILTER (WHERE kind = 'payout') AS payout_id,
            -SUM(gross_minor) FILTER (WHERE kind = 'payout') AS paid
     FROM v_line
     WHERE batch_no IS NOT NULL AND (:before IS NULL OR occurred_at < :before)
     GROUP BY account_id, batch_no, currency
     HAVING COUNT(*) FILTER (WHERE kind NOT IN ('payout', 'payout-return')) > 0
     ORDER BY account_id, last_on, batch_no`,
    { before: before ?? null },
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    batchNo: row.batch_no,
    currency: row.currency,
    lines: row.line_count,
    net: minor(row.net ?? 0),
    lastOn: row.last_on,
    ...(row.payout_id === null ? {} : { payoutId: row.payout_id }),
    ...(row.paid === null ? {} : { paid: minor(row.paid) }),
  }));
}

interface BankRow {
  readonly id: number;
  readonly account_id: number;
  readonly account: string;
  readonly booked_at: Moment;
  readonly amount_minor: number;
  readonly currency: Currency;
  readonly counterparty: string | null;
  readonly counterparty_account: string | null;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly file: string;
  readonly line: number;
}

/** Every kept bank line, in the total order that doesn't depend on the order of import. */
export async function loadBankLines(db: Database): Promise<readonly OpenBankLine[]> {
  const rows = await db.all<BankRow>(
    `SELECT b.id, b.account_id, a.ref AS account, b.booked_at, b.amount_minor, b.currency, b.counterparty,
            b.counterparty_account, b.reference, b.memo, p.file, b.line
     FROM v_bank b JOIN v_account a ON a.id = b.account_id JOIN v_place p ON p.statement_id = b.statement_id
     ORDER BY a.ref, b.booked_at, b.reference, b.amount_minor, p.sha256, b.line`,
  );
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    ref: bankRef(row),
    bookedAt: row.booked_at,
    amount: minor(row.amount_minor),
    currency: row.currency,
    ...(row.counterparty === null ? {} : { counterparty: row.counterparty }),
    ...(row.counterparty_account === null ? {} : { counterpartyAccount: row.counterparty_account }),
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.memo === null ? {} : { memo: row.memo }),
  }));
}

/** `bank:ACCOUNT/REF`; a bank without serial numbers is named by file and line. */
function bankRef(row: {
  readonly account: string;
  readonly reference: string | null;
  readonly file: string;
  readonly line: number;
}): string {
  return row.reference === null ? `${row.file}:${row.line}` : `bank:${row.account}/${row.reference}`;
}

/** What an account's own lines earned on one day. */
export interface EarnedDay {
  readonly accountId: number;
  readonly currency: Currency;
  readonly day: Day;
  readonly net: Minor;
  readonly lines: number;
}

/** A time of day (`23:00`) at which a platform begins its next day, from a day on; none where undefined. */
export interface Cutoff {
  readonly from?: Day;
  readonly time?: string;
}

/**
 * Net of the order-side lines of one account by platform day; what happens at or after the cut-off of its day counts
 * for the next one, told by `late`. Cut-offs are in the order of their days.
 */
export async function loadEarnedDays(
  db: Database,
  accountId: number,
  cutoffs: readonly Cutoff[],
  before?: Day,
): Promise<readonly (EarnedDay & { readonly late: boolean })[]> {
  const rows = await db.all<{ currency: Currency; day: Day; late: number; net: number; line_count: number }>(
    `WITH earned AS (${cutoffs.length === 0 ? EARNED : earnedByCutoff(cutoffs)})
     SELECT currency, day, late, SUM(net_minor) AS net, SUM(line_count) AS line_count
     FROM earned GROUP BY currency, day, late ORDER BY day, late, currency`,
    { accountId, before: before ?? null, ...cutoffParams(cutoffs) },
  );
  return rows.map((row) => ({
    accountId,
    currency: row.currency,
    day: row.day,
    late: row.late === 1,
    net: minor(row.net),
    lines: row.line_count,
  }));
}

const EARNED_LINES = `l.account_id = :accountId AND l.kind NOT IN ('payout', 'payout-return', 'transfer', 'deposit')
         AND (:before IS NULL OR l.occurred_at < :before)
         AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))`;

/** The sums kept by day; of a fund bill its lines, as those that a trade bill tells too don't count. */
const EARNED = `
       SELECT currency, day, 0 AS late, net_minor, line_count FROM v_statement_day
       WHERE account_id = :accountId AND bill <> 'fund' AND (:before IS NULL OR day < :before)
       UNION ALL
       SELECT l.currency, substr(l.occurred_at, 1, 10), 0, l.net_minor, 1
       FROM (SELECT MIN(id) AS one FROM v_statement WHERE account_id = :accountId AND bill = 'fund' HAVING COUNT(*) > 0) AS funds
       CROSS JOIN v_line l WHERE l.bill = 'fund' AND ${EARNED_LINES}`;

/** The cut-off of a line's own day: that of the last rule that had begun. */
function earnedByCutoff(cutoffs: readonly Cutoff[]): string {
  const ofDay = cutoffs.map((_, index) => `WHEN l.occurred_at >= :from${index} THEN :time${index}`).reverse();
  return `
       SELECT l.currency, substr(l.occurred_at, 1, 10) AS day,
              CASE WHEN length(l.occurred_at) > 10 AND substr(l.occurred_at, 12) >= CASE ${ofDay.join(' ')} END
                   THEN 1 ELSE 0 END AS late,
              l.net_minor, 1 AS line_count
       FROM v_line l WHERE ${EARNED_LINES}`;
}

function cutoffParams(cutoffs: readonly Cutoff[]): SqlParams {
  const params = cutoffs.flatMap(({ from = '', time = null }, index) => [
    [`from${index}`, from] as const,
    [`time${index}`, time] as const,
  ]);
  return Object.fromEntries(params);
}

/** How an account's payouts are told apart, as its statements show by a day. */
export interface PayoutHabit {
  readonly payouts: boolean;
  readonly batches: boolean;
  /** It keeps a balance, so what isn't paid out stays in it. */
  readonly balance: boolean;
}

/** Which of an account's statements speak of payouts, batches, or a balance. */
export async function loadPayoutHabits(db: Database, before?: Day): Promise<ReadonlyMap<number, PayoutHabit>> {
  const params = { before: before ?? null };
  const payouts = await idsOf(
    db,
    `SELECT DISTINCT account_id AS id FROM v_line
     WHERE kind IN ('payout', 'payout-return') AND kind = 'payout' AND (:before IS NULL OR occurred_at < :before)`,
    params,
  );
  const batches = await idsOf(
    db,
    `SELECT DISTINCT account_id AS id FROM v_line
     WHERE batch_no IS NOT NULL AND kind NOT IN ('payout', 'payout-return') AND (:before IS NULL OR occurred_at < :before)`,
    params,
  );
  const balances = await idsOf(
    db,
    `SELECT DISTINCT account_id AS id FROM v_statement
     WHERE kind = 'settlement' AND (bill = 'fund' OR closing_minor IS NOT NULL) AND (:before IS NULL OR from_on < :before)`,
    params,
  );
  const all = new Set([...payouts, ...batches, ...balances]);
  return new Map(
    [...all].map((id) => [id, { payouts: payouts.has(id), batches: batches.has(id), balance: balances.has(id) }]),
  );
}

async function idsOf(db: Database, sql: string, params: SqlParams): Promise<ReadonlySet<number>> {
  return new Set((await db.all<{ id: number }>(sql, params)).map((row) => row.id));
}
