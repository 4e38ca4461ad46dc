import type { Day } from '../../model/day.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** A member of a stored group, with its group's facts. */
export interface GroupMember {
  readonly groupId: string;
  /** The wallet or customer side's account. */
  readonly accountId: number;
  readonly leg: string;
  readonly state: string;
  readonly pass: string;
  readonly matchedOn: Day;
  readonly item: string;
  readonly itemId: number;
  readonly side: 'expected' | 'actual';
  readonly ref: string;
  readonly amount: Minor;
  /** The group's, actual − expected, what a contract keeps back aside. */
  readonly difference: Minor;
  /** What a person wrote off of it. */
  readonly writtenOff: Minor;
}

type Amounts = 'amount' | 'difference' | 'writtenOff';
type MemberRow = Omit<GroupMember, Amounts> & Readonly<Record<Amounts, number>>;

/** Members of all groups that exist as of the day before `next`; suggestions aren't matches. */
export async function loadMembers(db: Database, next: Day): Promise<readonly GroupMember[]> {
  const rows = await db.all<MemberRow>(
    `SELECT g.id AS "groupId", g.account_id AS "accountId", g.leg, g.state, g.pass, COALESCE(m.counts_from, g.matched_on) AS "matchedOn", m.item, m.item_id AS "itemId", m.side, m.ref, m.amount_minor AS amount,
            g.difference_minor AS difference, g.written_off_minor AS "writtenOff"
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     WHERE COALESCE(m.counts_from, g.matched_on) < :next AND g.state <> 'suggested'
     ORDER BY g.id, m.side DESC, m.ref`,
    { next },
  );
  return rows.map((row) => ({
    ...row,
    amount: minor(row.amount),
    difference: minor(row.difference),
    writtenOff: minor(row.writtenOff),
  }));
}

/** One of the candidates that nothing tells apart; a batch (or a whole day) has no row and is told by its ref. */
export interface AmbiguityMember {
  readonly id: string;
  readonly accountId: number;
  readonly item: 'line' | 'batch' | 'bank';
  readonly itemId: number;
  readonly ref: string;
}

/** The rows named by each ambiguity. */
export async function loadAmbiguities(db: Database): Promise<readonly AmbiguityMember[]> {
  return db.all(
    `SELECT a.id, a.account_id AS "accountId", m.item, m.item_id AS "itemId", m.ref
     FROM v_ambiguity a JOIN v_ambiguity_member m ON m.ambiguity_id = a.id
     ORDER BY a.id, m.item, m.ref, m.item_id`,
  );
}

/** Where stored rows stand, by id: payout lines or bank lines. */
export async function loadPlaces(
  db: Database,
  item: 'payout' | 'bank',
): Promise<ReadonlyMap<number, { readonly file: string; readonly line: number }>> {
  const rows = await db.all<{ id: number; file: string; line: number }>(
    item === 'bank'
      ? 'SELECT b.id, p.file, b.line FROM v_bank b JOIN v_place p ON p.statement_id = b.statement_id'
      : `SELECT l.id, p.file, l.line FROM v_line l JOIN v_place p ON p.statement_id = l.statement_id WHERE l.kind IN ('payout', 'payout-return')`,
  );
  return new Map(rows.map((row) => [row.id, { file: row.file, line: row.line }]));
}
