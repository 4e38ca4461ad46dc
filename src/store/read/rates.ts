import type { Currency } from '../../model/currency.ts';
import type { StoredRate } from '../../model/ledger.ts';
import { Decimal } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** The rates of all files, the newest of each currency and day. */
export async function loadRates(db: Database): Promise<readonly StoredRate[]> {
  const rows = await db.all<{
    currency: Currency;
    to_currency: Currency;
    valid_on: string;
    rate: string;
    file: string;
    line: number;
  }>(
    `SELECT r.currency, r.to_currency, r.valid_on, r.rate, p.file, r.line
     FROM v_rate r JOIN v_place p ON p.statement_id = r.statement_id ORDER BY r.name`,
  );
  return rows.map((row) => ({
    currency: row.currency,
    to: row.to_currency,
    validOn: row.valid_on,
    rate: new Decimal(row.rate),
    place: { file: row.file, line: row.line },
  }));
}
