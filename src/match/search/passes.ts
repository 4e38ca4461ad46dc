import { proposeReversals } from './bank-reversals.ts';
import { proposeMoves } from './day-moves.ts';
import { proposeLineSubsets } from './day-subsets.ts';
import { isLateFor, isOnTime } from './day-world.ts';
import { proposeWindows, WHOLE_DAYS } from './day-windows.ts';
import { NAMED_DAYS, proposeNamedDays } from './named-days.ts';
import { NEAR_DAYS, proposeNearDays } from './near-days.ts';
import { PAIR_STEPS, proposePairs, type PairStep } from './payout-pairs.ts';
import { proposePayoutReturns } from './payout-returns.ts';
import { proposeMergedPayouts, proposeNumberedSets, proposeSplitPayouts, withoutExplained } from './payout-sets.ts';
import { proposeWeakPairs } from './weak-pairs.ts';
import type { SearchPass } from './world.ts';

/**
 * The search passes, most certain first: what an earlier one has taken, a later one never sees. Passes that need single
 * lines stand together after the others, since lines are loaded once, and only of days still open by then.
 */
export const SEARCH_PASSES: readonly SearchPass[] = [
  {
    name: 'payout-return',
    reason: {
      en: 'a payout and the row that brings it back to the wallet',
      zh: '提现退票：打款及其退回平台余额的明细',
    },
    propose: proposePayoutReturns,
  }, // what came back is no payout any more: settle that before the bank is asked
  {
    name: 'bank-reversal',
    reason: { en: 'a later bank line undoes it and says so', zh: '冲正：后一笔银行流水注明冲销前一笔' },
    propose: proposeReversals,
  }, // what the bank took back is no credit any more
  {
    name: 'payouts-by-number',
    reason: { en: 'their numbers tie them, and their sums are equal', zh: '单号相互载明，且合计相等' },
    propose: proposeNumberedSets,
  }, // a number is an identity: it takes first, and exact sums before near pairs
  pairs(PAIR_STEPS.byNumber), // the same where one number stands on one row, even when amounts differ a little
  {
    name: NAMED_DAYS,
    reason: { en: 'the bank line names the days, and they come to it', zh: '银行摘要载明结算日期，且净额合计相等' },
    propose: proposeNamedDays,
  }, // words and sum agree: no other run of days is asked
  pairs(PAIR_STEPS.inWindow), // whole amounts, in time, in the platform's name
  {
    name: WHOLE_DAYS,
    reason: {
      en: 'whole days come to the credit, and no other run of days does',
      zh: '若干整日净额合计等于入账，且无其他组合',
    },
    propose: (world) => proposeWindows({ name: WHOLE_DAYS, isInTime: isOnTime }, world),
  }, // sums of whole days are as sure as single amounts when only one run fits
  pairs(PAIR_STEPS.late), // after everything that is on time, so that nothing late takes its place
  {
    name: 'whole-days-late',
    reason: {
      en: 'whole days come to a credit after the due window, and no other run of days does',
      zh: '若干整日净额合计等于迟到的入账，且无其他组合',
    },
    propose: (world) => proposeWindows({ name: 'whole-days-late', isInTime: isLateFor }, world),
  },
  {
    name: 'payouts-merged',
    reason: { en: 'the only payouts due that come to the credit', zh: '到期打款中唯一合计等于入账的组合' },
    propose: proposeMergedPayouts,
  }, // several to one only after every one to one
  {
    name: 'payout-split',
    reason: { en: 'the only credits in time that come to the payout', zh: '账期内唯一合计等于打款的入账组合' },
    propose: proposeSplitPayouts,
  },
  {
    ...pairs(PAIR_STEPS.near),
    propose: (world) => withoutExplained(proposePairs(PAIR_STEPS.near, world), world),
  }, // amounts that differ only when nothing agrees any more, nor several together
  {
    name: 'whole-days-moved',
    reason: {
      en: 'whole days but for at most three lines held back or rolled in',
      zh: '整日合计，至多三笔明细被扣留或转入',
    },
    needsLines: true,
    propose: proposeMoves,
  }, // suggests only: single lines of equal price are too many to be sure
  {
    name: NEAR_DAYS,
    reason: {
      en: "days paid together and a credit are each other's only candidate, amounts apart within the tolerance",
      zh: '同期结算日净额与入账互为唯一候选，金额相差在容差内',
    },
    needsLines: true,
    propose: proposeNearDays,
  },
  {
    name: 'day-lines',
    reason: { en: 'the only lines due that come to the credit', zh: '到期明细中唯一合计等于入账的组合' },
    needsLines: true,
    propose: proposeLineSubsets,
  }, // the freest search is the last that may take anything but by points
  {
    name: WHOLE_DAYS,
    reason: {
      en: 'what is left of the days comes to the credit, and no other run of days does',
      zh: '结算日余下净额合计等于入账，且无其他组合',
    },
    needsLines: true,
    propose: (world) => proposeWindows({ name: WHOLE_DAYS, isInTime: isOnTime }, world),
  }, // once more: a line that one credit left out is now the rest of its day
  {
    name: 'weak-pair',
    reason: {
      en: 'amounts agree or nearly do; taken only with the points and the lead that the rules ask for',
      zh: '金额相等或相近，按规则所定分值与领先分认定',
    },
    needsLines: true,
    propose: proposeWeakPairs,
  }, // what is left, by points
];

function pairs(step: PairStep): SearchPass {
  return { name: step.name, reason: step.reason, propose: (world) => proposePairs(step, world) };
}
