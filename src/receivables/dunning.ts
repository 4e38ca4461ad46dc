import { addDays, type Day } from '../model/day.ts';
import type { Words } from '../model/words.ts';

/** A level of dunning (催款, DOMAIN.md 3.11): from so many days past due; negative is before it. */
export interface DunningLevel {
  readonly level: number;
  readonly from: number;
  readonly title: Words;
  /** The letter claims the late fee. */
  readonly withLateFee: boolean;
}

/** Lowest first. */
export const DUNNING_LEVELS: readonly DunningLevel[] = [
  { level: -1, from: -7, title: { en: 'notice before the due day', zh: '到期前提醒' }, withLateFee: false },
  { level: 0, from: 0, title: { en: 'due today', zh: '到期提醒' }, withLateFee: false },
  { level: 1, from: 3, title: { en: 'friendly reminder', zh: '友好提醒' }, withLateFee: false },
  { level: 2, from: 15, title: { en: 'second reminder', zh: '再次催款' }, withLateFee: false },
  { level: 3, from: 30, title: { en: 'demand letter', zh: '催款函' }, withLateFee: true },
  {
    level: 4,
    from: 60,
    title: { en: 'last notice before a lawyer’s letter', zh: '最后通知（律师函前）' },
    withLateFee: true,
  },
  { level: 5, from: 90, title: { en: 'review as a bad debt', zh: '坏账评估' }, withLateFee: true },
];

/** One part of a debt that could be asked for. */
export interface DunnedItem {
  readonly key: string;
  /** Negative before the due day. */
  readonly daysPastDue: number;
}

/** The last letter to the customer: its level, its day, what it listed. */
export interface LastLetter {
  readonly level: number;
  readonly on: Day;
  readonly keys: readonly string[];
}

export interface DunningStep {
  readonly level: DunningLevel;
  /** `due`: write now; `asked`: this level was written for all of it; `paused`: too soon after the last letter. */
  readonly state: 'due' | 'asked' | 'paused';
  /** The first day on which the pause is over. */
  readonly notBefore?: Day;
}

/** The level an item has reached; undefined while it is too early to say anything. */
export function levelOf(daysPastDue: number): DunningLevel | undefined {
  return DUNNING_LEVELS.findLast((level) => daysPastDue >= level.from);
}

/**
 * What to do about one customer: one message that lists all items, at the highest level any of them has reached. A level
 * is written once for an item; between two letters lie `pauseDays` at least.
 */
export function dunningStep(
  items: readonly DunnedItem[],
  letters: readonly LastLetter[],
  asOf: Day,
  pauseDays: number,
): DunningStep | undefined {
  const reached = items.flatMap((item) => {
    const level = levelOf(item.daysPastDue);
    return level === undefined ? [] : [{ item, level }];
  });
  const level = reached.map((one) => one.level).sort((left, right) => right.level - left.level)[0];
  if (level === undefined) return undefined;
  const isNew = reached.some(
    ({ item, level: own }) => !letters.some((letter) => letter.level >= own.level && letter.keys.includes(item.key)),
  );
  if (!isNew) return { level, state: 'asked' };
  const last = letters
    .map((letter) => letter.on)
    .sort()
    .at(-1);
  const notBefore = last === undefined ? undefined : addDays(last, pauseDays);
  if (notBefore !== undefined && asOf < notBefore) return { level, state: 'paused', notBefore };
  return { level, state: 'due' };
}
