import type { ItemRole } from '../model/decision.ts';
import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { ItemKind, MatchLeg, MatchMember, MatchProposal, MatchShape } from '../model/match.ts';
import { minor, minus, plus, type Minor } from '../model/money.ts';

/** An item a person named, with what it brings to a group. */
export interface HandItem {
  readonly kind: ItemKind;
  readonly role: ItemRole;
  readonly id: number;
  readonly accountId: number;
  readonly ref: string;
  readonly on: Day;
  /** Signed; of a receivable what is open of it. */
  readonly amount: Minor;
  readonly currency: Currency;
}

/** Why items can't be one group: they speak of two currencies, or there is no leg between them. */
export type HandFault = 'currencies' | 'leg';

interface LegRule {
  readonly leg: MatchLeg;
  readonly expected: readonly ItemRole[];
  readonly actual: readonly ItemRole[];
  /** A line, and a payout that came back, belong to one of these only. */
  readonly single?: true;
}

/** Which roles can be the two sides of a leg. */
const LEGS: readonly LegRule[] = [
  { leg: 'order-settlement', expected: ['order'], actual: ['line'], single: true },
  { leg: 'payout-bank', expected: ['payout', 'batch'], actual: ['bank'] },
  { leg: 'settlement-bank', expected: ['day'], actual: ['bank'] },
  { leg: 'payout-return', expected: ['payout'], actual: ['payout-return'], single: true },
  { leg: 'receipt-receivable', expected: ['order', 'invoice'], actual: ['bank', 'receipt'] },
];

/**
 * The group that a person makes of items: its leg follows from what they are, its difference from their amounts; of
 * receivables each takes what is open of it, in the order given, as far as the money goes, or with `inFull` all of it.
 */
export function proposeByHand(
  items: readonly HandItem[],
  { inFull }: { readonly inFull: boolean },
): MatchProposal | HandFault {
  const [first] = items;
  const rule = LEGS.find((one) => fits(one, items));
  if (!first || rule === undefined) return 'leg';
  if (items.some((one) => one.currency !== first.currency)) return 'currencies';
  const expected = items.filter((one) => rule.expected.includes(one.role));
  const actual = items.filter((one) => rule.actual.includes(one.role));
  const [head] = expected;
  if (!head) return 'leg';
  const received = sum(actual);
  const takes =
    rule.leg === 'receipt-receivable' && !inFull ? applied(expected, received) : expected.map((one) => one.amount);
  const members = [
    ...expected.map((one, index) => member(one, 'expected', takes[index] ?? one.amount)),
    ...actual.map((one) => member(one, 'actual', one.amount)),
  ];
  return {
    leg: rule.leg,
    shape: shapeOf(expected.length, actual.length),
    state: 'manual',
    pass: 'by-hand',
    accountId: head.accountId,
    members,
    // What came back of a payout is negative: the two come to nothing.
    difference: rule.leg === 'payout-return' ? plus(received, ...takes) : minus(received, plus(...takes)),
    currency: first.currency,
    matchedOn: items.reduce((day, one) => (one.on > day ? one.on : day), first.on),
    why: {},
  };
}

function fits({ expected, actual, single }: LegRule, items: readonly HandItem[]): boolean {
  const left = items.filter((one) => expected.includes(one.role)).length;
  const right = items.filter((one) => actual.includes(one.role)).length;
  return left > 0 && right > 0 && left + right === items.length && (single === undefined || left === 1);
}

export function shapeOf(expected: number, actual: number): MatchShape {
  if (expected === 1) return actual === 1 ? '1:1' : '1:n';
  return actual === 1 ? 'n:1' : 'n:m';
}

function applied(receivables: readonly HandItem[], received: Minor): readonly Minor[] {
  let left: number = received;
  return receivables.map((one) => {
    const takes = minor(Math.max(0, Math.min(one.amount, left)));
    left -= takes;
    return takes;
  });
}

function member({ kind, id, ref }: HandItem, side: MatchMember['side'], amount: Minor): MatchMember {
  return { side, kind, id, ref, amount };
}

function sum(items: readonly HandItem[]): Minor {
  return plus(...items.map((one) => one.amount));
}
