import type { Currency } from '../../model/currency.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';
import { letGoOf } from './let-go.ts';
import { isDrawnUpAnew } from './redrawn.ts';
import { NAMED, type LineKind } from './row-names.ts';
import { sumDays } from './statement-days.ts';
import { SAME_ROW } from './versions.ts';

/** A row that one of two versions of a statement has and the other hasn't. */
export interface RevisedRow {
  readonly line: number;
  /** What names it: trade and order number, the bank's reference; else its day. */
  readonly name: string;
  readonly amount: Minor;
}

/** What a statement that was sent again says otherwise than the one it takes the place of. */
export interface Revision {
  /** File of the statement that was replaced. */
  readonly file: string;
  readonly currency: Currency;
  readonly changed: readonly { readonly before: RevisedRow; readonly after: RevisedRow }[];
  readonly gone: readonly RevisedRow[];
  readonly added: readonly RevisedRow[];
}

/**
 * Statements of the same account, bill, layout and currency that cover the same days, or carry the same number on
 * overlapping days, and came in other files: versions of one statement, if they share their rows. `told` says that they
 * state their days or number themselves: then a row that is gone is gone, and no export of fewer rows.
 */
const VERSIONS = `
  SELECT o.id, f.name AS file, n.currency,
         CASE WHEN o.stated = 1 AND n.stated = 1 OR o.number = n.number THEN 1 ELSE 0 END AS told
  FROM statement n
  JOIN statement o ON o.account_id = n.account_id AND o.kind = n.kind AND o.file_id <> n.file_id AND o.id < n.id
    AND COALESCE(o.bill, '') = COALESCE(n.bill, '') AND COALESCE(o.layout, '') = COALESCE(n.layout, '')
    AND o.currency = n.currency AND o.replaced_by IS NULL
    AND ((o.stated = n.stated AND o.from_on = n.from_on AND o.to_on = n.to_on
            AND COALESCE(o.number, '') = COALESCE(n.number, ''))
      OR (o.number = n.number AND o.from_on <= n.to_on AND o.to_on >= n.from_on))
  JOIN file f ON f.id = o.file_id JOIN file g ON g.id = n.file_id
  WHERE n.id = :statementId AND f.sha256 <> g.sha256 AND f.format = g.format
  ORDER BY o.id`;

/**
 * A statement just stored that is another version of one before it takes that one's place: the old rows stay stored,
 * but no sum, match or finding counts them any more, and groups that rested on them are opened again. What differs is
 * the answer; nothing does, or they share less than half of their rows (parts of one statement): no revision. Of two
 * that don't tell their days, a row of one number with another amount shows that one is later, or balances do
 * (redrawn.ts). Balances alone don't say which of two is right: the one just stored gives way to one of which it merely
 * lacks rows, so that no row is lost by the order of import; `loadLackedRows` tells a person.
 */
export async function replaceEarlier(
  db: Database,
  kind: LineKind,
  statementId: number,
  firstOpenDay = '',
): Promise<readonly Revision[]> {
  const versions = await db.all<{ id: number; file: string; currency: Currency; told: number }>(VERSIONS, {
    statementId,
  });
  const revisions: Revision[] = [];
  for (const { id, file, currency, told } of versions) {
    const found = await differences(db, kind, { before: id, after: statementId, firstOpenDay });
    const { gone, added } = found;
    const changed = pairs(gone, added, (row) => (told === 1 ? row.name : row.number));
    const isLater = gone.length + added.length > 0 && (told === 1 || changed.length > 0);
    const merelyLacks = !isLater && gone.length > 0 && added.length === 0;
    const places = merelyLacks
      ? { before: statementId, after: id, firstOpenDay }
      : { before: id, after: statementId, firstOpenDay };
    if (!isLater && !(await showsInBalances(db, kind, places, found))) continue;
    if (!sharesMost(found, changed.length)) continue;
    await retire(db, kind, places);
    if (merelyLacks) break;
    revisions.push({
      file,
      currency,
      changed: changed.map(({ before, after }) => ({ before: revised(before), after: revised(after) })),
      gone: gone.filter((row) => !changed.some(({ before }) => before === row)).map(revised),
      added: added.filter((row) => !changed.some(({ after }) => after === row)).map(revised),
    });
  }
  return revisions;
}

/** Of a month that is closed rows may differ that aren't compared: the balances of the open days behind it tell. */
async function showsInBalances(
  db: Database,
  kind: LineKind,
  versions: Versions,
  { gone, added }: Differences,
): Promise<boolean> {
  if (gone.length + added.length === 0 && versions.firstOpenDay === '') return false;
  return isDrawnUpAnew(db, kind, versions);
}

/** Statements that share less than half of their rows are parts of one, not versions. */
function sharesMost({ gone, added, shared }: Differences, changed: number): boolean {
  return (shared + changed) * 2 >= Math.min(shared + gone.length, shared + added.length);
}

interface Versions {
  readonly before: number;
  readonly after: number;
  /** Rows of closed months are neither compared nor replaced (late-data.ts); empty where none is closed. */
  readonly firstOpenDay: string;
}

interface DifferingRow extends RevisedRow {
  /** Its number where it has one that no other row of its statement has. */
  readonly number: string | undefined;
}

interface Differences {
  readonly gone: readonly DifferingRow[];
  readonly added: readonly DifferingRow[];
  readonly shared: number;
}

/** The nth equal row of one version is the nth equal row of the other. */
async function differences(db: Database, kind: LineKind, versions: Versions): Promise<Differences> {
  const { before, after, firstOpenDay } = versions;
  const { table, moment } = SAME_ROW[kind];
  const { number, name, amount, content } = NAMED[kind];
  const rows = await db.all<ComparedRow>(
    `WITH numbered AS (
       SELECT r.*, ROW_NUMBER() OVER (PARTITION BY r.statement_id, ${content} ORDER BY r.line) AS occurrence
       FROM ${table} r WHERE r.statement_id IN (:before, :after) AND r.orig_at IS NULL AND r.${moment} >= :firstOpenDay
     ), counted AS (
       SELECT r.*, COUNT(*) OVER (PARTITION BY r.occurrence, ${content}) AS versions,
              COUNT(*) OVER (PARTITION BY r.statement_id, ${number}) AS namesakes
       FROM numbered r
     )
     SELECT r.statement_id, r.line, ${number} AS number, ${name} AS name, ${amount} AS amount, r.versions, r.namesakes
     FROM counted r ORDER BY r.line`,
    { before, after, firstOpenDay },
  );
  const only = (statementId: number): readonly DifferingRow[] =>
    rows
      .filter((row) => row.versions === 1 && row.statement_id === statementId)
      .map((row) => ({
        line: row.line,
        name: row.name,
        amount: minor(row.amount),
        number: row.namesakes === 1 ? (row.number ?? undefined) : undefined,
      }));
  const shared = rows.filter((row) => row.versions === 2).length / 2;
  return { gone: only(before), added: only(after), shared };
}

function revised({ line, name, amount }: DifferingRow): RevisedRow {
  return { line, name, amount };
}

interface ComparedRow {
  readonly statement_id: number;
  readonly line: number;
  readonly number: string | null;
  readonly name: string;
  readonly amount: number;
  readonly versions: number;
  readonly namesakes: number;
}

/** Rows of one name in both versions are one row that was changed. */
function pairs(
  gone: readonly DifferingRow[],
  added: readonly DifferingRow[],
  nameOf: (row: DifferingRow) => string | undefined,
): readonly { readonly before: DifferingRow; readonly after: DifferingRow }[] {
  const waiting = new Map<string, DifferingRow[]>();
  for (const row of added) {
    const name = nameOf(row);
    if (name !== undefined) waiting.set(name, [...(waiting.get(name) ?? []), row]);
  }
  return gone.flatMap((before) => {
    const after = waiting.get(nameOf(before) ?? '')?.shift();
    return after === undefined ? [] : [{ before, after }];
  });
}

async function retire(db: Database, kind: LineKind, { before, after, firstOpenDay }: Versions): Promise<void> {
  const { table, moment } = SAME_ROW[kind];
  await db.run(`UPDATE statement SET replaced_by = :after WHERE id = :before`, { before, after });
  const open = `statement_id = :before AND ${moment} >= :firstOpenDay`;
  await db.run(`UPDATE ${table} SET kept = 0 WHERE ${open}`, { before, firstOpenDay });
  await letGoOf(db, kind, `SELECT id FROM ${table} WHERE ${open}`, { before, firstOpenDay });
  if (kind === 'settlement') await sumDays(db, [before]);
}
