import type { Currency } from '../../model/currency.ts';
import type { Database } from '../database.ts';
import type { StoredAccount } from '../write/accounts.ts';

export type { StoredAccount } from '../write/accounts.ts';

interface AccountRow {
  readonly id: number;
  readonly ref: string;
  readonly kind: StoredAccount['kind'];
  readonly platform: string | null;
  readonly number: string | null;
  readonly currency: Currency;
}

/** Every account that any stored row belongs to, by ref. */
export async function loadAccounts(db: Database): Promise<readonly StoredAccount[]> {
  const rows = await db.all<AccountRow>('SELECT id, ref, kind, platform, number, currency FROM v_account ORDER BY ref');
  return rows.map((row) => ({
    id: row.id,
    ref: row.ref,
    kind: row.kind,
    currency: row.currency,
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.number === null ? {} : { number: row.number }),
  }));
}
