import type { Currency } from '../../model/currency.ts';
import type { Database } from '../database.ts';

/** An account as the store knows it; `ref` is its id in settle.yaml (or the one proposed for it). */
export interface StoredAccount {
  readonly id: number;
  readonly ref: string;
  readonly kind: 'bank' | 'wallet' | 'orders' | 'receivables';
  readonly platform?: string;
  readonly number?: string;
  readonly currency: Currency;
}

export type NewAccount = Omit<StoredAccount, 'id'>;

/** The account of that ref, made when it is new; a changed number or platform in settle.yaml is taken over. */
export async function ensureAccount(db: Database, account: NewAccount): Promise<StoredAccount> {
  const [row] = await db.all<{ id: number }>(
    `INSERT INTO account (ref, kind, platform, number, currency) VALUES (:ref, :kind, :platform, :number, :currency)
     ON CONFLICT (ref) DO UPDATE SET kind = excluded.kind, platform = excluded.platform, number = excluded.number,
       currency = excluded.currency
     RETURNING id`,
    {
      ref: account.ref,
      kind: account.kind,
      platform: account.platform ?? null,
      number: account.number ?? null,
      currency: account.currency,
    },
  );
  return { ...account, id: row?.id ?? 0 };
}
