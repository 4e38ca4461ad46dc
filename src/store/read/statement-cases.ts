import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';
import { SAME_ROW } from '../write/versions.ts';
import { loadFilledIssues } from './balance-breaks.ts';
import { loadLackedRows, type ConflictRow } from './lacked-rows.ts';

/** What the import noted about a statement's own totals and balances. */
export interface IssueRow {
  readonly code: 'control-total' | 'balance-break';
  readonly account: string;
  readonly account_kind: string;
  readonly day: Day;
  readonly what: string;
  readonly expected: number;
  readonly actual: number;
  readonly unit: 'amount' | 'count';
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** Without breaks that a later statement has filled. */
export async function loadIssues(db: Database, next: Day): Promise<readonly IssueRow[]> {
  const rows = await db.all<IssueRow & { readonly id: number }>(
    `SELECT id, code, account, account_kind, COALESCE(to_on, '1970-01-01') AS day, what, expected, actual, unit, currency, file, line
     FROM v_statement_issue WHERE COALESCE(from_on, '') < :next ORDER BY account, day, file, line, what`,
    { next },
  );
  const filled = await loadFilledIssues(db, next);
  return rows.filter((row) => !filled.has(row.id));
}

export interface RejectedCase {
  readonly account: string;
  readonly day: Day;
  readonly code: string;
  readonly column_name: string | null;
  readonly cell: string | null;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

export async function loadRejectedRows(db: Database, next: Day): Promise<readonly RejectedCase[]> {
  return db.all<RejectedCase>(
    `SELECT account, COALESCE(to_on, '1970-01-01') AS day, code, column_name, cell, currency, file, line
     FROM v_rejected_row WHERE COALESCE(to_on, '') < :next ORDER BY account, file, line`,
    { next },
  );
}

/** A statement's days and balances, for coverage. */
export interface CoverageRow {
  readonly account: string;
  readonly account_kind: 'bank' | 'wallet' | 'orders' | 'receivables';
  readonly currency: Currency;
  readonly bill: string | null;
  readonly from_on: Day;
  readonly to_on: Day;
  readonly stated: number;
  readonly rows: number;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly file: string;
}

export async function loadCoverage(db: Database): Promise<readonly CoverageRow[]> {
  return db.all<CoverageRow>(
    `SELECT account, account_kind, currency, bill, from_on, to_on, stated, line_count AS rows, opening_minor AS opening,
            closing_minor AS closing, file
     FROM v_statement WHERE kind IN ('settlement', 'bank') AND from_on IS NOT NULL AND to_on IS NOT NULL
     ORDER BY account, from_on, to_on, bill, sha256, file`,
  );
}

/** Days that statements tell differently: those that stand, and those that lack rows of one that stands. */
export async function loadConflicts(db: Database, next: Day): Promise<readonly ConflictRow[]> {
  return [
    ...(await loadOverlaps(db, next)),
    ...(await loadLackedRows(db, 'settlement', next)),
    ...(await loadLackedRows(db, 'bank', next)),
  ];
}

/** Statements of one and the same file, as the sheets of a workbook, tell their days together. */
async function loadOverlaps(db: Database, next: Day): Promise<readonly ConflictRow[]> {
  const [pair] = await db.all<{ pairs: number }>(
    `SELECT COUNT(*) AS pairs FROM v_statement a JOIN v_statement b
       ON b.account_id = a.account_id AND b.kind = a.kind AND COALESCE(b.bill, '') = COALESCE(a.bill, '') AND b.sha256 > a.sha256
      AND b.from_on <= a.to_on AND b.to_on >= a.from_on
     WHERE a.kind IN ('settlement', 'bank') AND a.line_count > 0 AND b.line_count > 0`,
  );
  if ((pair?.pairs ?? 0) === 0) return [];
  return [...(await conflictsOf(db, 'settlement', next)), ...(await conflictsOf(db, 'bank', next))];
}

/**
 * Of every row that any file tells one is kept: a file that tells fewer of a day than are kept disagrees with another. A
 * row that came late for a closed month is told for its printed day; what it changes there is no row of a file.
 */
function conflictsOf(db: Database, kind: 'settlement' | 'bank', next: Day): Promise<readonly ConflictRow[]> {
  const { table, moment, content } = SAME_ROW[kind];
  const printed = `COALESCE(r.orig_at, r.${moment})`;
  const printedContent = content.replaceAll(`r.${moment}`, printed);
  return db.all<ConflictRow>(
    `WITH numbered AS (
       SELECT r.*, s.sha256, COALESCE(s.bill, '') AS told_by, substr(${printed}, 1, 10) AS day,
              ROW_NUMBER() OVER (PARTITION BY r.statement_id, ${printedContent} ORDER BY r.line) AS occurrence
       FROM ${table} r JOIN v_statement s ON s.id = r.statement_id WHERE r.late_before IS NULL
     ), told AS (
       SELECT r.account_id, r.told_by, r.sha256, r.day, r.kept,
              ROW_NUMBER() OVER (PARTITION BY r.account_id, r.told_by, r.sha256, r.occurrence, ${printedContent} ORDER BY r.id) AS place
       FROM numbered r
     ), counted AS (
       SELECT account_id, told_by, sha256, day, COUNT(*) AS said FROM told WHERE place = 1 GROUP BY account_id, told_by, sha256, day
     ), whole AS (
       SELECT account_id, told_by, day, SUM(kept) AS said FROM told GROUP BY account_id, told_by, day
     ), differing AS (
       SELECT DISTINCT k.account_id, k.told_by, k.day
       FROM v_statement s
       JOIN whole k ON k.account_id = s.account_id AND k.told_by = COALESCE(s.bill, '') AND k.day BETWEEN s.from_on AND s.to_on
       LEFT JOIN counted c ON c.account_id = k.account_id AND c.told_by = k.told_by AND c.sha256 = s.sha256 AND c.day = k.day
       -- The first and last day of an export that states no days may be cut in the middle.
       WHERE s.kind = '${kind}' AND k.day < :next AND COALESCE(c.said, 0) <> k.said
         AND NOT (s.stated = 0 AND (k.day = s.from_on OR k.day = s.to_on))
     )
     SELECT DISTINCT s.account, d.day, s.currency, s.file AS files
     FROM differing d JOIN v_statement s ON s.account_id = d.account_id AND COALESCE(s.bill, '') = d.told_by
      AND d.day BETWEEN s.from_on AND s.to_on
     WHERE s.kind = '${kind}'
     ORDER BY s.account, d.day, s.file`,
    { next },
  );
}
