import { dayOf, daysBetween, type Day } from '../../model/day.ts';
import type { Currency } from '../../model/currency.ts';
import type { Ambiguity, MatchProposal, OpenBankLine, OpenPayout } from '../../model/match.ts';
import { minor, minus, plus, type Minor } from '../../model/money.ts';
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
  let open = candidates(world);
  const proposals: MatchProposal[] = [];
  for (;;) {
    const certain = open.filter((one) => open.every((other) => other === one || !areRivals(one, other)));
    if (certain.length === 0) return { proposals, ambiguities: ambiguitiesOf(open, world) };
    proposals.push(...certain.map((one) => windowProposal(one, world)));
    open = open.filter((one) => certain.every((taken) => taken !== one && !areRivals(one, taken)));
  }
}

/** They speak of the same credit, or share a day. */
function areRivals(one: Candidate, other: Candidate): boolean {
  return one.credit === other.credit || (firstOf(one) <= lastOf(other) && firstOf(other) <= lastOf(one));
}

function candidates(world: DayWindowWorld): readonly Candidate[] {
  const days = [...world.days].sort((left, right) => (left.day < right.day ? -1 : 1));
  const credits = [...world.credits].sort((left, right) =>
    left.bookedAt + left.ref < right.bookedAt + right.ref ? -1 : 1,
  );
  return days.flatMap((last, to) => {
    // The last day is paid on time; earlier days may have waited for it (weekend, holiday, minimum).
    const onTime = credits.filter((credit) => isOnTime(last, credit));
    return windowsEndingAt(days, to).flatMap((window) => {
      const sum = plus(...window.map((day) => day.net));
      return onTime
        .filter((credit) => credit.amount === minus(sum, world.transferFee))
        .map((credit) => ({ credit, days: window }));
    });
  });
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

function windowProposal(candidate: Candidate, world: DayWindowWorld): MatchProposal {
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
    pass: 'whole-days-in-window',
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
