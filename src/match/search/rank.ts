import { itemKey, type MatchProposal } from '../../model/match.ts';
import { groupBy } from './competing.ts';
import { LIMITS } from './limits.ts';
import { compare, proposalKey } from './order.ts';
import type { Candidate, Suggested } from './world.ts';

/** What a group takes, by `itemKey`; lines of a whole day in part count for themselves. */
export function itemsOf({ members, accountId }: MatchProposal): readonly string[] {
  return members.map((member) => itemKey(member.kind, { itemId: member.id, accountId, ref: member.ref }));
}

/**
 * Candidates as suggested groups: ranked among those of the same bank line by points, then by the chance of luck, then
 * by their contents; the first few of each.
 */
export function rankCandidates(candidates: readonly Candidate[]): readonly Suggested[] {
  const byCredit = groupBy(distinct(candidates), ({ proposal }) => creditOf(proposal));
  return [...byCredit.values()].flatMap((rivals) =>
    [...rivals]
      .sort(better)
      .slice(0, LIMITS.suggested)
      .map(({ proposal, score, coincidences }, index) => ({
        ...proposal,
        state: 'suggested' as const,
        suggestion: {
          score,
          rank: index + 1,
          rivals: rivals.length - 1,
          coincidences: Number(coincidences.toPrecision(2)),
        },
      })),
  );
}

/** Two passes may find the same group: the better told one stays. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  for (const one of candidates) {
    const key = one.same ?? itemsOf(one.proposal).toSorted().join('\n');
    const known = best.get(key);
    if (!known || better(one, known) < 0) best.set(key, one);
  }
  return [...best.values()];
}

function better(one: Candidate, other: Candidate): number {
  return (
    other.score - one.score ||
    one.coincidences - other.coincidences ||
    compare(proposalKey(one.proposal), proposalKey(other.proposal))
  );
}

/** A group of several credits is ranked by the first of them. */
function creditOf(proposal: MatchProposal): string {
  const [first] = proposal.members.filter((member) => member.kind === 'bank');
  return first === undefined ? '' : `bank ${first.id}`;
}
