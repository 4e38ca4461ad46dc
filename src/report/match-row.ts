import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Suggestion } from '../model/match.ts';
import type { Place } from '../model/finding.ts';
import { formatAmount, type Minor, type Money } from '../model/money.ts';
import type { Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { SIDE_WORDS } from './words.ts';

/** One side of a group as its cell holds it. */
export interface ShownMember extends Partial<Place> {
  readonly side: 'expected' | 'actual';
  readonly ref: string;
  readonly amount: Money;
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
  readonly members: readonly ShownMember[];
  readonly why: Readonly<Record<string, unknown>>;
  /** Of a suggested group only (CLI.md, row shapes). */
  readonly suggestion?: Suggestion;
}

export function matchRow(group: ListedGroup): Row {
  const { currency } = group;
  return {
    group: group.group,
    leg: group.leg,
    shape: group.shape,
    state: group.state,
    pass: group.pass,
    difference: { minor: group.difference, currency },
    currency,
    matched_on: group.matchedOn,
    ...group.suggestion,
    members: group.members,
    why: group.why,
  };
}

/** `expected order:1001 597.00 orders.csv:44`; a row that has no number of its own goes by its place. */
export function memberWords({ side, ref, amount, file, line }: ShownMember): Words {
  const place = file === undefined ? undefined : `${file}:${String(line)}`;
  const parts = [ref, formatAmount(amount.minor, amount.currency), place === ref ? undefined : place];
  const text = parts.filter((part) => part !== undefined).join(' ');
  return { en: `${SIDE_WORDS[side].en} ${text}`, zh: `${SIDE_WORDS[side].zh} ${text}` };
}
