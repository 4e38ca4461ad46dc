import type { WholeTable } from '../model/table.ts';
import type { Database } from '../store/database.ts';
import { loadSnapshot, type Snapshot } from '../store/read/closings.ts';
import { loadKeptVouchers } from '../store/read/kept-vouchers.ts';
import type { MonthVouchers } from '../vouchers/index.ts';
import { parseSnapshot } from './close-snapshot.ts';
import { keptVouchers } from './month-vouchers.ts';

/** Which report of which snapshot; without a version the month's last. */
export interface KeptReport {
  readonly name: string;
  readonly month: string;
  readonly version?: number;
}

/** A report as a close kept it; undefined where there is none of that name. */
export async function loadKeptReport(
  db: Database,
  { name, month, version }: KeptReport,
): Promise<{ readonly table: WholeTable; readonly snapshot: Snapshot } | undefined> {
  const snapshot = await loadSnapshot(db, month, version);
  const table = snapshot === undefined ? undefined : parseSnapshot(snapshot.body).reports[name];
  return snapshot === undefined || table === undefined ? undefined : { table, snapshot };
}

/** The vouchers that a close kept; undefined where it kept none. */
export async function loadKeptMonth(
  db: Database,
  { month, version }: Omit<KeptReport, 'name'>,
): Promise<{ readonly vouchers: MonthVouchers; readonly version: number } | undefined> {
  const snapshot = await loadSnapshot(db, month, version);
  const kept = snapshot && (await loadKeptVouchers(db, month, snapshot.version));
  return snapshot && kept && { vouchers: keptVouchers(kept), version: snapshot.version };
}
