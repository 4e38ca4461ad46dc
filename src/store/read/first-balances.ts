import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { OpeningBalance } from '../../model/ledger.ts';
import { minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** The first statement's opening balance, else the first printed balance less its row; accounts that print none are left out. */
export async function loadFirstBalances(db: Database, next: Day): Promise<readonly OpeningBalance[]> {
  const rows = await db.all<{ kind: 'bank' | 'wallet'; ref: string; currency: Currency; amount: number | null }>(
    `WITH first AS (
       SELECT s.id, s.account_id, s.kind, s.currency, s.opening_minor, s.newest_first, ROW_NUMBER() OVER (
                PARTITION BY s.account_id, s.currency ORDER BY s.from_on, s.to_on, s.sha256) AS place
       FROM v_statement s
       WHERE s.kind IN ('bank', 'settlement') AND COALESCE(s.bill, 'both') <> 'trade' AND s.from_on IS NOT NULL AND s.from_on < :next
     )
     SELECT a.kind, a.ref, f.currency, COALESCE(f.opening_minor, CASE f.kind
              WHEN 'bank' THEN (
                SELECT b.balance_minor - b.amount_minor FROM v_bank b
                WHERE b.statement_id = f.id AND b.balance_minor IS NOT NULL
                ORDER BY substr(b.booked_at, 1, 10), CASE WHEN f.newest_first = 1 THEN -b.line ELSE b.line END LIMIT 1)
              ELSE (
                SELECT l.balance_minor - l.net_minor FROM v_line l
                WHERE l.statement_id = f.id AND l.balance_minor IS NOT NULL
                ORDER BY substr(l.occurred_at, 1, 10), CASE WHEN f.newest_first = 1 THEN -l.line ELSE l.line END LIMIT 1)
            END) AS amount
     FROM first f JOIN v_account a ON a.id = f.account_id
     WHERE f.place = 1 ORDER BY a.ref, f.currency`,
    { next },
  );
  return rows.flatMap(({ kind, ref, currency, amount }) =>
    amount === null || amount === 0 ? [] : [{ role: kind, ref, currency, amount: minor(amount) }],
  );
}
