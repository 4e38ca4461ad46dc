import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import type { Minor, Money } from '../model/money.ts';
import type { Row } from '../model/table.ts';

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
}

export function matchRow(group: ListedGroup): Row {
  const { difference, currency, matchedOn, members, ...rest } = group;
  return {
    ...rest,
    difference: { minor: difference, currency },
    currency,
    matched_on: matchedOn,
    members: members.map(({ side, ref, amount, place }) => ({ side, ref, amount, ...place })),
  };
}
