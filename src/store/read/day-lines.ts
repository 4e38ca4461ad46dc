import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** What a confirmed group of days and a bank line holds: a whole day, or one line of a day. */
export interface HeldOfDay {
  readonly item: 'batch' | 'line';
  /** The line's id; 0 for a day. */
  readonly id: number;
  /** `day:ACCOUNT/DAY`, or the line's. */
  readonly ref: string;
  /** The line's own moment. */
  readonly occurredAt?: Moment;
  /** Negative where a window that holds the whole day gives a line back. */
  readonly amount: Minor;
  readonly currency: Currency;
}

/** What confirmed groups hold of a wallet's days; suggestions hold nothing. */
export async function loadHeldOfDays(db: Database, accountId: number, before?: Day): Promise<readonly HeldOfDay[]> {
  const rows = await db.all<{
    item: HeldOfDay['item'];
    item_id: number;
    ref: string;
    occurred_at: Moment | null;
    amount_minor: number;
    currency: Currency;
  }>(
    `SELECT m.item, m.item_id, m.ref, l.occurred_at, m.amount_minor, g.currency
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     LEFT JOIN v_line l ON m.item = 'line' AND l.id = m.item_id
     WHERE g.leg = 'settlement-bank' AND g.state <> 'suggested' AND m.side = 'expected' AND g.account_id = :accountId
       AND (:before IS NULL OR g.matched_on < :before)
     ORDER BY m.ref, m.item_id, g.id`,
    { accountId, before: before ?? null },
  );
  return rows.map((row) => ({
    item: row.item,
    id: row.item_id,
    ref: row.ref,
    amount: minor(row.amount_minor),
    currency: row.currency,
    ...(row.occurred_at === null ? {} : { occurredAt: row.occurred_at }),
  }));
}

/** One line that counts for a day of its account. */
export interface EarnedLine {
  readonly id: number;
  readonly ref: string;
  readonly kind: string;
  readonly occurredAt: Moment;
  readonly net: Minor;
  readonly currency: Currency;
  readonly tradeNo?: string;
}

/**
 * The single lines behind `loadEarnedDays` that happened on some days, and no others: a wallet has thousands a day. Each
 * stands among the rows of a statement with sums of that day; what came late for a closed month may stand elsewhere.
 */
export async function loadEarnedLines(
  db: Database,
  accountId: number,
  days: readonly Day[],
): Promise<readonly EarnedLine[]> {
  const asked = `(${days.map((_, index) => `:d${index}`).join(', ')})`;
  const rows = await db.all<{
    id: number;
    kind: string;
    occurred_at: Moment;
    net_minor: number;
    currency: Currency;
    trade_no: string | null;
    file: string;
    line: number;
  }>(
    `WITH line AS (
       SELECT l.* FROM (
         SELECT DISTINCT statement_id, first_id, last_id FROM v_statement_day WHERE account_id = :accountId AND day IN ${asked}
       ) AS s CROSS JOIN v_line l
       WHERE l.id BETWEEN s.first_id AND s.last_id AND l.statement_id = s.statement_id AND l.orig_at IS NULL
       UNION ALL
       SELECT l.* FROM v_line l WHERE l.orig_at IS NOT NULL AND l.occurred_at >= :from
     )
     SELECT l.id, l.kind, l.occurred_at, l.net_minor, l.currency, l.trade_no, p.file, l.line
     FROM line l JOIN v_place p ON p.statement_id = l.statement_id
     WHERE l.account_id = :accountId AND l.kind NOT IN ('payout', 'payout-return', 'transfer', 'deposit')
       AND substr(l.occurred_at, 1, 10) IN ${asked}
       AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))
     ORDER BY l.occurred_at, l.trade_no, l.kind, l.net_minor, p.sha256, l.line`,
    { accountId, from: [...days].sort()[0] ?? '', ...Object.fromEntries(days.map((day, index) => [`d${index}`, day])) },
  );
  return rows.map((row) => ({
    id: row.id,
    ref: row.trade_no === null ? `${row.file}:${row.line}` : `trade:${row.trade_no}`,
    kind: row.kind,
    occurredAt: row.occurred_at,
    net: minor(row.net_minor),
    currency: row.currency,
    ...(row.trade_no === null ? {} : { tradeNo: row.trade_no }),
  }));
}
