import type { Currency } from '../../model/currency.ts';
import { dayOf, daysBetween, type Day } from '../../model/day.ts';
import { itemKey, type MatchMember, type MatchProposal, type OpenBankLine } from '../../model/match.ts';
import { minus, plus, ZERO, type Minor } from '../../model/money.ts';
import { oncePer } from '../../model/once-per.ts';
import { invariant } from '../../model/problem.ts';
import { groupBy } from './competing.ts';
import { workingLag } from './lag-prior.ts';
import { creditMember, later, shapeOf } from './payout-proposal.ts';
import { creditKey, sortedBy } from './order.ts';
import type { DaySum, SearchWallet, SearchWorld } from './world.ts';

/** The open days of one wallet in one currency and under one contract of payment, and the credits in its name. */
export interface DayWorld {
  readonly wallet: SearchWallet;
  /** Kept back from each payout. */
  readonly transferFee: Minor;
  readonly currency: Currency;
  /** Ascending; days that come to nothing are left out, since no credit is due for them. */
  readonly days: readonly DaySum[];
  /** Those too. */
  readonly allDays: readonly DaySum[];
  readonly credits: readonly OpenBankLine[];
  readonly search: SearchWorld;
}

export const dayWorlds = oncePer((search: SearchWorld): readonly DayWorld[] =>
  search.wallets.flatMap((wallet) =>
    [...groupBy(wallet.days, contractOf)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, days]): DayWorld => {
        const allDays = sortedBy(days, (day) => day.day);
        const [first] = allDays;
        invariant(first !== undefined, 'a contract has a day');
        return {
          wallet,
          transferFee: first.transferFee ?? ZERO,
          currency: first.currency,
          allDays,
          days: allDays.filter((day) => day.net !== 0),
          credits: sortedBy(
            search.bankLines.filter((line) => isFor(line, wallet, first)),
            creditKey,
          ),
          search,
        };
      }),
  ),
);

/** Days that one credit may pay together: of one currency, to one bank account, with the same fee kept back. */
function contractOf({ currency, toAccountId, transferFee = ZERO }: DaySum): string {
  return `${currency} ${toAccountId ?? ''} ${transferFee}`;
}

function isFor(line: OpenBankLine, wallet: SearchWallet, { currency, toAccountId }: DaySum): boolean {
  const isThere = toAccountId === undefined || line.accountId === toAccountId;
  return line.amount > 0 && line.currency === currency && isThere && wallet.speaks(line);
}

/** A run of days and the credit it may be. */
export interface DayRun {
  readonly credit: OpenBankLine;
  readonly days: readonly DaySum[];
}

export function isOnTime(last: DaySum, credit: OpenBankLine): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked >= last.dueOn && booked <= last.lastOn;
}

export function isLateFor(last: DaySum, credit: OpenBankLine, { rules }: SearchWorld): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked > last.lastOn && daysBetween(last.lastOn, booked) <= rules.lateDays;
}

/** What the bank should show for a run: its days less what the contract keeps back. */
export function dueOf(days: readonly DaySum[], { transferFee }: DayWorld): Minor {
  return minus(plus(...days.map((day) => day.net)), transferFee);
}

/**
 * Runs of open days that end with the day at `to`, shortest first; as long as allowed, and as the rule's own period.
 * None reaches back over the day a quicker rule began: the days before it are due after those that follow.
 */
export function runsEndingAt({ days, search }: DayWorld, to: number): readonly (readonly DaySum[])[] {
  const before = days.slice(0, to + 1);
  const inTurn = before.length - 1 - before.findLastIndex(({ dueOn }, at) => dueOn > (before[at + 1]?.dueOn ?? dueOn));
  const period = inARow(before).at(-1)?.length ?? 0;
  const longest = Math.min(Math.max(search.rules.windowDays, period), inTurn);
  return Array.from({ length: longest }, (_, index) => days.slice(to - index, to + 1));
}

/** Days in a row that the rule pays together: of one due day. */
export function periodsOf({ days }: DayWorld): readonly (readonly DaySum[])[] {
  return inARow(days);
}

/**
 * Days far apart that fall due together, where the rule changed: all that is due on one day, of two stretches or more.
 * A platform may pay them in one credit.
 */
export function dueTogether({ days }: DayWorld): readonly (readonly DaySum[])[] {
  const stretches = groupBy(inARow(days), ([first]) => first?.dueOn ?? '');
  return [...stretches.values()].filter((own) => own.length > 1).map((own) => own.flat());
}

/** Where the rule changed, days far apart may be due on one day: they are no run. */
function inARow(days: readonly DaySum[]): readonly (readonly DaySum[])[] {
  const runs: DaySum[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1)?.dueOn === day.dueOn) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

/** What the bank's words say that a credit pays; undefined where they say nothing of it. */
export function namedRun(credit: OpenBankLine, { wallet, days }: DayWorld): readonly DaySum[] | undefined {
  const named = wallet.namedDays(credit);
  return named && days.filter(({ day }) => day >= named.from && day <= named.to);
}

/** The bank's words say that a credit pays other days. */
export function isContradicted({ credit, days }: DayRun, { wallet }: DayWorld): boolean {
  const named = wallet.namedDays(credit);
  return named !== undefined && days.some(({ day }) => day < named.from || day > named.to);
}

export function dayRef(day: Day, { wallet }: DayWorld): string {
  return `day:${wallet.account}/${day}`;
}

export function dayKey(day: Day, world: DayWorld): string {
  return itemKey('batch', { itemId: 0, accountId: world.wallet.accountId, ref: dayRef(day, world) });
}

/** A day that comes to nothing goes with the days of its period; where they all do, with the next that are paid. */
function goesWith({ day, dueOn }: DaySum, run: readonly DaySum[], world: DayWorld): boolean {
  const [first] = run;
  if (!first || run.some((one) => one.dueOn === dueOn)) return first !== undefined;
  const isBefore = day < first.day && !world.days.some((one) => one.day > day && one.day < first.day);
  return isBefore && !world.days.some((one) => one.dueOn === dueOn);
}

/** Between two days of a run that follow one on the other. */
function isInside({ day }: DaySum, run: readonly DaySum[], { days }: DayWorld): boolean {
  const next = days.find((one) => one.day > day);
  const before = days.findLast((one) => one.day < day);
  return next !== undefined && before !== undefined && run.includes(next) && run.includes(before);
}

/** A day as one member; where groups hold lines of it, the lines that are left. */
function dayMembers(day: DaySum, world: DayWorld): readonly MatchMember[] {
  if (day.isSplit !== true)
    return [{ side: 'expected', kind: 'batch', id: 0, ref: dayRef(day.day, world), amount: day.net }];
  const lines = world.search.dayLines.get(world.wallet.accountId) ?? [];
  return lines
    .filter((line) => line.day === day.day && line.currency === day.currency)
    .map(({ id, ref, net }) => ({ side: 'expected', kind: 'line', id, ref, amount: net }));
}

/** A run and its credit as a group; `extra` are single lines that go beside its days (MATCHING.md 5, moves). */
export function runProposal(
  { credit, days }: DayRun,
  world: DayWorld,
  { pass, evidence, extra = [], fee = world.transferFee }: RunWords,
): MatchProposal {
  const first = days[0];
  const last = days.at(-1);
  invariant(first !== undefined && last !== undefined, 'a run has a day');
  const within = world.allDays.filter(
    (day) => days.includes(day) || (day.net === 0 && (isInside(day, days, world) || goesWith(day, days, world))),
  );
  const expected = [...within.flatMap((day) => dayMembers(day, world)), ...extra];
  const booked = dayOf(credit.bookedAt);
  return {
    leg: 'settlement-bank',
    shape: shapeOf(expected.length, 1),
    state: 'auto',
    pass,
    accountId: world.wallet.accountId,
    members: [...expected, creditMember(credit)],
    difference: minus(plus(credit.amount, fee), plus(...expected.map((member) => member.amount))),
    currency: world.currency,
    matchedOn: later(last.day, booked),
    why: {
      from: first.day,
      to: last.day,
      lines: within.reduce((total, day) => total + day.lines, 0),
      lag_days: daysBetween(last.day, booked),
      lag_workdays: workingLag(last.day, booked, world.search.calendar),
      transfer_fee: fee,
      ...evidence,
    },
  };
}

export interface RunWords {
  readonly pass: string;
  readonly evidence: MatchProposal['why'];
  readonly extra?: readonly MatchMember[];
  /** Kept back of it; what the contract says unless given. */
  readonly fee?: Minor;
}
