import type { Day } from '../model/day.ts';
import { itemKey, type MatchMember, type MatchProposal } from '../model/match.ts';
import type { Database } from '../store/database.ts';
import { loadFirstOpenDay } from '../store/read/closings.ts';
import { loadFrozenMembers } from '../store/read/frozen.ts';

/** Groups of closed months: later runs leave them as they are, and what is found now counts from the first open day. */
export interface Frozen {
  /** Held by such a group that reaches the bank or a customer, by `itemKey`. */
  readonly atBank: ReadonlySet<string>;
  /** Held by such a group of a batch and its payout. */
  readonly inBatch: ReadonlySet<string>;
  readonly firstOpenDay: Day | undefined;
}

export async function loadFrozen(db: Database): Promise<Frozen> {
  const firstOpenDay = await loadFirstOpenDay(db);
  if (firstOpenDay === undefined) return { atBank: new Set(), inBatch: new Set(), firstOpenDay };
  const members = await loadFrozenMembers(db);
  const keys = (isBatch: boolean): ReadonlySet<string> =>
    new Set(
      members
        .filter((member) => (member.leg === 'settlement-payout') === isBatch)
        .map((member) => itemKey(member.item, member)),
    );
  return { atBank: keys(false), inBatch: keys(true), firstOpenDay };
}

/** Whether a proposal speaks of money that a closed month has matched: its bank line or receipt is taken. */
export function isFrozen(proposal: MatchProposal, { atBank, inBatch }: Frozen): boolean {
  const taken = proposal.leg === 'settlement-payout' ? inBatch : atBank;
  const keyOf = (member: MatchMember): string =>
    itemKey(member.kind, { itemId: member.id, accountId: proposal.accountId, ref: member.ref });
  const telling = proposal.members.filter(
    (member) => proposal.leg !== 'receipt-receivable' || member.side === 'actual',
  );
  return telling.some((member) => taken.has(keyOf(member)));
}

/** The same, counted from the first open day at the earliest. */
export function inOpenMonth(proposal: MatchProposal, { firstOpenDay }: Frozen): MatchProposal {
  if (firstOpenDay === undefined || proposal.matchedOn >= firstOpenDay) return proposal;
  return { ...proposal, matchedOn: firstOpenDay };
}
