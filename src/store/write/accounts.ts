import type { Currency } from '../../model/currency.ts';
import type { Database } from '../database.ts';
import { forgetOddOrders } from './odd-orders.ts';
import { keepOneOfEach } from './versions.ts';

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

/**
 * The account of that ref, made when it is new; a changed number or platform in settle.yaml is taken over. A number that
 * statements told stays where the next one tells none: another's mustn't take its place.
 */
export async function ensureAccount(db: Database, account: NewAccount): Promise<StoredAccount> {
  const [row] = await db.all<{ id: number }>(
    `INSERT INTO account (ref, kind, platform, number, currency) VALUES (:ref, :kind, :platform, :number, :currency)
     ON CONFLICT (ref) DO UPDATE SET kind = excluded.kind, platform = excluded.platform,
       number = COALESCE(excluded.number, account.number), currency = excluded.currency
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

/** Gives an account another ref. */
export async function renameAccount(db: Database, id: number, ref: string): Promise<void> {
  await db.run('UPDATE account SET ref = :ref WHERE id = :id', { id, ref });
}

/** Tables whose rows belong to an account; what match makes is made anew. */
const OWNED = [
  'statement',
  'statement_issue',
  'rejected_row',
  'sales_order',
  'settlement_line',
  'statement_day',
  'bank_line',
  'invoice',
  'customer',
  'receipt',
  'line_match',
  'odd_order',
  'odd_finding',
  'lone_line',
  'fund_tie',
  'match_group',
  'match_member',
  'ambiguity',
  'ambiguity_member',
] as const;

/** Moves all rows of one account to another and forgets the first; days both cover are decided anew. */
export async function mergeAccount(db: Database, from: number, to: number): Promise<void> {
  await forgetOddOrders(db);
  for (const table of OWNED)
    await db.run(`UPDATE ${table} SET account_id = :to WHERE account_id = :from`, { from, to });
  await db.run('DELETE FROM account WHERE id = :from', { from });
  const statements = await db.all<{ id: number; kind: 'settlement' | 'bank' }>(
    `SELECT id, kind FROM statement WHERE account_id = :to AND kind IN ('settlement', 'bank') ORDER BY id`,
    { to },
  );
  for (const { id, kind } of statements) await keepOneOfEach(db, kind, id);
}
