import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import { minor, plus, ZERO, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** What came late for closed months and counts from one day on; the printed day of the earliest of it. */
export interface LateAmount {
  readonly account_id: number;
  readonly currency: Currency;
  readonly day: Day;
  readonly since: Day;
  readonly amount: number;
}

/** The sums of late rows, by account, currency and the day from which they count; `rows` selects them. */
export async function loadLateAmounts(db: Database, rows: string, next: Day): Promise<readonly LateAmount[]> {
  return db.all<LateAmount>(
    `SELECT account_id, currency, substr(moment, 1, 10) AS day, MIN(substr(orig_at, 1, 10)) AS since, SUM(amount) AS amount
     FROM (${rows}) GROUP BY account_id, currency, substr(moment, 1, 10) HAVING SUM(amount) <> 0
     ORDER BY account_id, currency, day`,
    { next },
  );
}

/** A stretch of an account's days: behind `after`, up to `to`. */
interface Stretch {
  readonly account_id: number;
  readonly currency: Currency;
  readonly after: Day;
  readonly to: Day;
}

/** What late rows move in that stretch. */
export function lateIn(late: readonly LateAmount[], { account_id: account, currency, after, to }: Stretch): Minor {
  return late
    .filter((one) => one.account_id === account && one.currency === currency && one.day > after && one.day <= to)
    .reduce((sum, one) => plus(sum, minor(one.amount)), ZERO);
}
