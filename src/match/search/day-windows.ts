import { itemKey, type Ambiguity, type MatchProposal, type OpenBankLine, type OpenPayout } from '../../model/match.ts';
import { ZERO } from '../../model/money.ts';
import { toleranceFor } from '../../model/rules.ts';
import { contest, groupBy, type Contender } from './competing.ts';
import {
  dayKey,
  dayRef,
  dayWorlds,
  dueOf,
  dueTogether,
  isContradicted,
  namedRun,
  runProposal,
  runsEndingAt,
  type DayRun,
  type DayWorld,
} from './day-world.ts';
import { habitOf, lagPoints, workingLag } from './lag-prior.ts';
import { creditKey, sortedBy } from './order.ts';
import { chancePoints, POINTS } from './score.ts';
import { dayOf, wholeDay } from '../../model/day.ts';
import { NOTHING_FOUND, together, type Candidate, type DaySum, type SearchAnswer, type SearchWorld } from './world.ts';

/** The pass of runs that are paid in time. */
export const WHOLE_DAYS = 'whole-days-in-window';

/** A run of days that sums up to a credit, and how many runs were looked at for it. */
interface Window extends Contender, DayRun {
  readonly looked: number;
  /** Runs whose sum is near the credit by chance, for each minor unit. */
  readonly coincidences: number;
}

export interface WindowStep {
  readonly name: string;
  readonly isInTime: (last: DaySum, credit: OpenBankLine, search: SearchWorld) => boolean;
}

/**
 * Runs of whole days whose sum is a bank credit, by the day their last one is due (MATCHING.md 5, step 2). Aggregates
 * compete (`contest`). Days of equal sums and as many equal credits are taken first in, first out; what else stays in
 * doubt is an ambiguity: its days and credits are named. What the bank's own words contradict is only suggested.
 */
export function proposeWindows(step: WindowStep, search: SearchWorld): SearchAnswer {
  return together(dayWorlds(search).map((world) => windowsOf(step, world)));
}

function windowsOf(step: WindowStep, world: DayWorld): SearchAnswer {
  const { certain, doubtful } = contest(windows(step, world));
  const doubted = certain.filter((one) => isContradicted(one, world));
  const parts = doubtful.map((part) => ({ part, pairs: alikePairs(part, world) }));
  const tied = parts.filter(({ pairs }) => pairs === undefined).map(({ part }) => part);
  return {
    ...NOTHING_FOUND,
    proposals: [
      ...certain.filter((one) => !doubted.includes(one)).map((one) => proposalOf(one, step.name, world)),
      ...parts.flatMap(({ pairs = [] }) =>
        pairs.map((one) => proposalOf(one, step.name, world, { interchangeable: pairs.length })),
      ),
    ],
    candidates: [...doubted, ...tied.flat()].map((one) => candidateOf(one, step.name, world)),
    ambiguities: tied.map((part) =>
      ambiguityOf(
        part.flatMap((one) => one.days),
        part.map((one) => one.credit),
        world,
      ),
    ),
  };
}

/** How far around a credit sums count as near. */
const NEAR = 500;

function windows(step: WindowStep, world: DayWorld): readonly Window[] {
  const looked = new Map<OpenBankLine, number>();
  const tolerance = world.search.tolerance.legs['settlement-bank'];
  const found = runsInTime(step, world).flatMap(({ days, credits, isExact }) => {
    const due = dueOf(days, world);
    const allowed = isExact ? 0 : toleranceFor(tolerance, due, days.length);
    return credits.flatMap((credit): readonly (DayRun & { readonly near: boolean })[] => {
      looked.set(credit, (looked.get(credit) ?? 0) + 1);
      const apart = Math.abs(due - credit.amount);
      const near = apart > allowed;
      return apart <= NEAR || !near ? [{ credit, days, near }] : [];
    });
  });
  return found
    .filter((run) => !run.near && !world.search.isRejected(plainProposal(run, step.name, world)))
    .map(({ credit, days }) => ({
      credit,
      days,
      items: [bankKey(credit), ...days.map((day) => dayKey(day.day, world))],
      about: bankKey(credit),
      looked: looked.get(credit) ?? 0,
      coincidences: found.filter((run) => run.near && run.credit === credit).length / (2 * NEAR),
    }));
}

interface RunInTime {
  readonly days: readonly DaySum[];
  readonly credits: readonly OpenBankLine[];
  /** Taken to the minor unit only. */
  readonly isExact: boolean;
}

/** Runs of days by their last one, and what two rules let fall due on one day (decision 0035). */
function runsInTime({ isInTime }: WindowStep, world: DayWorld): readonly RunInTime[] {
  // The last day is paid in time; earlier days may have waited for it (weekend, holiday, minimum).
  const inARow = world.days.flatMap((last, to): readonly RunInTime[] => {
    const credits = world.credits.filter((credit) => isInTime(last, credit, world.search));
    return credits.length === 0 ? [] : runsEndingAt(world, to).map((days) => ({ days, credits, isExact: false }));
  });
  const apart = dueTogether(world).map((days): RunInTime => ({
    days,
    credits: world.credits.filter((credit) => days.every((day) => isInTime(day, credit, world.search))),
    isExact: true,
  }));
  return [...inARow, ...apart];
}

function bankKey({ id }: OpenBankLine): string {
  return itemKey('bank', { itemId: id, accountId: 0, ref: '' });
}

/** As many equal credits as single days of that sum: any pairing has the same sums, so first in, first out. */
function alikePairs(part: readonly Window[], world: DayWorld): readonly Window[] | undefined {
  if (part.some((one) => one.days.length > 1 || isContradicted(one, world))) return undefined;
  const credits = [
    ...groupBy(
      sortedBy(part, (one) => creditKey(one.credit)),
      (one) => one.about,
    ).values(),
  ];
  const days = [...new Set(sortedBy(part, (one) => one.days[0]?.day ?? '').map((one) => one.days[0]))];
  if (credits.length !== days.length) return undefined;
  const pairs = credits.flatMap((ways, at) => ways.find((way) => way.days[0] === days[at]) ?? []);
  return pairs.length === credits.length ? pairs : undefined;
}

function plainProposal(run: DayRun, pass: string, world: DayWorld): MatchProposal {
  return runProposal(run, world, { pass, evidence: {} });
}

function proposalOf(one: Window, pass: string, world: DayWorld, alike: MatchProposal['why'] = {}): MatchProposal {
  const evidence = { rivals: 0, windows: one.looked, coincidences: one.coincidences, ...alike };
  return runProposal(one, world, { pass, evidence });
}

/** A run that a person has to say yes to. */
export function candidateOf(
  one: DayRun & Pick<Window, 'looked' | 'coincidences'>,
  pass: string,
  world: DayWorld,
): Candidate {
  const score = POINTS.exact + POINTS.party + periodPoints(one, world) + runLag(one, world);
  return {
    proposal: runProposal(one, world, { pass, evidence: { windows: one.looked } }),
    score: score + chancePoints(one.coincidences),
    coincidences: one.coincidences,
  };
}

/** A run that is just what the bank's words name, or what the rule pays together. */
export function periodPoints({ credit, days }: DayRun, world: DayWorld): number {
  if (namedRun(credit, world)?.length === days.length && !isContradicted({ credit, days }, world)) return POINTS.batch;
  const dues = new Set(days.map((day) => day.dueOn));
  const all = world.days.filter((day) => dues.has(day.dueOn));
  return all.length === days.length ? POINTS.wholePeriod : 0;
}

export function runLag({ credit, days }: DayRun, { wallet, search }: DayWorld): number {
  const last = days.at(-1);
  if (!last) return 0;
  const booked = dayOf(credit.bookedAt);
  const lag = workingLag(last.day, booked, search.calendar);
  return lagPoints(habitOf(search.lags, wallet.accountId, lag), booked >= last.dueOn && booked <= last.lastOn);
}

/** Runs that rival each other: every day and every credit of them. */
export function ambiguityOf(days: readonly DaySum[], credits: readonly OpenBankLine[], world: DayWorld): Ambiguity {
  const own = sortedBy([...new Set(credits)], creditKey);
  return {
    leg: 'settlement-bank',
    accountId: world.wallet.accountId,
    currency: world.currency,
    payouts: sortedBy([...new Set(days)], (day) => day.day).map((day) => openDay(day, world)),
    credits: own,
    why: { pass: WHOLE_DAYS, amount: own[0]?.amount ?? ZERO },
  };
}

function openDay({ day, net }: DaySum, world: DayWorld): OpenPayout {
  return {
    id: 0,
    kind: 'payout',
    item: 'batch',
    accountId: world.wallet.accountId,
    ref: dayRef(day, world),
    occurredAt: wholeDay(day),
    amount: net,
    currency: world.currency,
  };
}
