import { dayOf, type Day } from '../../model/day.ts';
import { itemKey, type MatchProposal, type OpenBankLine } from '../../model/match.ts';
import { minus, plus } from '../../model/money.ts';
import { invariant } from '../../model/problem.ts';
import { toleranceFor } from '../../model/rules.ts';
import { contest, type Contender } from './competing.ts';
import { unitMembers, unitsOf, type LineUnit } from './day-lines.ts';
import { baseRuns, lineSet, movedLines } from './day-moves.ts';
import { dayKey, dayWorlds, type DayWorld } from './day-world.ts';
import { creditMember, later, shapeOf } from './payout-proposal.ts';
import { distinctSubsets } from './payout-sets.ts';
import { itemsOf } from './rank.ts';
import { chancePoints, POINTS } from './score.ts';
import { countSubsets, isFew, searchRoom } from './subset-sum.ts';
import {
  NOTHING_FOUND,
  together,
  type Candidate,
  type ReachedLimit,
  type SearchAnswer,
  type SearchWorld,
} from './world.ts';

interface LineSet extends Contender, Candidate {
  readonly isSure: boolean;
}

/**
 * A credit that is some of the lines that were due when it came, whatever their days: exact, counted, and shown with
 * the number of such answers that chance alone gives (MATCHING.md 5, step 4). Taken only when it is the only answer
 * among few lines and luck is all but ruled out. More lines than the limit are left to a person, and said so.
 */
export function proposeLineSubsets(search: SearchWorld): SearchAnswer {
  return together(dayWorlds(search).map(subsetsIn));
}

function subsetsIn(world: DayWorld): SearchAnswer {
  const units = unitsOf(world);
  const reached = searchRoom(world.search);
  const limits: ReachedLimit[] = [];
  const sets = world.credits.flatMap((credit) => {
    const due = dueUnits(credit, units, world);
    const limit = due.length < 2 ? undefined : reached(due.length);
    if (limit !== undefined) limits.push({ limit, account: world.wallet.account, ref: credit.ref });
    return due.length < 2 || limit !== undefined ? [] : setsOf(credit, { due, units }, world);
  });
  const { certain } = contest(sets);
  const taken = new Set(certain.filter((one) => one.isSure));
  return {
    ...NOTHING_FOUND,
    proposals: [...taken].map((one) => one.proposal),
    candidates: sets.filter((one) => !taken.has(one)),
    limits,
  };
}

interface Around {
  /** What was due when the credit came. */
  readonly due: readonly LineUnit[];
  /** Everything that is open. */
  readonly units: readonly LineUnit[];
}

/** Lines of the periods that were due when the credit came, the latest of them and those before it that are open. */
function dueUnits(credit: OpenBankLine, units: readonly LineUnit[], world: DayWorld): readonly LineUnit[] {
  const runs = baseRuns(world, credit);
  const shortest = runs.toSorted((one, other) => one.length - other.length)[0] ?? [];
  const days = new Set<Day>(shortest.map((day) => day.day));
  return units.filter((unit) => days.has(unit.day));
}

function setsOf(credit: OpenBankLine, { due, units }: Around, world: DayWorld): readonly LineSet[] {
  const amounts = due.map((unit) => unit.net);
  const target = plus(credit.amount, world.transferFee);
  const leg = world.search.tolerance.legs['settlement-bank'];
  const found = countSubsets({ amounts, target, tolerance: toleranceFor(leg, target, due.length) });
  const answers = distinctSubsets(
    found.subsets,
    due.map((unit) => unit.alike),
  );
  return answers.flatMap(({ subset, alike }): readonly LineSet[] => {
    // All of them together are whole days, which the windows have looked at.
    if (subset.length === due.length) return [];
    const chosen = subset.flatMap((at) => due[at] ?? []);
    const proposal = setProposal(credit, chosen, world, {
      among: due.length,
      coincidences: Number(found.coincidences.toPrecision(2)),
      ...(alike > 1 ? { interchangeable: alike } : {}),
    });
    if (world.search.isRejected(proposal)) return [];
    const isSure =
      answers.length === 1 &&
      alike === 1 &&
      isFew(due.length, found, world.search) &&
      movedLines(credit, units, world).every((other) => other === lineSet(chosen));
    return [
      {
        proposal,
        score: POINTS.exact + POINTS.party + chancePoints(found.coincidences),
        coincidences: found.coincidences,
        same: `${credit.id}\n${lineSet(chosen)}`,
        items: [...itemsOf(proposal), ...chosen.map((unit) => dayKey(unit.day, world))],
        about: itemKey('bank', { itemId: credit.id, accountId: 0, ref: '' }),
        isSure,
      },
    ];
  });
}

function setProposal(
  credit: OpenBankLine,
  chosen: readonly LineUnit[],
  { wallet, transferFee, currency }: DayWorld,
  evidence: MatchProposal['why'],
): MatchProposal {
  const last = chosen.at(-1)?.day;
  const first = chosen[0]?.day;
  invariant(first !== undefined && last !== undefined, 'a set has a line');
  const expected = chosen.flatMap((unit) => unitMembers(unit, false));
  return {
    leg: 'settlement-bank',
    shape: shapeOf(expected.length, 1),
    state: 'auto',
    pass: 'day-lines',
    accountId: wallet.accountId,
    members: [...expected, creditMember(credit)],
    difference: minus(plus(credit.amount, transferFee), plus(...expected.map((member) => member.amount))),
    currency,
    matchedOn: later(last, dayOf(credit.bookedAt)),
    why: { from: first, to: last, lines: expected.length, transfer_fee: transferFee, ...evidence },
  };
}
