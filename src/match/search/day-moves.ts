import { daysBetween } from '../../model/day.ts';
import type { OpenBankLine } from '../../model/match.ts';
import { oncePer } from '../../model/once-per.ts';
import { unitMembers, unitsOf, type LineUnit } from './day-lines.ts';
import {
  dayWorlds,
  dueOf,
  isOnTime,
  namedRun,
  periodsOf,
  runProposal,
  type DayRun,
  type DayWorld,
} from './day-world.ts';
import { periodPoints, runLag } from './day-windows.ts';
import { heldChains, type Link } from './held-chains.ts';
import { findMoves } from './moves.ts';
import { distinctSubsets } from './payout-sets.ts';
import { chancePoints, POINTS } from './score.ts';
import { gridOf } from './subset-sum.ts';
import { NOTHING_FOUND, together, type Candidate, type DaySum, type SearchAnswer, type SearchWorld } from './world.ts';

/** So many periods of the rule one credit may pay: the one before may have waited for it. */
const PERIODS_MAX = 3;

/** A run with the few lines that keep it from its credit. */
export type Moved = Link;

/**
 * Windows with at most three moves: lines that a payout left out (held back) or took in from an older open day (rolled
 * in), looked for on the difference, never on the sum (MATCHING.md 5, step 3); more of them where one credit pays what
 * the one before had left out. Prices sit on a grid, so chance is understated: a person decides, always. A line that one
 * credit leaves out and another takes in speaks for both.
 */
export function proposeMoves(search: SearchWorld): SearchAnswer {
  return together(
    dayWorlds(search).map((world) => {
      const units = unitsOf(world);
      const moved = allMoved(world);
      const echoes = echoesOf(moved);
      const told = [
        ...moved.map((one) => movedCandidate(one, units, world, echoes(one))),
        ...heldChains(world).map((one) =>
          candidateOf(one, units, world, { echoes: linesIn(one), points: POINTS.chain }),
        ),
      ];
      return { ...NOTHING_FOUND, candidates: told };
    }),
  );
}

/** The days the bank's words name, else whole periods of the rule that end with one that is due when the credit came. */
export function baseRuns(world: DayWorld, credit: OpenBankLine): readonly (readonly DaySum[])[] {
  const named = namedRun(credit, world);
  if (named !== undefined && named.length > 0) return [named];
  const periods = periodsOf(world);
  return periods.flatMap((period, to) => {
    const last = period.at(-1);
    if (!last || !isOnTime(last, credit)) return [];
    const longest = Math.min(PERIODS_MAX, to + 1);
    return Array.from({ length: longest }, (_, index) => periods.slice(to - index, to + 1).flat());
  });
}

/** Every way to come to a credit by whole periods and a few moves, as the sets of lines that it would be. */
export function movedLines(credit: OpenBankLine, units: readonly LineUnit[], world: DayWorld): readonly string[] {
  return baseRuns(world, credit).flatMap((days) => {
    return movesOf({ credit, days }, units, world).map((moved) => lineSet(unitsIn(moved, units)));
  });
}

/** The units a run holds once its lines are moved. */
function unitsIn({ days, held, rolledIn }: Moved, units: readonly LineUnit[]): readonly LineUnit[] {
  const own = new Set(days.map((day) => day.day));
  return [...units.filter((unit) => own.has(unit.day) && !held.includes(unit)), ...rolledIn];
}

/** A set of units by what its lines are, alike ones not told apart. */
export function lineSet(units: readonly LineUnit[]): string {
  return units
    .map((unit) => unit.alike)
    .sort()
    .join('\n\n');
}

/**
 * The ways in which at most three lines make up what a run and its credit differ by; units of one class stand for each
 * other, alike ones where nothing else is said.
 */
export function movesOf(
  run: DayRun,
  units: readonly LineUnit[],
  world: DayWorld,
  classOf = (unit: LineUnit): string => unit.alike,
): readonly Moved[] {
  const difference = dueOf(run.days, world) - run.credit.amount;
  if (difference === 0) return [];
  const { held, older } = poolsOf(run, units, world);
  const pool = [...held, ...older];
  const amounts = pool.map((unit, at) => (at < held.length ? unit.net : -unit.net));
  const classes = pool.map((unit, at) => `${at < held.length ? 'held' : 'in'} ${classOf(unit)}`);
  const [found] = findMoves(amounts, difference, { grid: gridOf(amounts), most: world.search.rules.moves }).filter(
    (answer) => answer.count > 0,
  );
  if (!found) return [];
  // Of a run that leaves out everything nothing is paid.
  const some = found.answers.filter((subset) => subset.filter((at) => at < held.length).length < held.length);
  return distinctSubsets(some, classes).map(({ subset, alike }) => ({
    ...run,
    held: subset.filter((at) => at < held.length).flatMap((at) => pool[at] ?? []),
    rolledIn: subset.filter((at) => at >= held.length).flatMap((at) => pool[at] ?? []),
    coincidences: found.coincidences,
    alike,
  }));
}

/** Lines of the run's own days, and of older days that are open still. */
function poolsOf(
  { days }: DayRun,
  units: readonly LineUnit[],
  { search }: DayWorld,
): { readonly held: readonly LineUnit[]; readonly older: readonly LineUnit[] } {
  const own = new Set(days.map((day) => day.day));
  const first = days[0]?.day;
  return {
    held: units.filter((unit) => own.has(unit.day)),
    older: units.filter(
      (unit) => first !== undefined && unit.day < first && daysBetween(unit.day, first) <= search.rules.lateDays,
    ),
  };
}

/** How many lines of a candidate another credit's candidate has on the other side, alike ones not told apart. */
function echoesOf(moved: readonly Moved[]): (one: Moved) => number {
  const sides = (side: 'held' | 'rolledIn'): ReadonlyMap<string, ReadonlySet<OpenBankLine>> => {
    const credits = new Map<string, Set<OpenBankLine>>();
    for (const one of moved) {
      for (const { alike } of one[side]) credits.set(alike, (credits.get(alike) ?? new Set()).add(one.credit));
    }
    return credits;
  };
  const [heldBy, takenBy] = [sides('held'), sides('rolledIn')];
  const isElsewhere = (credits: ReadonlySet<OpenBankLine> | undefined, credit: OpenBankLine): boolean =>
    [...(credits ?? [])].some((other) => other !== credit);
  return ({ credit, held, rolledIn }) =>
    held.filter((unit) => isElsewhere(takenBy.get(unit.alike), credit)).length +
    rolledIn.filter((unit) => isElsewhere(heldBy.get(unit.alike), credit)).length;
}

function linesIn({ held, rolledIn }: Moved): number {
  return held.length + rolledIn.length;
}

/** A run with its moves for a person: the fewer the better, unless another credit has them too. */
export function movedCandidate(one: Moved, units: readonly LineUnit[], world: DayWorld, echoes = 0): Candidate {
  return candidateOf(one, units, world, { echoes, points: POINTS.move * linesIn(one) + POINTS.echo * echoes });
}

interface How {
  readonly echoes: number;
  readonly points: number;
}

function candidateOf(
  one: Moved,
  units: readonly LineUnit[],
  world: DayWorld,
  { echoes, points: moved }: How,
): Candidate {
  const extra = [
    ...one.held.flatMap((unit) => unitMembers(unit, true)),
    ...one.rolledIn.flatMap((unit) => unitMembers(unit, false)),
  ];
  const points = [
    POINTS.exact,
    POINTS.party,
    periodPoints(one, world),
    runLag(one, world),
    moved,
    chancePoints(one.coincidences),
  ];
  return {
    proposal: runProposal(one, world, {
      pass: 'whole-days-moved',
      extra,
      evidence: {
        ...(one.held.length === 0 ? {} : { held_back: one.held.length }),
        ...(one.rolledIn.length === 0 ? {} : { rolled_in: one.rolledIn.length }),
        ...(echoes === 0 ? {} : { echoes }),
        ...(one.alike > 1 ? { interchangeable: one.alike } : {}),
      },
    }),
    score: points.reduce((sum, value) => sum + value, 0),
    coincidences: one.coincidences,
    same: `${one.credit.id}\n${lineSet(unitsIn(one, units))}`,
  };
}

/** With less chance than this two or three moves are evidence; above it many differences have some answer. */
const CHANCE_MAX = 0.05;

/** One line is enough; two or three count when chance gives few such answers. */
export function isEvidence(one: Moved): boolean {
  return linesIn(one) === 1 || one.coincidences < CHANCE_MAX;
}

/**
 * Credits that moved lines would explain: no difference is taken for one of them (near days). Few lines do by
 * themselves (`isEvidence`), more when another credit has one of them on its other side; a chain of credits that pay for
 * each other always does.
 */
export function explainedByMoves(search: SearchWorld): ReadonlySet<OpenBankLine> {
  const found = dayWorlds(search).flatMap((world) => {
    const moved = allMoved(world);
    const echoes = echoesOf(moved);
    const alone = moved.filter((one) => isEvidence(one) || echoes(one) > 0);
    return [...alone, ...heldChains(world)].map((one) => one.credit);
  });
  return new Set(found);
}

const allMoved = oncePer((world: DayWorld): readonly Moved[] => {
  const units = unitsOf(world);
  if (units.length === 0) return [];
  return world.credits.flatMap((credit) =>
    baseRuns(world, credit).flatMap((days) => movesOf({ credit, days }, units, world)),
  );
});
