// Room: close. May this month be closed, and what does it carry into the next one? The checklist C01–C21 of DOMAIN.md 1.2,
// one file a check (checks/all.ts), each a pure function over plain facts; the month's cut-off and sums, the bank
// reconciliation, differences of exchange.
// Never here: locking, snapshots, SQL (that is a job's), printing, today's date (it is a parameter).

import type { Check, CheckResult } from './check.ts';
import * as checks from './checks/all.ts';
import type { CloseFacts } from './facts.ts';

export type { Check, CheckResult, CheckState, Reason } from './check.ts';
export type { CloseFacts, OpenFacts, ProofFacts, ReceivableFacts, SumFacts } from './facts.ts';
export {
  OUTSTANDING_KINDS,
  reconcile,
  reconciliationHints,
  type Outstanding,
  type OutstandingKind,
  type Reconciliation,
  type ReconciliationHint,
} from './bank-reconciliation.ts';
export {
  monthSums,
  type AmountDifference,
  type MonthFacts,
  type MonthSums,
  type PaidOrder,
  type Passed,
  type SettledLine,
} from './cut-off.ts';
export { realisedFx, revalue, type FxWord, type RealisedFx, type Revaluation } from './foreign-exchange.ts';

/** The checklist in the order of its codes. */
export const CHECKS: readonly Check[] = Object.values(checks).sort((left, right) => (left.code < right.code ? -1 : 1));

/** What one check says: nothing to say is passed; a reason warns, or blocks where the check blocks. */
export function runCheck(check: Check, facts: CloseFacts): CheckResult {
  const reasons = check.run(facts);
  if (reasons.length === 0) return { state: 'passed', reasons };
  const isBlocked = check.severity === 'B' && reasons.some((one) => one.warns !== true);
  return { state: isBlocked ? 'blocked' : 'warned', reasons };
}
