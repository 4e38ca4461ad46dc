import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, type Day } from '../model/day.ts';
import { minor, plus, ZERO, type Minor } from '../model/money.ts';
import type { PayoutRule } from '../model/settings.ts';
import { cutoffsOf, dueOf, platformDay, type DatedRules } from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadHeldOfDays, type HeldOfDay } from '../store/read/day-lines.ts';
import { loadEarnedDays, type EarnedDay } from '../store/read/open-items.ts';
import type { StoredAccount } from '../store/write/accounts.ts';

/** A platform day with the days its money is due, and what confirmed groups hold of it. */
export interface ExpectedDay extends EarnedDay {
  readonly dueOn: Day;
  readonly lastOn: Day;
  readonly held: Minor;
  /** The rule that held on it. */
  readonly rule: PayoutRule;
  /** Some group holds single lines of it: the rest of the day is open by itself. */
  readonly isSplit: boolean;
}

export interface DayOptions {
  readonly calendar: WorkingCalendar;
  /** Only what happened before this day; everything when undefined. */
  readonly before?: Day;
}

/** The days a platform pays by, in order; a cut-off moves what is late to the next day. None where no rule held. */
export async function expectedDays(
  db: Database,
  account: StoredAccount,
  rules: DatedRules<PayoutRule> | undefined,
  { calendar, before }: DayOptions,
): Promise<readonly ExpectedDay[]> {
  if (rules === undefined) return [];
  const held = await loadHeldOfDays(db, account.id, before);
  const earned = await loadEarnedDays(db, account.id, cutoffsOf(rules), before);
  const sums = new Map<string, { readonly day: EarnedDay; net: number; lines: number }>();
  for (const one of earned) {
    const day = one.late ? addDays(one.day, 1) : one.day;
    const sum = sums.get(`${day} ${one.currency}`) ?? { day: { ...one, day }, net: 0, lines: 0 };
    sum.net += one.net;
    sum.lines += one.lines;
    sums.set(`${day} ${one.currency}`, sum);
  }
  return [...sums.values()].flatMap(({ day, net, lines }) => {
    const due = dueOf(rules, day.day, calendar);
    if (due === undefined) return [];
    const own = held.filter((one) => one.currency === day.currency && heldDay(one, account.ref, rules) === day.day);
    return [
      {
        accountId: day.accountId,
        currency: day.currency,
        day: day.day,
        net: minor(net),
        lines,
        ...due,
        held: plus(...own.map((one) => one.amount)),
        isSplit: own.some((one) => one.item === 'line'),
      },
    ];
  });
}

function heldDay({ item, ref, occurredAt }: HeldOfDay, account: string, rules: DatedRules): Day {
  if (item === 'batch' || occurredAt === undefined) return ref.slice(`day:${account}/`.length) as Day;
  return platformDay(rules, occurredAt);
}

/** What of a day no confirmed group holds. */
export function restOf({ net, held }: Pick<ExpectedDay, 'net' | 'held'>): Minor {
  return held === ZERO ? net : minor(net - held);
}
