import { dayOf } from '../../model/day.ts';
import type { MatchProposal, OpenBankLine } from '../../model/match.ts';
import { assign } from './assignment.ts';
import { components, type Component } from './components.ts';
import { creditNumbers, indexCredits, reachOf } from './credit-index.ts';
import { habitOf, lagPoints, workingLag } from './lag-prior.ts';
import { LIMITS } from './limits.ts';
import { arriving, inWindow, isLate, isSilent, openPairs, type OpenPairs, type WalletPayout } from './payout-fit.ts';
import { payoutProposal } from './payout-proposal.ts';
import { nearPoints, POINTS } from './score.ts';
import { NOTHING_FOUND, together, type Candidate, type SearchAnswer, type SearchWorld } from './world.ts';

/** A payout and a credit that may be one. */
interface Pair {
  readonly payout: WalletPayout;
  readonly credit: OpenBankLine;
}

interface Scored extends Pair {
  readonly score: number;
  /** The credit's index. */
  readonly right: number;
}

/** So many digits at the end of a number may be what a bank keeps of it. */
const TOKEN_CHARS = 6;

/**
 * What no surer pass took: payouts and credits that agree in amount, or nearly, whatever their words and bank account,
 * scored pair by pair and paired for the most points in all, part by part (MATCHING.md 4). One is taken when it is in
 * that pairing, has the points the rules ask for, and leads by their margin over every pair that shares a side with it.
 */
export function proposeWeakPairs(world: SearchWorld): SearchAnswer {
  const open = openPairs(world);
  const index = indexCredits(open.credits, world);
  const scored = open.payouts.map((payout) =>
    index.byNearAmount(payout).flatMap((right): readonly Scored[] => {
      const credit = open.credits[right];
      if (!credit || !(inWindow(payout, credit) || isLate(payout, credit, world))) return [];
      const score = scoreOf({ payout, credit }, world);
      return score < world.rules.suggestScore || world.isRejected(pairProposal({ payout, credit }, world))
        ? []
        : [{ payout, credit, score, right }];
    }),
  );
  const parts = components(scored.map((pairs) => pairs.map((pair) => pair.right)));
  return together(
    parts.map((part) => {
      const chosen = bestPairing(part, scored);
      const pairs = part.left.flatMap((left) => scored[left] ?? []);
      const isTaken = (pair: Scored): boolean => chosen.has(pair) && leads(pair, pairs, world);
      return {
        ...NOTHING_FOUND,
        proposals: pairs.filter(isTaken).map((pair) => pairProposal(pair, world)),
        candidates: pairs
          .filter((pair) => !isTaken(pair))
          .map((pair) => pairCandidate(pair, { world, open }, chosen.has(pair) ? POINTS.consistent : 0)),
      };
    }),
  );
}

function leads(pair: Scored, pairs: readonly Scored[], { rules }: SearchWorld): boolean {
  const rivals = pairs.filter(
    (other) => other !== pair && (other.payout === pair.payout || other.credit === pair.credit),
  );
  return pair.score >= rules.autoScore && rivals.every((rival) => rival.score <= pair.score - rules.margin);
}

/** Points of one pair, each piece of evidence added to the others. */
function scoreOf({ payout, credit }: Pair, world: SearchWorld): number {
  const apart = Math.abs(credit.amount - arriving(payout));
  const habit = habitOf(world.lags, payout.payout.accountId, lagOf({ payout, credit }, world));
  const isItsAccount = payout.toAccountId === undefined || payout.toAccountId === credit.accountId;
  const points = [
    apart === 0 ? POINTS.exact : nearPoints(apart, reachOf(arriving(payout), world)),
    partyPoints(payout, credit),
    hasToken(payout, credit) ? POINTS.token : 0,
    lagPoints(habit, inWindow(payout, credit)),
    isItsAccount ? 0 : POINTS.otherAccount,
  ];
  return points.reduce((sum, one) => sum + one, 0);
}

function partyPoints(payout: WalletPayout, credit: OpenBankLine): number {
  if (payout.wallet.speaks(credit)) return POINTS.party;
  return isSilent(credit) ? POINTS.silent : 0;
}

/** The last digits of the payout's number stand at the end of a number of the bank line. */
function hasToken({ payout }: WalletPayout, credit: OpenBankLine): boolean {
  const token = payout.batchNo?.slice(-TOKEN_CHARS) ?? '';
  return token.length === TOKEN_CHARS && creditNumbers(credit).some((number) => number.endsWith(token));
}

function lagOf({ payout, credit }: Pair, { calendar }: SearchWorld): number {
  return workingLag(dayOf(payout.payout.occurredAt), dayOf(credit.bookedAt), calendar);
}

interface Around {
  readonly world: SearchWorld;
  readonly open: OpenPairs;
}

/** One pair as a candidate, its points told. */
export function pairCandidate(pair: Pair, around: Around, extra = 0): Candidate {
  const { world } = around;
  return {
    proposal: pairProposal(pair, world),
    score: scoreOf(pair, world) + extra,
    coincidences: chanceOf(pair, around),
  };
}

function pairProposal(pair: Pair, world: SearchWorld): MatchProposal {
  const habit = habitOf(world.lags, pair.payout.payout.accountId, lagOf(pair, world));
  return payoutProposal({ payouts: [pair.payout], credits: [pair.credit] }, 'weak-pair', {
    calendar: world.calendar,
    evidence: habit.all === 0 ? {} : { lag_seen: `${habit.same}/${habit.all}` },
  });
}

/** How many other payouts would come as near to the credit by chance, told by how many are near enough at all. */
function chanceOf({ payout, credit }: Pair, { world, open }: Around): number {
  const reach = Math.max(1, reachOf(credit.amount, world));
  const others = open.payouts.filter(
    (other) =>
      other !== payout &&
      other.payout.currency === credit.currency &&
      Math.abs(credit.amount - arriving(other)) <= reach,
  );
  const apart = Math.min(reach, Math.abs(credit.amount - arriving(payout)));
  return (others.length * (2 * apart + 1)) / (2 * reach + 1);
}

/** The pairing with the most points: exact up to the limit, beyond it the best pair first. */
function bestPairing(part: Component, scored: readonly (readonly Scored[])[]): ReadonlySet<Scored> {
  if (part.left.length > LIMITS.assigned || part.right.length > LIMITS.assigned)
    return greedyPairing(part.left.flatMap((left) => scored[left] ?? []));
  const find = (left: number, right: number | undefined): Scored | undefined =>
    scored[left]?.find((pair) => pair.right === right);
  const chosen = assign(part.left.map((left) => part.right.map((right) => find(left, right)?.score)));
  return new Set(
    part.left.flatMap((left, at) => {
      const column = chosen[at];
      return (column === undefined ? undefined : find(left, part.right[column])) ?? [];
    }),
  );
}

function greedyPairing(pairs: readonly Scored[]): ReadonlySet<Scored> {
  const used = new Set<unknown>();
  const best = [...pairs].sort((one, other) => other.score - one.score);
  return new Set(
    best.filter((pair) => {
      if (used.has(pair.payout) || used.has(pair.credit)) return false;
      used.add(pair.payout).add(pair.credit);
      return true;
    }),
  );
}
