import type { KeptVouchers } from '../../model/voucher.ts';
import type { Database } from '../database.ts';
import { keptTexts } from '../read/kept-texts.ts';

/** Vouchers belong to the whole books, not to one account. */
const NO_ACCOUNT = 0;

/** Keeps the vouchers of a month for good. Its snapshot was saved before, the event of its close is the last one. */
export async function saveKeptVouchers(db: Database, kept: KeptVouchers, version: number): Promise<void> {
  const { book, vouchers, sha256 } = keptTexts(kept);
  const { period: month } = kept;
  await db.insert(
    'close_voucher',
    ['account_id', 'month', 'version', 'number', 'body'],
    vouchers.map(({ number, body }) => [NO_ACCOUNT, month, version, number, body]),
  );
  await db.run(
    `INSERT INTO close_voucher_book (account_id, month, version, body, sha256)
     VALUES (:account, :month, :version, :book, :sha256)`,
    { account: NO_ACCOUNT, month, version, book, sha256 },
  );
}
