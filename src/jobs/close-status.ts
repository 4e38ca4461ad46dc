import type { MonthState } from '../model/close.ts';
import type { Day } from '../model/day.ts';
import type { Database } from '../store/database.ts';
import {
  loadClosings,
  loadCloseSignatures,
  loadFirstMonth,
  loadSnapshotList,
  type Signature,
  type Snapshot,
} from '../store/read/closings.ts';
import { spanOf } from './close-work.ts';

export interface MonthStatus {
  readonly month: string;
  readonly state: MonthState;
  readonly isHard: boolean;
  /** Its last one. */
  readonly snapshot?: Omit<Snapshot, 'body'>;
  /** Who signed last in each role. */
  readonly preparer?: string;
  readonly reviewer?: string;
}

/** Every month from the first row to the day, the latest last. */
export async function loadCloseStatus(db: Database, asOf: Day): Promise<readonly MonthStatus[]> {
  const closings = new Map((await loadClosings(db)).map((one) => [one.month, one]));
  const snapshots = await loadSnapshotList(db);
  const first = [...closings.keys(), await loadFirstMonth(db)].filter((one) => one !== undefined).sort()[0];
  const months: MonthStatus[] = [];
  for (let month = first; month !== undefined && month <= asOf.slice(0, 7); month = spanOf(month).nextOn.slice(0, 7)) {
    const snapshot = snapshots.filter((one) => one.month === month).at(-1);
    months.push({
      month,
      state: closings.get(month)?.state ?? 'open',
      isHard: closings.get(month)?.isHard ?? false,
      ...(snapshot === undefined ? {} : { snapshot }),
      ...signers(await loadCloseSignatures(db, month)),
    });
  }
  return months;
}

function signers(signatures: readonly Signature[]): Pick<MonthStatus, 'preparer' | 'reviewer'> {
  const last = new Map(signatures.map((one) => [one.role, one.name]));
  const [preparer, reviewer] = [last.get('preparer'), last.get('reviewer')];
  return { ...(preparer === undefined ? {} : { preparer }), ...(reviewer === undefined ? {} : { reviewer }) };
}
