import type { Currency } from '../model/currency.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import type { ExpectedDay } from './earned-days.ts';

/** A day, and whether the day it is due brings any money. */
export interface AskedDay extends ExpectedDay {
  readonly isPaid: boolean;
}

export interface PayoutTerms {
  /** Is the day paid already? */
  readonly isAtBank: (day: ExpectedDay) => boolean;
  /** Below it nothing is paid out, and the days join the next ones (DOMAIN.md 2.1); in one currency. */
  readonly least?: Minor;
  readonly currency?: Currency;
}

/**
 * What is due on one day is paid as one sum: where refunds eat up all of it, no money comes, and the days wait for a
 * later payout that takes them in. Where a contract has a minimum, what stays below it waits for the days after it and
 * is due with them.
 */
export function dueDays(days: readonly ExpectedDay[], terms: PayoutTerms): readonly AskedDay[] {
  const groups = new Map<string, ExpectedDay[]>();
  for (const day of days) groups.set(dueKey(day), [...(groups.get(dueKey(day)) ?? []), day]);
  const asked = new Map<ExpectedDay, AskedDay>();
  const waiting = new Map<Currency, readonly ExpectedDay[]>();
  for (const [, own] of [...groups].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const currency = own[0]?.currency;
    if (currency === undefined) continue;
    const answer = groupOf([...(waiting.get(currency) ?? []), ...own], own, terms);
    for (const [day, said] of answer.asked) asked.set(day, said);
    waiting.set(currency, answer.waiting);
  }
  return days.map((day) => asked.get(day) ?? { ...day, isPaid: false });
}

interface GroupAnswer {
  readonly asked: readonly (readonly [ExpectedDay, AskedDay])[];
  readonly waiting: readonly ExpectedDay[];
}

/** Days due together, with those that wait for them; `own` are the days that are due on this day by themselves. */
function groupOf(joined: readonly ExpectedDay[], own: readonly ExpectedDay[], terms: PayoutTerms): GroupAnswer {
  const [first] = own;
  const least = first !== undefined && first.currency === terms.currency ? (terms.least ?? ZERO) : ZERO;
  if (first === undefined || least === 0) {
    const isPaid = sumOf(own) > 0;
    return { asked: own.map((day) => [day, { ...day, isPaid }]), waiting: [] };
  }
  const open = joined.filter((day) => !terms.isAtBank(day));
  const reaches = sumOf(open) >= least;
  return {
    asked: joined.map((day) => [
      day,
      { ...day, ...(reaches ? dueWith(first) : {}), isPaid: reaches || terms.isAtBank(day) },
    ]),
    waiting: reaches ? [] : open,
  };
}

function dueWith({ dueOn, lastOn }: ExpectedDay): Pick<ExpectedDay, 'dueOn' | 'lastOn'> {
  return { dueOn, lastOn };
}

function sumOf(days: readonly ExpectedDay[]): Minor {
  return plus(ZERO, ...days.map(({ net }) => net));
}

function dueKey({ currency, dueOn }: ExpectedDay): string {
  return `${currency} ${dueOn}`;
}
