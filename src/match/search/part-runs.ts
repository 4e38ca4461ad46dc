import type { MatchProposal } from '../../model/match.ts';
import { unitsOf, type LineUnit } from './day-lines.ts';
import { isEvidence, movedCandidate, movesOf, type Moved } from './day-moves.ts';
import { dayRef, dayWorlds, namedRun, type DayRun, type DayWorld } from './day-world.ts';
import { ambiguityOf, candidateOf, WHOLE_DAYS } from './day-windows.ts';
import type { SearchState } from './run.ts';
import { NOTHING_FOUND, together, type DaySum, type SearchAnswer, type SearchWorld } from './world.ts';

/** A taken run beside days that should have come with it and are open. */
interface PartRun extends DayRun {
  readonly proposal: MatchProposal;
  /** All that its credit should have paid: its days and those left out. */
  readonly whole: readonly DaySum[];
}

/**
 * Runs that were taken although days due with them, or named with them by the bank, stayed open: the world of these
 * credits and all those days. Its lines are to be loaded before `doubtParts` is asked.
 */
export function partWorld(state: SearchState): SearchWorld {
  const parts = partsOf(state);
  const days = new Set(parts.flatMap(({ part }) => part.whole));
  const credits = new Set(parts.map(({ part }) => part.credit));
  return {
    ...state.start,
    wallets: allDays(state).wallets.map((wallet) => ({ ...wallet, days: wallet.days.filter((day) => days.has(day)) })),
    bankLines: state.start.bankLines.filter((line) => credits.has(line)),
  };
}

/**
 * Takes back runs of which no file tells what the credit left out: some lines of all its days, or just those days that
 * stayed open. Both come to the same sum, so nothing is taken, both are suggested, and all of them are named in one
 * ambiguity (decision 0035).
 */
export function doubtParts(state: SearchState, dayLines: SearchWorld['dayLines']): SearchState {
  const doubts = partsOf(state, dayLines).flatMap(({ part, world }) => doubtOf(part, world));
  if (doubts.length === 0) return state;
  const gone = new Set(doubts.map(({ part }) => part.proposal));
  const { proposals, ...found } = state.found;
  const kept = { ...found, proposals: proposals.filter((proposal) => !gone.has(proposal)) };
  return { ...state, found: together([kept, ...doubts.map(({ answer }) => answer)]) };
}

/** Every day as it is now: what is open without the lines that were taken of it. */
function allDays({ start, world }: SearchState): SearchWorld {
  return {
    ...start,
    wallets: start.wallets.map((wallet, at) => {
      const open = new Map(world.wallets[at]?.days.map((day) => [dayName(day), day]));
      return { ...wallet, days: wallet.days.map((day) => open.get(dayName(day)) ?? day) };
    }),
  };
}

function dayName({ day, currency }: DaySum): string {
  return `${currency} ${day}`;
}

interface Placed {
  readonly part: PartRun;
  readonly world: DayWorld;
}

function partsOf(state: SearchState, dayLines?: SearchWorld['dayLines']): readonly Placed[] {
  const search = { ...allDays(state), ...(dayLines === undefined ? {} : { dayLines }) };
  const open = new Set(state.world.wallets.flatMap((wallet) => wallet.days));
  return dayWorlds(search).flatMap((world) =>
    state.found.proposals.flatMap((proposal): readonly Placed[] => {
      const run = runOf(proposal, world);
      if (run === undefined) return [];
      const whole = wholeOf(run, world).filter((day) => run.days.includes(day) || open.has(day));
      return whole.length > run.days.length ? [{ part: { ...run, proposal, whole }, world }] : [];
    }),
  );
}

/** The run that a group is; undefined for a group of another pass or contract, or of single lines. */
function runOf({ pass, accountId, members }: MatchProposal, world: DayWorld): DayRun | undefined {
  if (pass !== WHOLE_DAYS || accountId !== world.wallet.accountId) return undefined;
  const refs = new Set(members.map((member) => member.ref));
  const days = world.days.filter(({ day }) => refs.has(dayRef(day, world)));
  const credit = world.credits.find((line) => members.some(({ kind, id }) => kind === 'bank' && id === line.id));
  const isOfDays = members.every(({ kind }) => kind !== 'line');
  return credit === undefined || days.length === 0 || !isOfDays ? undefined : { credit, days };
}

function wholeOf({ credit, days }: DayRun, world: DayWorld): readonly DaySum[] {
  const dues = new Set(days.map((day) => day.dueOn));
  return namedRun(credit, world) ?? world.days.filter((day) => dues.has(day.dueOn));
}

interface Doubt {
  readonly part: PartRun;
  readonly answer: SearchAnswer;
}

function doubtOf(part: PartRun, world: DayWorld): readonly Doubt[] {
  const { credit, days, whole, proposal } = part;
  const units = unitsOf(world);
  const moved = otherWays(part, units, world);
  if (moved.length === 0) return [];
  const { windows, coincidences } = proposal.why;
  const run = { credit, days, looked: Number(windows), coincidences: Number(coincidences) };
  return [
    {
      part,
      answer: {
        ...NOTHING_FOUND,
        candidates: [candidateOf(run, WHOLE_DAYS, world), ...moved.map((one) => movedCandidate(one, units, world))],
        ambiguities: [ambiguityOf(whole, [credit], world)],
      },
    },
  ];
}

/** Lines that may have been left out instead of the days that stayed open; each by itself, however alike. */
function otherWays({ credit, days, whole }: PartRun, units: readonly LineUnit[], world: DayWorld): readonly Moved[] {
  const own = new Set(days.map(({ day }) => day));
  return movesOf({ credit, days: whole }, units, world, (unit) => `${unit.day} ${unit.alike}`).filter(
    (one) => isEvidence(one) && one.held.some((unit) => own.has(unit.day)),
  );
}
