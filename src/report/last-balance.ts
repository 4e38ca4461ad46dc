import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minor, plus, type Minor } from '../model/money.ts';
import { byKey } from './columns.ts';
import { boundsOf } from './facts.ts';
import type { ReportContext } from './report.ts';

/** What an account holds by its statements' own word, and the day of the row or statement that says so. */
export interface LastBalance {
  readonly account: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly balance: Minor;
}

/**
 * The last balance of each account up to the day: that of its last row, else the closing balance of the last statement
 * that ended by then with the rows after it.
 */
export async function loadLastBalances(context: ReportContext): Promise<readonly LastBalance[]> {
  const { next } = boundsOf(context);
  const rows = await context.db.all<{ account: string; currency: Currency; day: Day; balance: number }>(
    `WITH line AS (
       SELECT account_id, currency, occurred_at AS moment, balance_minor AS balance, statement_id, line
       FROM v_line WHERE bill <> 'trade' AND balance_minor IS NOT NULL AND occurred_at < :next
       UNION ALL
       SELECT account_id, currency, booked_at, balance_minor, statement_id, line
       FROM v_bank WHERE balance_minor IS NOT NULL AND booked_at < :next
     ), placed AS (
       SELECT line.account_id, line.currency, line.moment, line.balance, ROW_NUMBER() OVER (
                PARTITION BY line.account_id, line.currency
                ORDER BY substr(line.moment, 1, 10) DESC, s.from_on DESC, s.sha256 DESC,
                         CASE WHEN s.newest_first = 1 THEN -line.line ELSE line.line END DESC
              ) AS place
       FROM line JOIN v_statement s ON s.id = line.statement_id
     )
     SELECT a.ref AS account, p.currency, substr(p.moment, 1, 10) AS day, p.balance
     FROM placed p JOIN v_account a ON a.id = p.account_id WHERE p.place = 1 ORDER BY a.ref, p.currency`,
    { next },
  );
  const byRow = rows.map((row) => ({ ...row, balance: minor(row.balance) }));
  const byStatement = await loadClosings(context, next);
  const keys = new Set([...byRow, ...byStatement].map((one) => `${one.account}\n${one.currency}`));
  return [...keys].sort().flatMap((key) => {
    const isOwn = (one: LastBalance): boolean => `${one.account}\n${one.currency}` === key;
    const both = [...byStatement.filter(isOwn), ...byRow.filter(isOwn)];
    return both.sort(byKey((one) => one.day)).slice(-1);
  });
}

async function loadClosings(context: ReportContext, next: string): Promise<readonly LastBalance[]> {
  const rows = await context.db.all<{
    account: string;
    currency: Currency;
    day: Day;
    closing: number;
    moved: number | null;
  }>(
    `WITH ended AS (
       SELECT s.account_id, s.account, s.currency, s.to_on, s.closing_minor,
              ROW_NUMBER() OVER (PARTITION BY s.account_id, s.currency ORDER BY s.to_on DESC, s.from_on DESC, s.sha256) AS place
       FROM v_statement s WHERE s.closing_minor IS NOT NULL AND s.to_on < :next AND s.kind = 'bank'
     )
     SELECT e.account, e.currency, e.to_on AS day, e.closing_minor AS closing,
            (SELECT SUM(b.amount_minor) FROM v_bank b WHERE b.account_id = e.account_id AND b.currency = e.currency
               AND substr(b.booked_at, 1, 10) > e.to_on AND b.booked_at < :next) AS moved
     FROM ended e WHERE e.place = 1 ORDER BY e.account, e.currency`,
    { next },
  );
  return rows.map((row) => ({ ...row, balance: plus(minor(row.closing), minor(row.moved ?? 0)) }));
}
