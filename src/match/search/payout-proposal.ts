import { dayOf, daysBetween, type Day } from '../../model/day.ts';
import type { ExpectedPayout, MatchMember, MatchProposal, MatchShape, OpenBankLine } from '../../model/match.ts';
import { minus, plus, ZERO, type Minor } from '../../model/money.ts';
import { invariant } from '../../model/problem.ts';
import { workingLag } from './lag-prior.ts';
import { creditKey, payoutKey, sortedBy } from './order.ts';
import type { SearchWorld } from './world.ts';

/** Payouts of one wallet and the credits that they are, 1:1 or several on a side. */
export interface PayoutSet<Payout extends ExpectedPayout = ExpectedPayout> {
  readonly payouts: readonly Payout[];
  readonly credits: readonly OpenBankLine[];
}

/** What the contract keeps back of a set: once for each credit that comes. */
function feeOf({ payouts, credits }: PayoutSet): Minor {
  const fee = payouts[0]?.transferFee ?? ZERO;
  return plus(...credits.map(() => fee));
}

/** Credits and the fee kept back, less payouts. */
export function differenceOf(set: PayoutSet): Minor {
  const came = plus(...set.credits.map((credit) => credit.amount), feeOf(set));
  return minus(came, plus(...set.payouts.map(({ payout }) => payout.amount)));
}

/** Payouts and their bank credits as one group, with its difference (actual − expected) and why. */
export function payoutProposal(
  set: PayoutSet,
  pass: string,
  { calendar, evidence }: { readonly calendar: SearchWorld['calendar']; readonly evidence: MatchProposal['why'] },
): MatchProposal {
  const payouts = sortedBy(set.payouts, payoutKey);
  const credits = sortedBy(set.credits, creditKey);
  const [first] = payouts;
  const last = payouts.at(-1);
  const arrival = credits.at(-1);
  invariant(first !== undefined && last !== undefined && arrival !== undefined, 'a match has two sides');
  const sent = dayOf(last.payout.occurredAt);
  const came = dayOf(arrival.bookedAt);
  const fee = feeOf(set);
  return {
    leg: 'payout-bank',
    shape: shapeOf(payouts.length, credits.length),
    state: 'auto',
    pass,
    accountId: first.payout.accountId,
    members: [...payouts.map(payoutMember), ...credits.map(creditMember)],
    difference: differenceOf(set),
    currency: first.payout.currency,
    matchedOn: later(sent, came),
    why: {
      due: last.dueOn,
      last: last.lastOn,
      lag_days: daysBetween(sent, came),
      lag_workdays: workingLag(sent, came, calendar),
      ...(fee === 0 ? {} : { transfer_fee: fee }),
      ...evidence,
    },
  };
}

function payoutMember({ payout }: ExpectedPayout): MatchMember {
  return { side: 'expected', kind: payout.item, id: payout.id, ref: payout.ref, amount: payout.amount };
}

export function creditMember(credit: OpenBankLine): MatchMember {
  return { side: 'actual', kind: 'bank', id: credit.id, ref: credit.ref, amount: credit.amount };
}

/** As CLI.md writes it: expected side first. */
export function shapeOf(expected: number, actual: number): MatchShape {
  if (expected === 1) return actual === 1 ? '1:1' : '1:n';
  return actual === 1 ? 'n:1' : 'n:m';
}

export function later(left: Day, right: Day): Day {
  return left > right ? left : right;
}
