import { addDays, dayOf, daysBetween, type Day } from '../../model/day.ts';
import type { Currency } from '../../model/currency.ts';
import type { MatchProposal, OpenBankLine } from '../../model/match.ts';
import { minor, minus, type Minor } from '../../model/money.ts';
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

interface Candidate {
  readonly credit: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Runs of whole days whose sum is a bank credit, due by their last day (MATCHING.md 5, step 2). A run is taken when it
 * is the only one for its credit, and no other credit's only run shares a day with it; repeated until nothing more is
 * certain, since each taken run removes rivals.
 */
export function proposeDayWindows(world: DayWindowWorld): readonly MatchProposal[] {
  const days = [...world.days].sort((left, right) => (left.day < right.day ? -1 : 1));
  const credits = [...world.credits].sort((left, right) =>
    left.bookedAt + left.ref < right.bookedAt + right.ref ? -1 : 1,
  );
  let open = candidates(days, credits, world.transferFee);
  const proposals: MatchProposal[] = [];
  for (;;) {
    const certain = open.filter((one) => open.every((other) => other === one || !rivals(one, other)));
    if (certain.length === 0) return proposals;
    for (const one of certain)
      proposals.push(windowProposal(world, days.slice(one.from, one.to + 1), credits[one.credit]));
    open = open.filter((one) => certain.every((taken) => taken !== one && !rivals(one, taken)));
  }
}

function rivals(one: Candidate, other: Candidate): boolean {
  return one.credit === other.credit || (one.from <= other.to && other.from <= one.to);
}

function candidates(days: readonly DaySum[], credits: readonly OpenBankLine[], fee: Minor): readonly Candidate[] {
  const found: Candidate[] = [];
  days.forEach((last, to) => {
    let sum = 0;
    for (let from = to; from >= 0 && to - from < WINDOW_DAYS_MAX; from -= 1) {
      const first = days[from];
      if (!first) break;
      sum += first.net;
      credits.forEach((credit, index) => {
        const booked = dayOf(credit.bookedAt);
        // The last day is paid on time; earlier days may have waited for it (weekend, holiday, minimum).
        if (credit.amount === sum - fee && booked >= last.dueOn && booked <= last.lastOn)
          found.push({ credit: index, from, to });
      });
    }
  });
  return found;
}

function windowProposal(
  world: DayWindowWorld,
  days: readonly DaySum[],
  credit: OpenBankLine | undefined,
): MatchProposal {
  const sum = minor(days.reduce((total, day) => total + day.net, 0));
  const lastDay = days.at(-1)?.day ?? addDays(days[0]?.day ?? ('' as Day), 0);
  const booked = dayOf(credit?.bookedAt ?? lastDay);
  return {
    leg: 'settlement-bank',
    shape: days.length === 1 ? '1:1' : 'n:1',
    state: 'auto',
    pass: 'whole-days-in-window',
    accountId: world.accountId,
    members: [
      ...days.map((day) => ({
        side: 'expected' as const,
        kind: 'batch' as const,
        id: 0,
        ref: `day:${world.account}/${day.day}`,
        amount: day.net,
      })),
      { side: 'actual', kind: 'bank', id: credit?.id ?? 0, ref: credit?.ref ?? '', amount: credit?.amount ?? minor(0) },
    ],
    difference: minus(minor((credit?.amount ?? 0) + world.transferFee), sum),
    currency: world.currency,
    matchedOn: later(lastDay, booked),
    why: {
      from: days[0]?.day ?? '',
      to: lastDay,
      lines: days.reduce((total, day) => total + day.lines, 0),
      lag_days: daysBetween(lastDay, booked),
      transfer_fee: world.transferFee,
      rivals: 0,
    },
  };
}
