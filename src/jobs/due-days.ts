import type { Currency } from '../model/currency.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import { restOf, type ExpectedDay } from './earned-days.ts';

/** A day, and whether the day it is due brings any money. */
export interface AskedDay extends ExpectedDay {
  readonly isPaid: boolean;
}

export interface PayoutTerms {
  /** Is the day paid already? */
  readonly isAtBank: (day: ExpectedDay) => boolean;
  /** Below the minimum of its rule nothing is paid out, and the days join the next ones (DOMAIN.md 2.1). */
  readonly leastOf: (day: ExpectedDay) => Minor | undefined;
}

/**
 * What is due on one day is paid as one sum. Where refunds eat up all of it no money comes, and what is short is taken
 * out of the next payout: the days wait for those after them and are due with them. So they do where a contract has a
 * minimum and their sum stays below it. What a later payout left out by itself waits no longer when it is a debt: the
 * platform had it some other way, and it must not hide that a payout after it is missing.
 */
export function dueDays(days: readonly ExpectedDay[], terms: PayoutTerms): readonly AskedDay[] {
  const groups = new Map<string, ExpectedDay[]>();
  for (const day of days) groups.set(dueKey(day), [...(groups.get(dueKey(day)) ?? []), day]);
  const asked = new Map<ExpectedDay, AskedDay>();
  const waiting = new Map<Currency, readonly ExpectedDay[]>();
  for (const [, own] of [...groups].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const currency = own[0]?.currency;
    if (currency === undefined) continue;
    const answer = groupOf(stillWaiting(waiting.get(currency) ?? [], own, terms), own, terms);
    for (const [day, said] of answer.asked) asked.set(day, said);
    waiting.set(currency, answer.waiting);
  }
  return days.map((day) => asked.get(day) ?? { ...day, isPaid: false });
}

function stillWaiting(
  waiting: readonly ExpectedDay[],
  own: readonly ExpectedDay[],
  { isAtBank }: PayoutTerms,
): readonly ExpectedDay[] {
  const isPassedOver = openSum(waiting) <= 0 && own.some((day) => isAtBank(day) || day.held !== 0);
  return isPassedOver ? [] : waiting;
}

interface GroupAnswer {
  readonly asked: readonly (readonly [ExpectedDay, AskedDay])[];
  readonly waiting: readonly ExpectedDay[];
}

/** Days that wait and `own`, those that are due on this day by themselves. */
function groupOf(
  before: readonly ExpectedDay[],
  own: readonly ExpectedDay[],
  { isAtBank, leastOf }: PayoutTerms,
): GroupAnswer {
  const [first] = own;
  const joined = [...before, ...own];
  const open = joined.filter((day) => !isAtBank(day));
  const sum = openSum(open);
  const reaches = first !== undefined && sum > 0 && sum >= (leastOf(first) ?? ZERO);
  return {
    asked: joined.map((day) => [day, { ...day, ...(reaches ? dueWith(first) : {}), isPaid: reaches || isAtBank(day) }]),
    // Days that come to nothing are done with: nothing is owed either way.
    waiting: reaches || sum === 0 ? [] : open,
  };
}

function dueWith({ dueOn, lastOn }: ExpectedDay): Pick<ExpectedDay, 'dueOn' | 'lastOn'> {
  return { dueOn, lastOn };
}

/** What of them no confirmed group holds. */
function openSum(days: readonly ExpectedDay[]): Minor {
  return plus(ZERO, ...days.map(restOf));
}

function dueKey({ currency, dueOn }: ExpectedDay): string {
  return `${currency} ${dueOn}`;
}
