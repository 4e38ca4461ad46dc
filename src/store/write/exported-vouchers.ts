import type { Voucher } from '../../model/voucher.ts';
import type { Database } from '../database.ts';
import { voucherDigest } from '../read/exported-vouchers.ts';

/** Vouchers belong to the whole books, not to one account. */
const NO_ACCOUNT = 0;

export interface VoucherExport {
  readonly program: string;
  readonly at: string;
  readonly operator: string;
}

/** Keeps what a program is given: new vouchers for good, and which program got which number. */
export async function saveExportedVouchers(
  db: Database,
  vouchers: readonly Voucher[],
  { program, at, operator }: VoucherExport,
): Promise<void> {
  const fresh = vouchers.filter((voucher) => !voucher.isExported).map((voucher) => ({ ...voucher, isExported: true }));
  await db.insert(
    'exported_voucher',
    ['account_id', 'period', 'number', 'word', 'topic', 'part', 'body', 'sha256', 'exported_at', 'operator'],
    fresh.map((voucher) => {
      const { kind, about, on, currency, of } = voucher;
      const body = JSON.stringify(voucher);
      const topic = [on, kind, about, currency, ...(of === undefined ? [] : [of])].join(' ');
      const { period, number, word, part } = voucher;
      return [NO_ACCOUNT, period, number, word, topic, part, body, voucherDigest(body), at, operator];
    }),
  );
  for (const { period, number } of vouchers) {
    await db.run(
      `INSERT INTO voucher_export (account_id, period, number, program) VALUES (:account, :period, :number, :program)
       ON CONFLICT DO NOTHING`,
      { account: NO_ACCOUNT, period, number, program },
    );
  }
}
