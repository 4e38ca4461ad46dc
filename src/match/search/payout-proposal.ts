import { dayOf, daysBetween, type Day } from '../../model/day.ts';
import type { ExpectedPayout, MatchProposal, OpenBankLine } from '../../model/match.ts';
import { minus } from '../../model/money.ts';

export interface PayoutPair {
  readonly payout: ExpectedPayout;
  readonly credit: OpenBankLine;
}

/** A payout and its bank credit as one group, with its difference (actual − expected) and why. */
export function payoutProposal(
  { payout: expected, credit }: PayoutPair,
  pass: string,
  evidence: Readonly<Record<string, number>>,
): MatchProposal {
  const { payout } = expected;
  return {
    leg: 'payout-bank',
    shape: '1:1',
    state: 'auto',
    pass,
    accountId: payout.accountId,
    members: [
      { side: 'expected', kind: payout.item, id: payout.id, ref: payout.ref, amount: payout.amount },
      { side: 'actual', kind: 'bank', id: credit.id, ref: credit.ref, amount: credit.amount },
    ],
    difference: minus(credit.amount, payout.amount),
    currency: payout.currency,
    matchedOn: later(dayOf(payout.occurredAt), dayOf(credit.bookedAt)),
    why: {
      due: expected.dueOn,
      last: expected.lastOn,
      lag_days: daysBetween(dayOf(payout.occurredAt), dayOf(credit.bookedAt)),
      ...evidence,
    },
  };
}

export function later(left: Day, right: Day): Day {
  return left > right ? left : right;
}
