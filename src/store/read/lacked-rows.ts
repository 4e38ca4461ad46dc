import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';
import { NAMED, type LineKind } from '../write/row-names.ts';
import { SAME_ROW } from '../write/versions.ts';

/** A day that files cover with other rows of one account and bill; a row for each file that covers it. */
export interface ConflictRow {
  readonly account: string;
  readonly day: Day;
  readonly currency: Currency;
  readonly files: string;
}

/**
 * Days of which a statement that stands tells rows that another version of it lacks, where neither states its days or
 * number: only balances say that both are versions, not which one is right (revisions.ts). Once the next statement
 * begins with what the one that stands ended with, they do. Rows late for a closed month have a finding of their own.
 */
export async function loadLackedRows(db: Database, kind: LineKind, next: Day): Promise<readonly ConflictRow[]> {
  const [replaced] = await db.all<{ count: number }>(
    `SELECT COUNT(*) AS count FROM v_statement_version
     WHERE kind = '${kind}' AND replaced_by IS NOT NULL AND stated = 0 AND number IS NULL`,
  );
  if ((replaced?.count ?? 0) === 0) return [];
  const { table, moment } = SAME_ROW[kind];
  const printed = `COALESCE(r.orig_at, r.${moment})`;
  const content = NAMED[kind].content.replaceAll(`r.${moment}`, printed);
  return db.all<ConflictRow>(
    `WITH RECURSIVE later(one, other) AS (
       SELECT id, replaced_by FROM v_statement_version WHERE kind = '${kind}' AND replaced_by IS NOT NULL
       UNION
       SELECT l.one, v.replaced_by FROM later l JOIN v_statement_version v ON v.id = l.other WHERE v.replaced_by IS NOT NULL
     ), pair AS (
       SELECT l.one, l.other, o.file AS one_file, n.file AS other_file, n.account, n.currency AS told_in
       FROM later l JOIN v_statement_version o ON o.id = l.one JOIN v_statement n ON n.id = l.other
       WHERE n.stated = 0 AND n.number IS NULL AND (o.closing_minor IS n.closing_minor OR n.closing_minor IS NOT (
         SELECT x.opening_minor FROM v_statement x
         WHERE x.account_id = n.account_id AND x.kind = n.kind AND x.currency = n.currency AND x.from_on > n.to_on
           AND COALESCE(x.bill, '') = COALESCE(n.bill, '')
         ORDER BY x.from_on, x.to_on, x.sha256 LIMIT 1))
     ), numbered AS (
       SELECT p.*, r.*, substr(${printed}, 1, 10) AS day,
              ROW_NUMBER() OVER (PARTITION BY p.one, p.other, r.statement_id, ${content} ORDER BY r.line) AS occurrence
       FROM pair p JOIN ${table} r ON r.statement_id IN (p.one, p.other) WHERE r.late_before IS NULL
     ), single AS (
       SELECT * FROM (
         SELECT r.*, COUNT(*) OVER (PARTITION BY r.one, r.other, r.occurrence, ${content}) AS versions FROM numbered r)
       WHERE versions = 1
     ), lacked AS (
       SELECT DISTINCT s.account, s.day, s.told_in, s.one_file, s.other_file FROM single s
       WHERE s.statement_id = s.other AND s.orig_at IS NULL AND s.day < :next
         AND NOT EXISTS (SELECT 1 FROM single g WHERE g.one = s.one AND g.other = s.other AND g.statement_id = g.one)
     )
     SELECT account, day, told_in AS currency, one_file AS files FROM lacked
     UNION SELECT account, day, told_in, other_file FROM lacked
     ORDER BY account, day, files`,
    { next },
  );
}
