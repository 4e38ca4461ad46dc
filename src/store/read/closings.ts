import { createHash } from 'node:crypto';

import type { Day } from '../../model/day.ts';
import type { MonthState, SignatureRole } from '../../model/close.ts';
import type { Database } from '../database.ts';

/** A month that was signed, closed or reopened; months without a row are open. */
export interface Closing {
  readonly month: string;
  /** The first day after it. */
  readonly nextOn: Day;
  readonly state: MonthState;
  /** Number of its last snapshot; 0 before the first. */
  readonly version: number;
  readonly isHard: boolean;
}

export async function loadClosings(db: Database): Promise<readonly Closing[]> {
  const rows = await db.all<Omit<Closing, 'isHard'> & { readonly hard: number }>(
    `SELECT month, next_on AS "nextOn", state, version, hard FROM closing ORDER BY month`,
  );
  return rows.map(({ hard, ...row }) => ({ ...row, isHard: hard === 1 }));
}

/** The first day that may still change; undefined while nothing is closed. */
export async function loadFirstOpenDay(db: Database): Promise<Day | undefined> {
  const [row] = await db.all<{ next_on: Day | null }>(
    `SELECT MAX(next_on) AS next_on FROM closing WHERE state = 'closed'`,
  );
  return row?.next_on ?? undefined;
}

/** What was kept of a month when it was closed. */
export interface Snapshot {
  readonly month: string;
  readonly version: number;
  readonly sha256: string;
  /** Canonical JSON. */
  readonly body: string;
  /** The last statement the books knew then. */
  readonly lastStatement: number;
  readonly auditHead: string;
  /** The checklist as it was, as JSON. */
  readonly checks: string;
  readonly operator: string;
  readonly closedAt: string;
}

/** The snapshot of that number, else the month's last. */
export async function loadSnapshot(db: Database, month: string, version?: number): Promise<Snapshot | undefined> {
  const [row] = await db.all<Snapshot>(
    `SELECT month, version, sha256, body, last_statement AS "lastStatement", audit_head AS "auditHead", checks, operator,
            closed_at AS "closedAt"
     FROM close_snapshot WHERE month = :month AND (:version IS NULL OR version = :version) ORDER BY version DESC LIMIT 1`,
    { month, version: version ?? null },
  );
  return row;
}

/** All snapshots without their bodies. */
export async function loadSnapshotList(db: Database): Promise<readonly Omit<Snapshot, 'body'>[]> {
  return db.all(
    `SELECT month, version, sha256, last_statement AS "lastStatement", audit_head AS "auditHead", checks, operator,
            closed_at AS "closedAt"
     FROM close_snapshot ORDER BY month, version`,
  );
}

export interface Signature {
  readonly month: string;
  readonly role: SignatureRole;
  readonly name: string;
  readonly signedAt: string;
  /** Of the snapshot that was signed. */
  readonly sha256: string;
}

export async function loadCloseSignatures(db: Database, month: string): Promise<readonly Signature[]> {
  return db.all(
    `SELECT month, role, name, signed_at AS "signedAt", sha256 FROM close_signature WHERE month = :month ORDER BY seq`,
    { month },
  );
}

/** The last statement stored so far. */
export async function loadLastStatement(db: Database): Promise<number> {
  const [row] = await db.all<{ id: number }>('SELECT COALESCE(MAX(id), 0) AS id FROM statement');
  return row?.id ?? 0;
}

/** The first month that any row speaks of. */
export async function loadFirstMonth(db: Database): Promise<string | undefined> {
  const [row] = await db.all<{ first: string | null }>(
    `SELECT MIN(day) AS first FROM (
       SELECT MIN(occurred_at) AS day FROM settlement_line UNION ALL SELECT MIN(booked_at) FROM bank_line
       UNION ALL SELECT MIN(COALESCE(paid_at, ordered_at)) FROM sales_order
       UNION ALL SELECT MIN(issued_on) FROM invoice UNION ALL SELECT MIN(received_on) FROM receipt) AS rows_there`,
  );
  return row?.first?.slice(0, 7);
}

/** Files of statements that begin by a day, as they are known, with their SHA-256; the order says nothing of imports. */
export async function loadFilesUpTo(
  db: Database,
  day: Day,
): Promise<readonly { readonly name: string; readonly sha256: string }[]> {
  return db.all(
    `SELECT DISTINCT file AS name, sha256 FROM v_statement_version WHERE COALESCE(from_on, '') <= :day ORDER BY sha256, file`,
    { day },
  );
}

/** SHA-256 of a text, in hexadecimal digits. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
