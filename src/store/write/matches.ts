import type { Ambiguity, MatchProposal } from '../../model/match.ts';
import { invariant } from '../../model/problem.ts';
import type { Database } from '../database.ts';
import { groupName, memberKey } from '../read/group-name.ts';

/** Groups that a run works out anew: no person made them, and no closed month knows them. */
export const FORGOTTEN = `state = 'suggested' OR state <> 'manual' AND
  matched_on >= COALESCE((SELECT MAX(c.next_on) FROM closing c WHERE c.state = 'closed'), '')`;

/** Forgets every automatic group and ambiguity: they are worked out anew. A person's groups stay, and a closed month's. */
export async function forgetAutomatic(db: Database): Promise<void> {
  await db.run(`DELETE FROM match_member WHERE group_id IN (SELECT id FROM match_group WHERE ${FORGOTTEN})`);
  await db.run(`DELETE FROM match_group WHERE ${FORGOTTEN}`);
  await db.run('DELETE FROM ambiguity_member');
  await db.run('DELETE FROM ambiguity');
}

/** A group with the name it goes by. */
export interface NamedGroup {
  readonly id: string;
  readonly proposal: MatchProposal;
}

/** Stores groups under names made of their contents. */
export async function saveGroups(db: Database, proposals: readonly MatchProposal[]): Promise<void> {
  await saveNamedGroups(db, await namedGroups(db, proposals));
}

/** Groups with the names they get: equal names are counted, also beside those that are stored. */
export async function namedGroups(db: Database, proposals: readonly MatchProposal[]): Promise<readonly NamedGroup[]> {
  const nameOf = await namer(db, 'm');
  return proposals.map((proposal) => {
    invariant(proposal.members.length > 1, 'a match has two sides');
    return { proposal, id: nameOf(proposal, proposal.members.map(memberKey)) };
  });
}

/** Stores groups with their members; how good a suggested one is stands with its evidence. */
export async function saveNamedGroups(db: Database, groups: readonly NamedGroup[]): Promise<void> {
  await db.insert(
    'match_group',
    ['id', 'account_id', 'leg', 'shape', 'state', 'pass', 'difference_minor', 'currency', 'matched_on', 'why'],
    groups.map(({ id, proposal }) => [
      id,
      proposal.accountId,
      proposal.leg,
      proposal.shape,
      proposal.state,
      proposal.pass,
      proposal.difference,
      proposal.currency,
      proposal.matchedOn,
      JSON.stringify({ ...proposal.why, ...proposal.suggestion }),
    ]),
  );
  await db.insert(
    'match_member',
    ['group_id', 'account_id', 'side', 'item', 'item_id', 'ref', 'amount_minor', 'counts_from'],
    groups.flatMap(({ id, proposal }) =>
      proposal.members.map((member) => [
        id,
        proposal.accountId,
        member.side,
        member.kind,
        member.id,
        member.ref,
        member.amount,
        member.countsFrom ?? null,
      ]),
    ),
  );
}

export async function saveAmbiguities(db: Database, ambiguities: readonly Ambiguity[]): Promise<void> {
  const nameOf = await namer(db, 'a');
  for (const ambiguity of ambiguities) {
    const items = [
      ...ambiguity.payouts.map((payout) => ({ item: payout.item, id: payout.id, ref: payout.ref })),
      ...ambiguity.credits.map((credit) => ({ item: 'bank', id: credit.id, ref: credit.ref })),
    ];
    const name = nameOf(
      ambiguity,
      items.map((item) => item.ref),
    );
    await db.insert(
      'ambiguity',
      ['id', 'account_id', 'leg', 'currency', 'why'],
      [[name, ambiguity.accountId, ambiguity.leg, ambiguity.currency, JSON.stringify(ambiguity.why)]],
    );
    await db.insert(
      'ambiguity_member',
      ['ambiguity_id', 'account_id', 'item', 'item_id', 'ref'],
      items.map((item) => [name, ambiguity.accountId, item.item, item.id, item.ref]),
    );
  }
}

interface Named {
  readonly leg: string;
  readonly accountId: number;
}

/**
 * Names groups by leg, account and members. Banks and platforms give one number twice now and then: groups that would
 * have the same name are counted, in the order they come in.
 */
async function namer(db: Database, prefix: 'm' | 'a'): Promise<(group: Named, refs: readonly string[]) => string> {
  const rows = await db.all<{ id: number; ref: string }>('SELECT id, ref FROM v_account');
  const accounts = new Map(rows.map((row) => [row.id, row.ref]));
  const stored = await db.all<{ id: string }>(`SELECT id FROM match_group WHERE NOT (${FORGOTTEN})`);
  const taken = new Set(stored.map((row) => row.id));
  const seen = new Map<string, number>();
  return ({ leg, accountId }, refs) => {
    const about = `${leg}\n${accounts.get(accountId) ?? ''}`;
    const name = groupName(prefix, about, refs);
    const nthName = (nth: number): string => (nth === 1 ? name : groupName(prefix, `${about}\n${nth}`, refs));
    let nth = (seen.get(name) ?? 0) + 1;
    while (taken.has(nthName(nth))) nth += 1;
    seen.set(name, nth);
    return nthName(nth);
  };
}
