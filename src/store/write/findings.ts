import type { Database, SqlValue } from '../database.ts';

/** A finding worked out for a day, ready to be kept: `body` is its JSON. */
export interface FindingToKeep {
  readonly id: string;
  readonly accountId: number;
  readonly code: string;
  readonly body: string;
}

/** A month can have tens of thousands: their texts are made as they are written. */
const ROWS_AT_ONCE = 400;

/**
 * Keeps what a check found as of a day. A finding seen before and gone now is cleared as of that day; its history
 * stays. A check as of an earlier day than one already kept says nothing about later ones and clears nothing.
 */
export async function keepFindings(db: Database, asOf: string, findings: Iterable<FindingToKeep>): Promise<void> {
  await db.run(
    'CREATE TEMP TABLE IF NOT EXISTS finding_now (id TEXT NOT NULL, account_id INTEGER, code TEXT, body TEXT)',
  );
  await db.run('DELETE FROM finding_now');
  let rows: SqlValue[][] = [];
  const write = async (): Promise<void> => {
    await db.insert('finding_now', ['id', 'account_id', 'code', 'body'], rows);
    rows = [];
  };
  for (const { id, accountId, code, body } of findings) {
    rows.push([id, accountId, code, body]);
    if (rows.length === ROWS_AT_ONCE) await write();
  }
  await write();
  await db.run(
    `INSERT INTO finding (id, account_id, code, body, first_as_of, last_as_of)
     SELECT id, account_id, code, body, :asOf, :asOf FROM finding_now WHERE TRUE
     ON CONFLICT (id) DO UPDATE SET
       first_as_of = CASE WHEN excluded.first_as_of < finding.first_as_of THEN excluded.first_as_of ELSE finding.first_as_of END,
       body = CASE WHEN excluded.last_as_of >= finding.last_as_of THEN excluded.body ELSE finding.body END,
       last_as_of = CASE WHEN excluded.last_as_of > finding.last_as_of THEN excluded.last_as_of ELSE finding.last_as_of END,
       cleared_as_of = CASE WHEN finding.cleared_as_of <= excluded.last_as_of THEN NULL ELSE finding.cleared_as_of END`,
    { asOf },
  );
  await db.run(
    `UPDATE finding SET cleared_as_of = :asOf
     WHERE cleared_as_of IS NULL AND last_as_of <= :asOf AND id NOT IN (SELECT id FROM finding_now)`,
    { asOf },
  );
}

export interface NewResolution {
  readonly findingId: string;
  readonly accountId: number;
  readonly resolution: string;
  readonly reason: string;
  readonly operator: string;
  readonly decidedOn: string;
  readonly body: string;
}

/** A person's decision about a finding; a later one stands above an earlier one, none is removed. */
export async function saveResolution(db: Database, decision: NewResolution): Promise<void> {
  await db.run(
    `INSERT INTO resolution (finding_id, account_id, seq, resolution, reason, operator, decided_on, body)
     SELECT :findingId, :accountId, COALESCE(MAX(seq), 0) + 1, :resolution, :reason, :operator, :decidedOn, :body
     FROM resolution WHERE finding_id = :findingId`,
    { ...decision },
  );
}
