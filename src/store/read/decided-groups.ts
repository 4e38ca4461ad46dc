import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { DecisionBody } from '../../model/decision.ts';
import type { ItemKind, MatchLeg, MatchMember, MatchProposal, MatchShape, MatchState } from '../../model/match.ts';
import { minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

interface GroupRow {
  readonly id: string;
  readonly account_id: number;
  readonly account: string;
  readonly leg: MatchLeg;
  readonly shape: MatchShape;
  readonly state: MatchState;
  readonly pass: string;
  readonly difference_minor: number;
  readonly currency: Currency;
  readonly matched_on: Day;
  readonly why: string;
}

interface MemberRow {
  readonly group_id: string;
  readonly side: MatchMember['side'];
  readonly item: ItemKind;
  readonly item_id: number;
  readonly ref: string;
  readonly amount_minor: number;
}

/** A stored group with the account it is about. */
export interface StoredGroup {
  readonly id: string;
  readonly account: string;
  readonly proposal: MatchProposal;
}

const COLUMNS = 'id, account_id, account, leg, shape, state, pass, difference_minor, currency, matched_on, why';

/** The stored group of that name, or of a beginning that only one has; else all whose name begins so. */
export async function loadGroupsNamed(db: Database, name: string): Promise<readonly StoredGroup[]> {
  const found = await loadWhere(db, 'substr(g.id, 1, length(:text)) = :text', name);
  const exact = found.filter((group) => group.id === name);
  return exact.length > 0 ? exact : found;
}

/** All stored groups in a state, by name. */
export async function loadGroupsIn(db: Database, state: MatchState): Promise<readonly StoredGroup[]> {
  return loadWhere(db, 'g.state = :text', state);
}

async function loadWhere(db: Database, where: string, text: string): Promise<readonly StoredGroup[]> {
  const rows = await db.all<GroupRow>(`SELECT ${COLUMNS} FROM v_match_group g WHERE ${where} ORDER BY g.id`, { text });
  const members = new Map<string, MatchMember[]>();
  for (const row of await db.all<MemberRow>(
    `SELECT m.group_id, m.side, m.item, m.item_id, m.ref, m.amount_minor
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     WHERE ${where} ORDER BY m.group_id, m.side DESC, m.item, m.ref, m.item_id`,
    { text },
  )) {
    const own = members.get(row.group_id);
    if (own) own.push(memberOf(row));
    else members.set(row.group_id, [memberOf(row)]);
  }
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    proposal: { ...factsOf(row), members: members.get(row.id) ?? [] },
  }));
}

function factsOf(row: GroupRow): Omit<MatchProposal, 'members'> {
  return {
    leg: row.leg,
    shape: row.shape,
    state: row.state,
    pass: row.pass,
    accountId: row.account_id,
    difference: minor(row.difference_minor),
    currency: row.currency,
    matchedOn: row.matched_on,
    why: JSON.parse(row.why) as MatchProposal['why'],
  };
}

function memberOf(row: MemberRow): MatchMember {
  return { side: row.side, kind: row.item, id: row.item_id, ref: row.ref, amount: minor(row.amount_minor) };
}

/** The facts of a suggestion of exactly that name. */
export async function loadSuggestion(db: Database, id: string): Promise<DecisionBody['suggestion']> {
  const [row] = await db.all<GroupRow>(`SELECT ${COLUMNS} FROM v_match_group WHERE id = :id AND state = 'suggested'`, {
    id,
  });
  return row && factsOf(row);
}

/** The group that already holds an item on its way to the bank; a batch beside its payout row is another matter. */
export async function loadHolder(
  db: Database,
  {
    kind,
    id,
    accountId,
    ref,
  }: { readonly kind: ItemKind; readonly id: number; readonly accountId: number; readonly ref: string },
): Promise<string | undefined> {
  const [row] = await db.all<{ id: string }>(
    `SELECT g.id FROM v_match_member m JOIN v_match_group g ON g.id = m.group_id
     WHERE m.item = :kind AND m.item_id = :id AND g.state <> 'suggested' AND g.leg <> 'settlement-payout'
       AND (:kind <> 'batch' OR (m.ref = :ref AND m.account_id = :accountId))
     ORDER BY g.id LIMIT 1`,
    { kind, id, accountId, ref },
  );
  return row?.id;
}

/** The day a stored group counts from. */
export async function loadMatchedOn(db: Database, id: string): Promise<Day | undefined> {
  const [row] = await db.all<{ on: Day }>('SELECT matched_on AS "on" FROM v_match_group WHERE id = :id', { id });
  return row?.on;
}
