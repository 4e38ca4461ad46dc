import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { boundsOf } from './facts.ts';
import type { ReportContext } from './report.ts';

/** A wallet's balances around a span of days, in one currency. */
export interface Ends {
  readonly account: string;
  readonly platform: string | null;
  readonly currency: Currency;
  /** The last balance before the period; where there is none, the first balance in it less its row. */
  readonly before: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly first_on: Day | null;
  readonly last_on: Day | null;
}

/** The balances at both ends, in the order the rows follow each other (statements by day, rows as the file lists them). */
export async function loadEnds(context: ReportContext): Promise<readonly Ends[]> {
  const { from, next } = boundsOf(context);
  return context.db.all<Ends>(
    `WITH line AS (
       SELECT l.account_id, l.currency, l.occurred_at, l.net_minor, l.balance_minor,
              CASE WHEN :from IS NULL OR l.occurred_at >= :from THEN 1 ELSE 0 END AS inside,
              ROW_NUMBER() OVER (
                PARTITION BY l.account_id, l.currency
                ORDER BY substr(l.occurred_at, 1, 10), s.from_on, s.sha256, CASE WHEN s.newest_first = 1 THEN -l.line ELSE l.line END
              ) AS place
       FROM v_line l JOIN v_statement s ON s.id = l.statement_id
       WHERE l.bill <> 'trade' AND l.balance_minor IS NOT NULL AND l.occurred_at < :next
     ), span AS (
       SELECT account_id, currency, MAX(place) FILTER (WHERE inside = 0) AS before_place,
              MIN(place) FILTER (WHERE inside = 1) AS first_place, MAX(place) AS last_place
       FROM line GROUP BY account_id, currency
     )
     SELECT a.ref AS account, a.platform, s.currency, b.balance_minor AS before,
            f.balance_minor - f.net_minor AS first, z.balance_minor AS last,
            substr(f.occurred_at, 1, 10) AS first_on, CASE WHEN z.inside = 1 THEN substr(z.occurred_at, 1, 10) END AS last_on
     FROM span s JOIN v_account a ON a.id = s.account_id
     JOIN line z ON z.account_id = s.account_id AND z.currency = s.currency AND z.place = s.last_place
     LEFT JOIN line b ON b.account_id = s.account_id AND b.currency = s.currency AND b.place = s.before_place
     LEFT JOIN line f ON f.account_id = s.account_id AND f.currency = s.currency AND f.place = s.first_place
     ORDER BY a.ref, s.currency`,
    { from, next },
  );
}
