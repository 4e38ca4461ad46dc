import { createHash } from 'node:crypto';

import { StopError } from '../../model/problem.ts';
import type { Voucher } from '../../model/voucher.ts';
import type { Database } from '../database.ts';

export function voucherDigest(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** A month's vouchers as they were exported, by number. Throws BOOKS_DAMAGED where one isn't what its digest says. */
export async function loadExportedVouchers(db: Database, period: string): Promise<readonly Voucher[]> {
  const rows = await db.all<{ number: number; body: string; sha256: string }>(
    `SELECT number, body, sha256 FROM v_exported_voucher WHERE period = :period ORDER BY number`,
    { period },
  );
  return rows.map(({ number, body, sha256 }) => {
    if (voucherDigest(body) !== sha256) throw new StopError('BOOKS_DAMAGED', { path: `voucher ${period}/${number}` });
    return JSON.parse(body) as Voucher;
  });
}

/** Numbers of a month's vouchers that a program was given already. */
export async function loadGivenNumbers(db: Database, period: string, program: string): Promise<ReadonlySet<number>> {
  const rows = await db.all<{ number: number }>(
    `SELECT number FROM v_voucher_export WHERE period = :period AND program = :program`,
    { period, program },
  );
  return new Set(rows.map((row) => row.number));
}

/** The months that have exported vouchers, in order. */
export async function loadExportedMonths(db: Database): Promise<readonly string[]> {
  const rows = await db.all<{ period: string }>(`SELECT DISTINCT period FROM v_exported_voucher ORDER BY period`);
  return rows.map((row) => row.period);
}
