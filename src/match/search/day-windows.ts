import { dayOf, daysBetween, type Day } from '../../model/day.ts';
import type { Currency } from '../../model/currency.ts';
import type { Ambiguity, MatchProposal, OpenBankLine, OpenPayout } from '../../model/match.ts';
import { Decimal, minor, minus, plus, type Minor } from '../../model/money.ts';
import { invariant } from '../../model/problem.ts';
import { components } from './components.ts';
import type { PayoutAnswer } from './payout-bank.ts';
import { later } from './payout-proposal.ts';

/** What one platform day earned, net. */
export interface DaySum {
  readonly day: Day;
  readonly net: Minor;
  readonly lines: number;
  /** When its money is due in the bank. */
  readonly dueOn: Day;
  readonly lastOn: Day;
}

/** A platform that pays out what whole days earned, without naming them. */
export interface DayWindowWorld {
  readonly accountId: number;
  readonly account: string;
  readonly currency: Currency;
  readonly days: readonly DaySum[];
  readonly credits: readonly OpenBankLine[];
  /** Kept back from each payout by contract. */
  readonly transferFee: Minor;
  /** Furthest apart that one day and a credit may be and still be one: the larger of the two. */
  readonly nearShare: Decimal;
  readonly nearAmount: Minor;
}

/** Longest run of days that one credit may pay: the National Day week and the days around it. */
const WINDOW_DAYS_MAX = 12;

/** A run of days that sums up to a credit. */
interface Candidate {
  readonly credit: OpenBankLine;
  readonly days: readonly DaySum[];
}

/**
 * Runs of whole days whose sum is a bank credit, due by their last day (MATCHING.md 5, step 2). A run is taken when it
 * is the only one for its credit, and no other credit's run shares a day with it; repeated until nothing more is
 * certain, since each taken run removes rivals. What stays in doubt is an ambiguity: its days and credits are named.
 */
export function proposeDayWindows(world: DayWindowWorld): PayoutAnswer {
  const proposals: MatchProposal[] = [];
  const ambiguities: Ambiguity[] = [];
  let left = world;
  for (const step of STEPS) {
    const answer = takeCertain(candidates(left, step), left, step);
    proposals.push(...answer.proposals);
    // Near amounts in doubt are no tie: they stay open, each with its own finding.
    if (step.exact) ambiguities.push(...answer.ambiguities);
    left = withoutTaken(left, [...proposals.flatMap(({ members }) => members), ...ambiguities.flatMap(itemsOf)]);
  }
  return { proposals, ambiguities };
}

interface Step {
  readonly name: string;
  readonly exact: boolean;
  readonly isInTime: (last: DaySum, credit: OpenBankLine) => boolean;
}

/** On time first; what came late after it; at last single days that are each other's only candidate and nearly agree. */
const STEPS: readonly Step[] = [
  { name: 'whole-days-in-window', exact: true, isInTime: isOnTime },
  { name: 'whole-days-late', exact: true, isInTime: isLate },
  { name: 'whole-day-near-amount', exact: false, isInTime: isOnTime },
];

interface Named {
  readonly ref: string;
}

function itemsOf(ambiguity: Ambiguity): readonly Named[] {
  return [...ambiguity.payouts, ...ambiguity.credits];
}

function withoutTaken(world: DayWindowWorld, taken: readonly Named[]): DayWindowWorld {
  const refs = new Set(taken.map((item) => item.ref));
  return {
    ...world,
    days: world.days.filter((day) => !refs.has(refOf(day.day, world))),
    credits: world.credits.filter((credit) => !refs.has(credit.ref)),
  };
}

function takeCertain(found: readonly Candidate[], world: DayWindowWorld, step: Step): PayoutAnswer {
  let open = found;
  const proposals: MatchProposal[] = [];
  for (;;) {
    const certain = open.filter((one) => open.every((other) => other === one || !areRivals(one, other)));
    if (certain.length === 0) return { proposals, ambiguities: ambiguitiesOf(open, world) };
    proposals.push(...certain.map((one) => windowProposal(one, world, step)));
    open = open.filter((one) => certain.every((taken) => taken !== one && !areRivals(one, taken)));
  }
}

/** They speak of the same credit, or share a day. */
function areRivals(one: Candidate, other: Candidate): boolean {
  return one.credit === other.credit || (firstOf(one) <= lastOf(other) && firstOf(other) <= lastOf(one));
}

function candidates(world: DayWindowWorld, step: Step): readonly Candidate[] {
  const days = [...world.days].sort((left, right) => (left.day < right.day ? -1 : 1));
  const credits = [...world.credits].sort((left, right) =>
    left.bookedAt + left.ref < right.bookedAt + right.ref ? -1 : 1,
  );
  return days.flatMap((last, to) => {
    // The last day is paid on time; earlier days may have waited for it (weekend, holiday, minimum).
    const inTime = credits.filter((credit) => step.isInTime(last, credit));
    const windows = step.exact ? windowsEndingAt(days, to) : [[last]];
    return windows.flatMap((window) => {
      const due = minus(plus(...window.map((day) => day.net)), world.transferFee);
      return inTime
        .filter((credit) => (step.exact ? credit.amount === due : isNear(credit.amount, due, world)))
        .map((credit) => ({ credit, days: window }));
    });
  });
}

/** How long after its grace a day's money is still looked for. */
const LATE_DAYS_MAX = 45;

function isLate(last: DaySum, credit: OpenBankLine): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked > last.lastOn && daysBetween(last.lastOn, booked) <= LATE_DAYS_MAX;
}

function isNear(amount: Minor, due: Minor, world: DayWindowWorld): boolean {
  const apart = Math.abs(amount - due);
  return due > 0 && (apart <= world.nearAmount || new Decimal(due).times(world.nearShare).greaterThanOrEqualTo(apart));
}

function isOnTime(last: DaySum, credit: OpenBankLine): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked >= last.dueOn && booked <= last.lastOn;
}

function windowsEndingAt(days: readonly DaySum[], to: number): readonly (readonly DaySum[])[] {
  const longest = Math.min(WINDOW_DAYS_MAX, to + 1);
  return Array.from({ length: longest }, (_, index) => days.slice(to - index, to + 1));
}

function firstOf(candidate: Candidate): Day {
  return endOf(candidate, 0);
}

function lastOf(candidate: Candidate): Day {
  return endOf(candidate, -1);
}

function endOf({ days }: Candidate, at: 0 | -1): Day {
  const day = days.at(at)?.day;
  invariant(day !== undefined, 'a window has a day');
  return day;
}

function refOf(day: Day, world: DayWindowWorld): string {
  return `day:${world.account}/${day}`;
}

function windowProposal(candidate: Candidate, world: DayWindowWorld, step: Step): MatchProposal {
  const { credit, days } = candidate;
  const lastDay = lastOf(candidate);
  const booked = dayOf(credit.bookedAt);
  const expected = days.map(({ day, net }) => ({
    side: 'expected' as const,
    kind: 'batch' as const,
    id: 0,
    ref: refOf(day, world),
    amount: net,
  }));
  return {
    leg: 'settlement-bank',
    shape: days.length === 1 ? '1:1' : 'n:1',
    state: 'auto',
    pass: step.name,
    accountId: world.accountId,
    members: [...expected, { side: 'actual', kind: 'bank', id: credit.id, ref: credit.ref, amount: credit.amount }],
    difference: minus(plus(credit.amount, world.transferFee), plus(...days.map((day) => day.net))),
    currency: world.currency,
    matchedOn: later(lastDay, booked),
    why: {
      from: firstOf(candidate),
      to: lastDay,
      lines: days.reduce((total, day) => total + day.lines, 0),
      lag_days: daysBetween(lastDay, booked),
      transfer_fee: world.transferFee,
      rivals: 0,
    },
  };
}

/** Runs that rival each other, in groups: every day and every credit of them. */
function ambiguitiesOf(open: readonly Candidate[], world: DayWindowWorld): readonly Ambiguity[] {
  const credits = [...new Set(open.map((one) => one.credit))];
  const days = [...new Set(open.flatMap((one) => one.days))];
  const edges = credits.map((credit) =>
    days.flatMap((day, index) => (open.some((one) => one.credit === credit && one.days.includes(day)) ? [index] : [])),
  );
  return components(edges).map((part) => ({
    leg: 'settlement-bank',
    accountId: world.accountId,
    currency: world.currency,
    payouts: part.right.flatMap((index) => days[index] ?? []).map((day) => openDay(day, world)),
    credits: part.left.flatMap((index) => credits[index] ?? []),
    why: { pass: 'whole-days-in-window', amount: credits[part.left[0] ?? 0]?.amount ?? minor(0) },
  }));
}

function openDay({ day, net }: DaySum, world: DayWindowWorld): OpenPayout {
  return {
    id: 0,
    kind: 'payout',
    item: 'batch',
    accountId: world.accountId,
    ref: refOf(day, world),
    occurredAt: day as unknown as OpenPayout['occurredAt'],
    amount: net,
    currency: world.currency,
  };
}
