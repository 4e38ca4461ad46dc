import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import type { Place } from '../../model/finding.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';
import { SAME_ROW } from '../write/versions.ts';

/** A place where a balance doesn't follow from the row before it. */
export interface BalanceBreak {
  readonly account: string;
  readonly day: Day;
  readonly expected: Minor;
  readonly actual: Minor;
  readonly currency: Currency;
  readonly place: Place;
}

interface BreakRow {
  readonly account: string;
  readonly moment: Moment;
  readonly expected: number;
  readonly actual: number;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** Breaks of the running balance of wallets, over all their statements in time order. */
export async function loadWalletBreaks(db: Database, next: Day): Promise<readonly BalanceBreak[]> {
  return breaks(
    db,
    `SELECT l.account_id, l.currency, l.occurred_at AS moment, l.net_minor AS amount, l.balance_minor AS balance, l.statement_id, l.line
     FROM (SELECT MIN(id) AS one FROM v_statement
           WHERE kind = 'settlement' AND COALESCE(bill, 'both') <> 'trade' HAVING COUNT(*) > 0) AS balanced
     CROSS JOIN v_line l WHERE l.bill <> 'trade' AND l.balance_minor IS NOT NULL AND l.occurred_at < :next`,
    'WHERE balance <> before + amount',
    next,
  );
}

/** Banks: where one statement doesn't begin with the balance the one before ended with. Inside one, the import said so. */
export async function loadBankBreaks(db: Database, next: Day): Promise<readonly BalanceBreak[]> {
  return breaks(
    db,
    `SELECT b.account_id, b.currency, b.booked_at AS moment, b.amount_minor AS amount, b.balance_minor AS balance, b.statement_id, b.line
     FROM v_bank b WHERE b.balance_minor IS NOT NULL AND b.booked_at < :next`,
    'WHERE balance <> before + amount AND statement_id <> before_statement',
    next,
  );
}

async function breaks(db: Database, rows: string, where: string, next: Day): Promise<readonly BalanceBreak[]> {
  const found = await db.all<BreakRow>(
    `WITH line AS (${rows}), placed AS (
       SELECT line.*, s.account, s.from_on, s.sha256, s.file, CASE WHEN s.newest_first = 1 THEN -line.line ELSE line.line END AS seq
       FROM line JOIN v_statement s ON s.id = line.statement_id
     ), timed AS (
       -- Several statements may share a day: the one whose rows begin earlier comes first.
       SELECT placed.*, MIN(moment) OVER (PARTITION BY statement_id, currency, substr(moment, 1, 10)) AS begins
       FROM placed
     ), chained AS (
       SELECT timed.*, LAG(balance) OVER chain AS before, LAG(statement_id) OVER chain AS before_statement
       FROM timed
       WINDOW chain AS (PARTITION BY account_id, currency ORDER BY substr(moment, 1, 10), begins, from_on, sha256, seq)
     )
     SELECT account, moment, before + amount AS expected, balance AS actual, currency, file, line
     FROM chained ${where} ORDER BY account, moment, file, line`,
    { next },
  );
  return found.map((row) => ({
    account: row.account,
    day: row.moment.slice(0, 10) as Day,
    expected: minor(row.expected),
    actual: minor(row.actual),
    currency: row.currency,
    place: { file: row.file, line: row.line },
  }));
}

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

export async function loadIssues(db: Database, next: Day): Promise<readonly IssueRow[]> {
  return db.all<IssueRow>(
    `SELECT code, account, account_kind, COALESCE(to_on, '1970-01-01') AS day, what, expected, actual, unit, currency, file, line
     FROM v_statement_issue WHERE COALESCE(from_on, '') < :next ORDER BY account, day, file, line, what`,
    { next },
  );
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

/** A day that two files cover with other rows of one account and bill. */
export interface ConflictRow {
  readonly account: string;
  readonly day: Day;
  readonly currency: Currency;
  readonly files: string;
}

/** Statements of one and the same file, as the sheets of a workbook, tell their days together. */
export async function loadConflicts(db: Database, next: Day): Promise<readonly ConflictRow[]> {
  const [pair] = await db.all<{ pairs: number }>(
    `SELECT COUNT(*) AS pairs FROM v_statement a JOIN v_statement b
       ON b.account_id = a.account_id AND b.kind = a.kind AND COALESCE(b.bill, '') = COALESCE(a.bill, '') AND b.sha256 > a.sha256
      AND b.from_on <= a.to_on AND b.to_on >= a.from_on
     WHERE a.kind IN ('settlement', 'bank') AND a.line_count > 0 AND b.line_count > 0`,
  );
  if ((pair?.pairs ?? 0) === 0) return [];
  return [...(await conflictsOf(db, 'settlement', next)), ...(await conflictsOf(db, 'bank', next))];
}

/** Of every row that any file tells one is kept: a file that tells fewer of a day than are kept disagrees with another. */
function conflictsOf(db: Database, kind: 'settlement' | 'bank', next: Day): Promise<readonly ConflictRow[]> {
  const { table, moment, content } = SAME_ROW[kind];
  return db.all<ConflictRow>(
    `WITH numbered AS (
       SELECT r.*, s.sha256, COALESCE(s.bill, '') AS told_by, substr(r.${moment}, 1, 10) AS day,
              ROW_NUMBER() OVER (PARTITION BY r.statement_id, ${content} ORDER BY r.line) AS occurrence
       FROM ${table} r JOIN v_statement s ON s.id = r.statement_id
     ), told AS (
       SELECT r.account_id, r.told_by, r.sha256, r.day, r.kept,
              ROW_NUMBER() OVER (PARTITION BY r.account_id, r.told_by, r.sha256, r.occurrence, ${content} ORDER BY r.id) AS place
       FROM numbered r
     ), counted AS (
       SELECT account_id, told_by, sha256, day, COUNT(*) AS said FROM told WHERE place = 1 GROUP BY account_id, told_by, sha256, day
     ), whole AS (
       SELECT account_id, told_by, day, SUM(kept) AS said FROM told GROUP BY account_id, told_by, day
     )
     SELECT DISTINCT s.account, k.day, s.currency, s.file AS files
     FROM v_statement s
     JOIN whole k ON k.account_id = s.account_id AND k.told_by = COALESCE(s.bill, '') AND k.day BETWEEN s.from_on AND s.to_on
     LEFT JOIN counted c ON c.account_id = k.account_id AND c.told_by = k.told_by AND c.sha256 = s.sha256 AND c.day = k.day
     -- The first and last day of an export that states no days may be cut in the middle.
     WHERE s.kind = '${kind}' AND k.day < :next AND COALESCE(c.said, 0) <> k.said
       AND NOT (s.stated = 0 AND (k.day = s.from_on OR k.day = s.to_on))
     ORDER BY s.account, k.day, s.file`,
    { next },
  );
}
