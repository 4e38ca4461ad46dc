import { dayOf, daysBetween } from '../../model/day.ts';
import type { ExpectedPayout, MatchProposal, OpenBankLine, OpenPayout } from '../../model/match.ts';
import { negate, ZERO } from '../../model/money.ts';
import { later } from './payout-proposal.ts';
import { NOTHING_FOUND, type SearchAnswer, type SearchWallet, type SearchWorld } from './world.ts';

/**
 * 提现退票: a payout and the row that brings it back to the wallet, by number, else by amount when only one payout
 * before it could be meant. Where the bank shows the money come and go again, both bank lines belong to it.
 */
export function proposePayoutReturns({ wallets, bankLines, rules, isRejected }: SearchWorld): SearchAnswer {
  const usedLines = new Set<number>();
  const proposals = wallets.flatMap((wallet) => returnsOf(wallet, { bankLines, usedLines, most: rules.returnDays }));
  return { ...NOTHING_FOUND, proposals: proposals.filter((proposal) => !isRejected(proposal)) };
}

interface Around {
  readonly bankLines: readonly OpenBankLine[];
  /** Bank lines that a return has already. */
  readonly usedLines: Set<number>;
  /** A returned withdrawal comes back within so many days, or it is something else. */
  readonly most: number;
}

function returnsOf(
  { payouts, returns }: SearchWallet,
  { bankLines, usedLines, most }: Around,
): readonly MatchProposal[] {
  const taken = new Set<OpenPayout>();
  const proposals: MatchProposal[] = [];
  for (const back of returns) {
    const fitting = payouts.filter((payout) => !taken.has(payout.payout) && couldBe(payout.payout, back, most));
    const byNumber = fitting.filter(
      (payout) => payout.payout.batchNo !== undefined && payout.payout.batchNo === back.batchNo,
    );
    const [only, ...rivals] = byNumber.length > 0 ? byNumber : fitting;
    if (!only || rivals.length > 0) continue;
    taken.add(only.payout);
    const atBank = atTheBank(
      only,
      { back, most },
      bankLines.filter((line) => !usedLines.has(line.id)),
    );
    for (const line of atBank) usedLines.add(line.id);
    proposals.push({
      leg: 'payout-return',
      shape: atBank.length > 0 ? 'n:m' : '1:1',
      state: 'auto',
      pass: byNumber.length > 0 ? 'return-by-number' : 'return-by-amount',
      accountId: back.accountId,
      members: [
        { side: 'expected', kind: 'line', id: only.payout.id, ref: only.payout.ref, amount: only.payout.amount },
        { side: 'actual', kind: 'line', id: back.id, ref: back.ref, amount: negate(back.amount) },
        ...atBank.map((line) => ({
          side: 'actual' as const,
          kind: 'bank' as const,
          id: line.id,
          ref: line.ref,
          amount: line.amount,
        })),
      ],
      difference: ZERO,
      currency: back.currency,
      matchedOn: atBank.reduce((day, line) => later(day, dayOf(line.bookedAt)), dayOf(back.occurredAt)),
      why: { lag_days: daysBetween(dayOf(only.payout.occurredAt), dayOf(back.occurredAt)), rivals: 0 },
    });
  }
  return proposals;
}

function couldBe(payout: OpenPayout, back: OpenPayout, most: number): boolean {
  if (payout.accountId !== back.accountId || payout.currency !== back.currency || payout.amount !== back.amount)
    return false;
  if (payout.occurredAt > back.occurredAt) return false;
  return daysBetween(dayOf(payout.occurredAt), dayOf(back.occurredAt)) <= most;
}

/** The bank's credit and the debit that takes it back, when there is exactly one of each. */
function atTheBank(
  expected: ExpectedPayout,
  { back, most }: { readonly back: OpenPayout; readonly most: number },
  lines: readonly OpenBankLine[],
): readonly OpenBankLine[] {
  const within = lines.filter((line) => {
    const booked = dayOf(line.bookedAt);
    const isThere = expected.toAccountId === undefined || line.accountId === expected.toAccountId;
    return (
      isThere && booked >= dayOf(expected.payout.occurredAt) && daysBetween(dayOf(back.occurredAt), booked) <= most
    );
  });
  const credits = within.filter((line) => line.amount === expected.payout.amount);
  const debits = within.filter((line) => line.amount === negate(expected.payout.amount));
  const [credit] = credits;
  const [debit] = debits;
  if (!credit || !debit || credits.length > 1 || debits.length > 1 || debit.bookedAt < credit.bookedAt) return [];
  return [credit, debit];
}
