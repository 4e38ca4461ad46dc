import type { OpenBankLine } from '../../model/match.ts';
import { plus } from '../../model/money.ts';
import { oncePer } from '../../model/once-per.ts';
import { groupBy } from './competing.ts';
import { unitsOf, type LineUnit } from './day-lines.ts';
import { dueOf, isOnTime, periodsOf, type DayRun, type DayWorld } from './day-world.ts';
import { findMoves } from './moves.ts';
import { compare } from './order.ts';
import { distinctSubsets } from './payout-sets.ts';
import { gridOf } from './subset-sum.ts';
import type { DaySum } from './world.ts';

/** A credit with the lines it leaves out of its days, and those it pays that had been left out before. */
export interface Link extends DayRun {
  readonly held: readonly LineUnit[];
  readonly rolledIn: readonly LineUnit[];
  /** How many such answers chance gives; of a link of a chain: how many such chains. */
  readonly coincidences: number;
  /** How many answers differ from it only by alike lines. */
  readonly alike: number;
}

interface Path {
  readonly links: readonly Link[];
  /** What waits for the next credit. */
  readonly waiting: readonly LineUnit[];
  /** The period that is paid next. */
  readonly at: number;
  /** How many such paths chance gives. */
  readonly luck: number;
}

/** So many ways are followed side by side, the least lucky first. */
const PATHS_MAX = 64;
const LINKS_MAX = 8;
/** Chains that are told of one credit. */
const TOLD_MAX = 2;
/** Periods one credit may pay: of the first ones nothing came. */
const PERIODS_MAX = 3;
/** An answer that nothing lies near still isn't impossible by chance; nor is it that a chain comes out even. */
const LUCK_MIN = 0.001;
/** Chance gives more such chains than this: they explain nothing. */
const LUCK_MAX = 0.01;

/**
 * Credits one after the other, each of which pays what the one before had left out and may leave out lines of its own,
 * until one comes out even or none has come yet. What came before is known in such a chain, so only the lines that one
 * credit leaves out are looked for, among its own days: a chain says more than its credits do one by one. The best two
 * of each credit.
 */
export const heldChains = oncePer((world: DayWorld): readonly Link[] => {
  const units = unitsOf(world);
  const periods = periodsOf(world);
  const around = { periods, units, world };
  const links = periods
    .flatMap((_, at) => chainsFrom({ links: [], waiting: [], at, luck: 1 }, around))
    .filter(({ luck }) => luck < LUCK_MAX)
    .flatMap(({ links: own, luck }) => own.map((link): Link => ({ ...link, coincidences: luck })));
  return [...groupBy(links, ({ credit }) => String(credit.id)).values()].flatMap((own) =>
    [...groupBy(own.toSorted(byLuck), contentsOf).values()].slice(0, TOLD_MAX).flatMap(([best]) => best ?? []),
  );
});

function byLuck(one: Link, other: Link): number {
  return one.coincidences - other.coincidences || compare(contentsOf(one), contentsOf(other));
}

function contentsOf({ days, held, rolledIn }: Link): string {
  const alike = (units: readonly LineUnit[]): string => units.map((unit) => unit.alike).join('\n');
  return [days[0]?.day, days.at(-1)?.day, alike(held), alike(rolledIn)].join('\n\n');
}

interface Around {
  readonly periods: readonly (readonly DaySum[])[];
  readonly units: readonly LineUnit[];
  readonly world: DayWorld;
}

type Chain = Pick<Path, 'links' | 'luck'>;

function chainsFrom(start: Path, around: Around): readonly Chain[] {
  const ended: Chain[] = [];
  let open: readonly Path[] = [start];
  for (let length = 0; length < LINKS_MAX && open.length > 0; length += 1) {
    const next = open.map((path) => step(path, around));
    ended.push(...next.flatMap((one) => one.ended));
    open = next
      .flatMap((one) => one.onward)
      .sort((one, other) => one.luck - other.luck)
      .slice(0, PATHS_MAX);
  }
  return ended;
}

interface Step {
  readonly ended: readonly Chain[];
  readonly onward: readonly Path[];
}

function step(path: Path, around: Around): Step {
  const run = nextRun(path, around);
  // One credit alone is no chain.
  if (run === undefined) return { ended: path.links.length > 1 ? [path] : [], onward: [] };
  const found = run.credits.map((credit) => linksOf({ credit, days: run.days }, path, around));
  return {
    ended: found.flatMap(({ even }) =>
      even === undefined ? [] : [{ links: [...path.links, even], luck: path.luck * LUCK_MIN }],
    ),
    onward: found.flatMap(({ onward }) =>
      onward.map((link) => ({
        links: [...path.links, link],
        waiting: link.held,
        at: run.to + 1,
        luck: path.luck * Math.max(link.coincidences, LUCK_MIN),
      })),
    ),
  };
}

interface NextRun {
  readonly days: readonly DaySum[];
  /** The last period of it. */
  readonly to: number;
  readonly credits: readonly OpenBankLine[];
}

/** The next period that credits came for, with those before it that none came for; undefined when none has come. */
function nextRun({ at, links }: Path, { periods, world }: Around): NextRun | undefined {
  for (let to = at; to < Math.min(periods.length, at + PERIODS_MAX); to += 1) {
    const last = periods[to]?.at(-1);
    const credits = world.credits.filter(
      (credit) => last && isOnTime(last, credit) && !links.some((link) => link.credit === credit),
    );
    if (credits.length > 0) return { days: periods.slice(at, to + 1).flat(), to, credits };
  }
  return undefined;
}

interface Links {
  /** It pays its days and all that waited, and leaves out nothing. */
  readonly even?: Link;
  readonly onward: readonly Link[];
}

function linksOf(run: DayRun, { waiting: rolledIn }: Path, { units, world }: Around): Links {
  const days = new Set(run.days.map(({ day }) => day));
  const own = units.filter((unit) => days.has(unit.day));
  const difference = plus(dueOf(run.days, world), ...rolledIn.map(({ net }) => net)) - run.credit.amount;
  if (difference === 0)
    return rolledIn.length === 0
      ? { onward: [] }
      : { even: { ...run, held: [], rolledIn, coincidences: 0, alike: 1 }, onward: [] };
  const amounts = own.map(({ net }) => net);
  const found = findMoves(amounts, difference, {
    grid: gridOf(amounts),
    most: world.search.rules.moves,
    isEverySize: true,
  });
  const onward = found.flatMap(({ answers, coincidences }) =>
    distinctSubsets(
      answers.filter((subset) => subset.length < own.length),
      own.map(({ alike }) => alike),
    ).map(({ subset, alike }) => ({
      ...run,
      rolledIn,
      coincidences,
      alike,
      held: subset.flatMap((index) => own[index] ?? []),
    })),
  );
  return { onward };
}
