import type { OpenBankLine } from '../../model/match.ts';
import { components } from './components.ts';
import { reachOf } from './credit-index.ts';
import { explainedByMoves } from './day-moves.ts';
import {
  dayWorlds,
  dueOf,
  dueTogether,
  isContradicted,
  isOnTime,
  periodsOf,
  runProposal,
  type DayRun,
  type DayWorld,
} from './day-world.ts';
import { periodPoints, runLag } from './day-windows.ts';
import { nearPoints, POINTS } from './score.ts';
import { NOTHING_FOUND, together, type Candidate, type SearchAnswer, type SearchWorld } from './world.ts';

export const NEAR_DAYS = 'whole-day-near-amount';

/**
 * What a platform's rule pays together and a credit on time that nearly agree and are each other's only candidate: one
 * group with its difference (FINDINGS.md, payout-mismatch). A difference that moved lines explain is none:
 * they may have been held back. Days of two rules that are due on one day are only suggested: to the fen or by a person.
 */
export function proposeNearDays(search: SearchWorld): SearchAnswer {
  const explained = explainedByMoves(search);
  return together(dayWorlds(search).map((world) => nearOf(world, explained)));
}

function nearOf(world: DayWorld, explained: ReadonlySet<OpenBankLine>): SearchAnswer {
  const apart = dueTogether(world);
  const periods = [...periodsOf(world), ...apart];
  const near = periods.map((days) =>
    world.credits.flatMap((credit, index): readonly number[] => {
      const last = days.at(-1);
      if (!last || !isOnTime(last, credit) || !isNear({ credit, days }, world)) return [];
      return world.search.isRejected(proposalOf({ credit, days }, world)) ? [] : [index];
    }),
  );
  return together(
    components(near).map((part) => {
      const runs = part.left.flatMap((left) =>
        (near[left] ?? []).flatMap((right): readonly DayRun[] => {
          const credit = world.credits[right];
          const days = periods[left];
          return credit && days ? [{ credit, days }] : [];
        }),
      );
      const [only, ...rivals] = runs;
      const isSure = only !== undefined && rivals.length === 0 && !apart.includes(only.days);
      if (isSure && !explained.has(only.credit) && !isContradicted(only, world))
        return { ...NOTHING_FOUND, proposals: [proposalOf(only, world)] };
      return { ...NOTHING_FOUND, candidates: runs.map((run) => candidateOf(run, world)) };
    }),
  );
}

function isNear({ credit, days }: DayRun, world: DayWorld): boolean {
  const due = dueOf(days, world);
  return due > 0 && Math.abs(credit.amount - due) <= reachOf(due, world.search);
}

function proposalOf(run: DayRun, world: DayWorld): ReturnType<typeof runProposal> {
  return runProposal(run, world, { pass: NEAR_DAYS, evidence: { rivals: 0 } });
}

function candidateOf(run: DayRun, world: DayWorld): Candidate {
  const due = dueOf(run.days, world);
  const points = [
    nearPoints(Math.abs(run.credit.amount - due), reachOf(due, world.search)),
    POINTS.party,
    periodPoints(run, world),
    runLag(run, world),
  ];
  return {
    proposal: proposalOf(run, world),
    score: points.reduce((sum, value) => sum + value, 0),
    coincidences: 0,
  };
}
