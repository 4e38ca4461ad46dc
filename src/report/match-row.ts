import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Suggestion } from '../model/match.ts';
import type { Place } from '../model/finding.ts';
import { formatAmount, type Minor, type Money } from '../model/money.ts';
import type { Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { SIDE_WORDS } from './words.ts';

/** One side of a group as the report shows it. */
export interface ListedMember {
  readonly side: 'expected' | 'actual';
  readonly ref: string;
  readonly amount: Money;
  readonly place?: Place;
}

/** A group of any leg, stored or derived. */
export interface ListedGroup {
  readonly group: string;
  readonly leg: string;
  readonly shape: string;
  readonly state: string;
  readonly pass: string;
  readonly difference: Minor;
  readonly currency: Currency;
  readonly matchedOn: Day;
  readonly members: readonly ListedMember[];
  readonly why: Readonly<Record<string, unknown>>;
  /** Of a suggested group only (CLI.md, row shapes). */
  readonly suggestion?: Suggestion;
}

/** A member as its cell holds it. */
export interface ShownMember extends Partial<Place> {
  readonly side: 'expected' | 'actual';
  readonly ref: string;
  readonly amount: Money;
}

export function matchRow(group: ListedGroup): Row {
  const { difference, currency, matchedOn, members, suggestion, ...rest } = group;
  return {
    ...rest,
    ...suggestion,
    difference: { minor: difference, currency },
    currency,
    matched_on: matchedOn,
    members: members.map(({ side, ref, amount, place }): ShownMember => ({ side, ref, amount, ...place })),
  };
}

/** `expected order:1001 597.00 orders.csv:44`; a row that has no number of its own goes by its place. */
export function memberWords({ side, ref, amount, file, line }: ShownMember): Words {
  const place = file === undefined ? undefined : `${file}:${String(line)}`;
  const parts = [ref, formatAmount(amount.minor, amount.currency), place === ref ? undefined : place];
  const text = parts.filter((part) => part !== undefined).join(' ');
  return { en: `${SIDE_WORDS[side].en} ${text}`, zh: `${SIDE_WORDS[side].zh} ${text}` };
}
