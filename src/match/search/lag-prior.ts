import type { WorkingCalendar } from '../../model/calendar.ts';
import { addDays, type Day } from '../../model/day.ts';

/** By wallet (account id): how many confirmed groups took how many working days to the bank. */
export type LagBook = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** With fewer groups than this a wallet has no habit yet. */
const HABIT_MIN = 5;
/** Nobody looks further than this. */
const LAG_DAYS_MAX = 90;

/** Working days after `from` up to `to`: Friday to Monday is 1; a day that isn't worked counts with the one before it. */
export function workingLag(from: Day, to: Day, calendar: WorkingCalendar): number {
  let lag = 0;
  let day = from;
  for (let looked = 0; day < to && looked < LAG_DAYS_MAX; looked += 1) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day)) lag += 1;
  }
  return lag;
}

export function learn(book: LagBook, lags: readonly (readonly [accountId: number, lag: number])[]): LagBook {
  const learnt = new Map([...book].map(([account, histogram]) => [account, new Map(histogram)]));
  for (const [account, lag] of lags) {
    const histogram = learnt.get(account) ?? new Map<number, number>();
    histogram.set(lag, (histogram.get(lag) ?? 0) + 1);
    learnt.set(account, histogram);
  }
  return learnt;
}

/** How usual a lag is for a wallet: how many of its confirmed groups took as long. */
export interface LagHabit {
  readonly same: number;
  readonly all: number;
}

export function habitOf(book: LagBook, accountId: number, lag: number): LagHabit {
  const histogram = book.get(accountId) ?? new Map<number, number>();
  return { same: histogram.get(lag) ?? 0, all: [...histogram.values()].reduce((sum, count) => sum + count, 0) };
}

/**
 * Points for a lag, by the logarithm of its share among the confirmed groups: every halving costs five. Where a wallet
 * has no habit yet, what its terms say decides.
 */
export function lagPoints({ same, all }: LagHabit, isInTime: boolean): number {
  if (all < HABIT_MIN) return isInTime ? 15 : -10;
  const points = 15 + Math.round(5 * Math.log2((same + 0.5) / (all + 1)));
  return Math.max(-30, points);
}
