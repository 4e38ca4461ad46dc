import type { Day } from '../../model/day.ts';
import type { Database, SqlParams } from '../database.ts';
import { isDrawnUpAnew } from './redrawn.ts';
import { printsTheSame } from './versions.ts';

type Kind = 'settlement' | 'bank';

interface Comparing {
  readonly table: string;
  readonly moment: string;
  /** All that is printed but the moment's time of day where it may be rounded, and the balance. `r` is the row. */
  readonly content: string;
  /** What names a row in both versions of a statement; NULL where nothing does. */
  readonly name: string;
  /** An adjustment's columns behind account, statement, line and the two moments, and how each comes from `n` and `o`. */
  readonly difference: Readonly<Record<string, string>>;
}

const PRINTED: Readonly<Record<Kind, Comparing>> = {
  settlement: {
    table: 'settlement_line',
    moment: 'occurred_at',
    content: `r.bill, r.kind, r.printed, r.order_no, r.trade_no, r.refund_no, r.batch_no, r.gross_minor, r.fee_minor, r.net_minor, r.currency`,
    name: `r.bill || ' ' || r.kind || ' ' || COALESCE(r.refund_no, r.trade_no, r.order_no, r.batch_no)`,
    difference: {
      bill: 'o.bill',
      kind: `'adjustment'`,
      order_no: 'o.order_no',
      trade_no: 'o.trade_no',
      gross_minor: 'COALESCE(n.gross_minor, 0) - o.gross_minor',
      fee_minor: 'COALESCE(n.fee_minor, 0) - o.fee_minor',
      net_minor: 'COALESCE(n.net_minor, 0) - o.net_minor',
      currency: 'o.currency',
      type_words: 'o.type_words',
      memo: 'o.memo',
      late_before: 'o.net_minor',
    },
  },
  bank: {
    table: 'bank_line',
    moment: 'booked_at',
    content: `substr(r.printed, 1, 10), r.amount_minor, r.currency, r.reference, CASE WHEN r.reference IS NULL THEN r.counterparty END,
              CASE WHEN r.reference IS NULL THEN r.memo END`,
    name: 'r.reference',
    difference: {
      amount_minor: 'COALESCE(n.amount_minor, 0) - o.amount_minor',
      currency: 'o.currency',
      counterparty: 'o.counterparty',
      reference: 'o.reference',
      memo: 'o.memo',
      late_before: 'o.amount_minor',
    },
  },
};

/** What became of rows of a statement that speak about closed months. */
export interface LateAnswer {
  /** All of them. */
  readonly rows: number;
  /** Those that say what the books knew when the month was closed. */
  readonly known: number;
  /** Differences that count from the first open day: rows that are new, changed or gone. */
  readonly adjustments: number;
}

/**
 * Data for closed months (DOMAIN.md 1.1). Rows the books know are kept aside; the others stay as late adjustments on
 * the first open day. Where the statement is another version of one before it, a changed row counts with what it
 * differs by, and a row that is gone is taken back; nothing in the closed month is touched.
 */
export async function settleLateRows(
  db: Database,
  kind: Kind,
  statementId: number,
  firstOpenDay: Day,
): Promise<LateAnswer> {
  const { table } = PRINTED[kind];
  const params = { statementId, firstOpenDay };
  await db.run(
    `UPDATE statement SET late = 1 WHERE id = :statementId AND to_on IS NOT NULL AND to_on < :firstOpenDay`,
    params,
  );
  const [told] = await db.all<{ rows_late: number }>(
    `SELECT COUNT(*) AS rows_late FROM ${table} WHERE statement_id = :statementId AND orig_at IS NOT NULL`,
    { statementId },
  );
  const rows = told?.rows_late ?? 0;
  const known = rows === 0 ? 0 : await keepKnownAside(db, kind, params);
  const revised = await adjustRevised(db, kind, { ...params, rows, known });
  return { rows, known, adjustments: rows - known + revised };
}

/** Late rows of the statement (`mine`), and what the books hold of the same days (`theirs`), each numbered among equals. */
function compared(kind: Kind, theirs: string): string {
  const { table, moment, content } = PRINTED[kind];
  const occurrence = (by: string): string =>
    `ROW_NUMBER() OVER (PARTITION BY ${by}${content} ORDER BY r.id) AS occurrence`;
  return `mine AS (
       SELECT r.*, ${occurrence('')} FROM (
         SELECT l.*, l.orig_at AS printed FROM ${table} l WHERE l.statement_id = :statementId AND l.orig_at IS NOT NULL
           AND l.late_before IS NULL) r
     ), theirs AS (
       SELECT r.*, ${occurrence('')} FROM (
         SELECT l.*, COALESCE(l.orig_at, l.${moment}) AS printed FROM ${table} l JOIN statement s ON s.id = :statementId
         WHERE l.account_id = s.account_id AND l.kept = 1 AND l.late_before IS NULL AND l.statement_id <> :statementId
           AND (l.${moment} < :firstOpenDay OR l.orig_at IS NOT NULL) ${theirs}) r
     )`;
}

/** The columns that make two rows say the same. */
function sameContent(kind: Kind): string {
  return printsTheSame(PRINTED[kind].content, 'm', 't');
}

async function keepKnownAside(db: Database, kind: Kind, params: SqlParams): Promise<number> {
  const { table } = PRINTED[kind];
  return db.run(
    `WITH ${compared(kind, '')}
     UPDATE ${table} SET kept = 0 WHERE id IN (
       SELECT m.id FROM mine m JOIN theirs t ON t.occurrence = m.occurrence AND ${sameContent(kind)})`,
    params,
  );
}

/**
 * Statements before it that it is a version of, with rows in closed months. `told`: they state their days or number
 * themselves; then a row that is gone is gone, else it may be an export of fewer rows, unless balances tell (redrawn.ts).
 */
const VERSIONS = `
  SELECT o.id, CASE WHEN o.stated = 1 AND n.stated = 1 OR o.number = n.number THEN 1 ELSE 0 END AS told FROM statement n
  JOIN statement o ON o.account_id = n.account_id AND o.kind = n.kind AND o.file_id <> n.file_id AND o.id < n.id
    AND COALESCE(o.bill, '') = COALESCE(n.bill, '') AND COALESCE(o.layout, '') = COALESCE(n.layout, '')
    AND o.currency = n.currency AND o.replaced_by IS NULL AND o.late = 0 AND o.from_on < :firstOpenDay
    AND ((o.stated = n.stated AND o.from_on = n.from_on AND o.to_on = n.to_on AND COALESCE(o.number, '') = COALESCE(n.number, ''))
      OR (o.number = n.number AND o.from_on <= n.to_on AND o.to_on >= n.from_on))
  JOIN file f ON f.id = o.file_id JOIN file g ON g.id = n.file_id
  WHERE n.id = :statementId AND f.format = g.format ORDER BY o.id`;

interface Late {
  readonly statementId: number;
  readonly firstOpenDay: Day;
  readonly rows: number;
  readonly known: number;
}

/** What the statement says otherwise than the version before it, as rows of their own; how many of the old ones are gone. */
async function adjustRevised(db: Database, kind: Kind, { rows, known, ...params }: Late): Promise<number> {
  // Less than half of its rows shared: parts of one statement, no version of it.
  if (known * 2 < rows || known === 0) return 0;
  const [before] = await db.all<{ id: number; told: number }>(VERSIONS, params);
  if (before === undefined) return 0;
  const told = before.told === 1 || (await isDrawnUpAnew(db, kind, { before: before.id, after: params.statementId }));
  const { table, moment, name, difference } = PRINTED[kind];
  const nameOf = (row: string): string => name.replaceAll('r.', `${row}.`);
  const columns = Object.keys(difference);
  const inserted = await db.run(
    `WITH ${compared(kind, 'AND l.statement_id = :before')}, gone AS (
       SELECT t.*, ROW_NUMBER() OVER (PARTITION BY ${nameOf('t')} ORDER BY t.id) AS nth FROM theirs t
       WHERE NOT EXISTS (SELECT 1 FROM mine m WHERE m.occurrence = t.occurrence AND ${sameContent(kind)})
     ), added AS (
       SELECT m.*, ROW_NUMBER() OVER (PARTITION BY ${nameOf('m')} ORDER BY m.id) AS nth FROM mine m WHERE m.kept = 1
     )
     INSERT INTO ${table} (account_id, statement_id, line, ${moment}, orig_at, ${columns.join(', ')})
     SELECT o.account_id, COALESCE(n.statement_id, o.statement_id), COALESCE(n.line, o.line), :firstOpenDay, o.printed,
            ${columns.map((column) => difference[column]).join(', ')}
     FROM gone o LEFT JOIN added n ON ${nameOf('n')} = ${nameOf('o')} AND n.nth = o.nth
     WHERE n.id IS NOT NULL OR :told = 1`,
    { ...params, before: before.id, told: told ? 1 : 0 },
  );
  const replaced = await db.run(
    `UPDATE ${table} SET kept = 0 WHERE statement_id = :statementId AND orig_at IS NOT NULL AND late_before IS NULL AND kept = 1
       AND EXISTS (SELECT 1 FROM ${table} a WHERE a.statement_id = :statementId AND a.line = ${table}.line AND a.late_before IS NOT NULL)`,
    { statementId: params.statementId },
  );
  return inserted - replaced;
}
