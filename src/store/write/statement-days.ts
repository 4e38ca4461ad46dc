import type { Database } from '../database.ts';

/** Money that moves between a wallet and its owner, or is held: it is earned on no day. */
const NOT_EARNED = `('payout', 'payout-return', 'transfer', 'deposit')`;

/**
 * Adds up what the kept lines of statements come to by day: read for every wallet that pays by days, and far less to
 * read than its lines. Called whenever it may have changed which of their lines are kept.
 */
export async function sumDays(db: Database, statementIds: readonly number[]): Promise<void> {
  const ids = statementIds.join(', ');
  await db.run(`DELETE FROM statement_day WHERE statement_id IN (${ids})`);
  await db.run(
    `INSERT INTO statement_day (account_id, statement_id, currency, day, net_minor, line_count)
     SELECT r.account_id, r.statement_id, r.currency, substr(r.occurred_at, 1, 10), SUM(r.net_minor), COUNT(*)
     FROM statement s CROSS JOIN settlement_line r
     WHERE s.id IN (${ids}) AND r.id >= s.first_id AND r.statement_id = s.id
       AND r.kept = 1 AND r.kind NOT IN ${NOT_EARNED}
     GROUP BY r.account_id, r.statement_id, r.currency, substr(r.occurred_at, 1, 10)`,
  );
}

/** As `sumDays`, for all statements of a wallet: late data of a closed month adds lines to earlier ones. */
export async function sumDaysOfAccount(db: Database, accountId: number): Promise<void> {
  const statements = await db.all<{ id: number }>(
    `SELECT id FROM statement WHERE account_id = :accountId AND kind = 'settlement'`,
    { accountId },
  );
  const ids = statements.map(({ id }) => id);
  await sumDays(db, ids);
}
