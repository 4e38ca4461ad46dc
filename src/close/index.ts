// Room: close. What a month must show before it may be closed, and what it carries into the next one.
// Here: the month's cut-off and sums, the bank reconciliation, differences of exchange.
// Never here: locking a month (a job does), SQL, printing, today's date (it is a parameter).
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
export {
  inHomeMoney,
  realisedFx,
  revalue,
  type FxWord,
  type RealisedFx,
  type Revaluation,
} from './foreign-exchange.ts';
