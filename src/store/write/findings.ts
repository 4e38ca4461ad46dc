import type { Database } from '../database.ts';

/** A finding worked out for a day: `sortKey` is its place among them, `body` its JSON, without its name. */
export interface FoundFinding {
  readonly id: string;
  readonly sortKey: string;
  readonly code: string;
  readonly severity: string;
  readonly currency: string;
  readonly difference: number | undefined;
  readonly body: string;
  /** The odd order it is kept for (judged-orders.ts). */
  readonly keptFor?: number | undefined;
}

/** Called before findings are worked out: none is noted yet. */
export async function beginFindings(db: Database): Promise<void> {
  await db.run(
    `CREATE TEMP TABLE IF NOT EXISTS finding_now
       (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, sort_key TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL,
        currency TEXT NOT NULL, difference_minor INTEGER, body TEXT NOT NULL, kept_for INTEGER, first_id TEXT)`,
  );
  await db.run('DROP INDEX IF EXISTS finding_now_order');
  await db.run('DELETE FROM finding_now');
}

const COLUMNS = ['id', 'sort_key', 'code', 'severity', 'currency', 'difference_minor', 'body', 'kept_for'];

/** Notes findings, some hundred at a time: a month can have tens of thousands, and memory doesn't grow with them. */
export async function noteFindings(db: Database, findings: readonly FoundFinding[]): Promise<void> {
  const rows = findings.map((one) => [
    one.id,
    one.sortKey,
    one.code,
    one.severity,
    one.currency,
    one.difference ?? null,
    one.body,
    one.keptFor ?? null,
  ]);
  await db.insert('finding_now', COLUMNS, rows);
}

/** Gives a noted finding another name. */
export async function renameFinding(db: Database, seq: number, id: string): Promise<void> {
  await db.run('UPDATE finding_now SET first_id = id, id = :id WHERE seq = :seq', { seq, id });
}

/** Called when all are noted: from here on they are read in their order. */
export async function sortFindings(db: Database): Promise<void> {
  await db.run('CREATE INDEX finding_now_order ON finding_now (sort_key, seq)');
}

/**
 * Keeps what was noted as of a day. A finding seen before and gone now is cleared as of that day; its history stays. A
 * check as of an earlier day than one already kept says nothing about later ones and clears nothing.
 */
export async function keepFindings(db: Database, asOf: string): Promise<void> {
  await db.run(
    `INSERT INTO finding (id, account_id, code, body, first_as_of, last_as_of)
     SELECT id, 0, code, body, :asOf, :asOf FROM finding_now WHERE TRUE
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
