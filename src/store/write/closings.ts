import type { Day } from '../../model/day.ts';
import type { MonthState, SignatureRole } from '../../model/close.ts';
import type { Database } from '../database.ts';
import type { Snapshot } from '../read/closings.ts';

/** How a month stands from now on. The event that says so is appended before: a trigger asks for it. */
export interface MonthNow {
  readonly month: string;
  readonly nextOn: Day;
  readonly state: Exclude<MonthState, 'open'>;
  readonly version: number;
  readonly isHard: boolean;
}

export async function saveMonth(db: Database, { month, nextOn, state, version, isHard }: MonthNow): Promise<void> {
  await db.run(
    `INSERT INTO closing (month, next_on, state, version, hard) VALUES (:month, :nextOn, :state, :version, :hard)
     ON CONFLICT (month) DO UPDATE SET state = excluded.state, version = excluded.version, hard = excluded.hard`,
    { month, nextOn, state, version, hard: isHard ? 1 : 0 },
  );
}

export async function saveSnapshot(db: Database, snapshot: Snapshot): Promise<void> {
  await db.run(
    `INSERT INTO close_snapshot (month, version, sha256, body, last_statement, audit_head, checks, operator, closed_at)
     VALUES (:month, :version, :sha256, :body, :lastStatement, :auditHead, :checks, :operator, :closedAt)`,
    { ...snapshot },
  );
}

export interface NewSignature {
  readonly month: string;
  readonly role: SignatureRole;
  readonly name: string;
  readonly signedAt: string;
  readonly sha256: string;
}

export async function saveCloseSignature(db: Database, signature: NewSignature): Promise<void> {
  await db.run(
    `INSERT INTO close_signature (month, seq, role, name, signed_at, sha256)
     SELECT :month, COALESCE(MAX(seq), 0) + 1, :role, :name, :signedAt, :sha256 FROM close_signature WHERE month = :month`,
    { ...signature },
  );
}

/** Keeps what couldn't be told apart when the month was closed: later rows may tell it, which the month never knew. */
export async function freezeAmbiguities(db: Database, month: string): Promise<void> {
  await db.run('DELETE FROM frozen_ambiguity_member WHERE month = :month', { month });
  await db.run('DELETE FROM frozen_ambiguity WHERE month = :month', { month });
  await db.run(
    `INSERT INTO frozen_ambiguity (month, id, account_id, leg, currency, why)
     SELECT :month, id, account_id, leg, currency, why FROM ambiguity WHERE TRUE`,
    { month },
  );
  await db.run(
    `INSERT INTO frozen_ambiguity_member (month, ambiguity_id, account_id, item, item_id, ref)
     SELECT :month, ambiguity_id, account_id, item, item_id, ref FROM ambiguity_member WHERE TRUE`,
    { month },
  );
}
