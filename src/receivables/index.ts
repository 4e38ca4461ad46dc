// Room: receivables. What customers owe on account, since when, and what their receipts pay.
// Here: due days from payment terms, applying receipts to the receivables they name or by a policy, instalments,
// returned cheques, ageing as of a day, late fees, allowances, credit, the cash forecast, invoices against orders.
// Never here: today's date (it is a parameter), SQL, sending anything to anybody, platforms' cycles (room settlement).
export {
  ALLOCATION_POLICIES,
  allocateReceipt,
  type AllocatedPart,
  type AllocatedReceipt,
  type AllocationCase,
  type AllocationPolicy,
  type Designation,
  type OwedItem,
  type PartKind,
} from './allocate.ts';
export {
  age,
  ageOfIssue,
  bucketOf,
  BUCKETS,
  ISSUE_BUCKETS,
  standing,
  sumBuckets,
  type AgeingRow,
  type Bucket,
  type Credit,
  type Extension,
  type IssueBucket,
  type Payment,
  type Receivable,
  type Standing,
} from './ageing.ts';
export {
  type Allocation,
  type Application,
  type BilledFee,
  type OpenReceivable,
  type Receipt,
  type Share,
  type Spread,
  type SpreadItem,
  type UnappliedReceipt,
} from './application.ts';
export { applyReceipts } from './apply.ts';
export { type LateFeeExtension } from './chargeable.ts';
export { allowanceOf, partsToAge, requiredAllowance } from './required-allowance.ts';
export { debtState, type DebtFacts, type DebtState } from './debt.ts';
export { lateFeesOf, type LateFeeDebt } from './debt-late-fee.ts';
export { decidedLateFees, lateFeeStanding, type LateFeeStanding } from './late-fee-account.ts';
export { lateFeeDropped } from './late-fee-dropped.ts';
export { billedLevel, lateFeeBookings, lateFeeSums } from './late-fee-sums.ts';
export {
  DUNNING_LEVELS,
  dunningStep,
  levelOf,
  type DunnedItem,
  type DunningLevel,
  type DunningStep,
  type LastLetter,
} from './dunning.ts';
export { dueOn, earlyDiscount, yearsBehindDue, type EarlyDiscount } from './due.ts';
export {
  instalmentsOf,
  instalmentStanding,
  REMAINDERS,
  type Instalment,
  type InstalmentPlan,
  type InstalmentStanding,
  type Remainder,
} from './instalments.ts';
export { lateFee, type LateFee, type LateFeeCase, type LateFeeSegment, type Suspension } from './late-fee.ts';
export { isSoldOnAccount, type SaleFacts } from './on-account.ts';
export { compareText } from './order.ts';
export { payerRecogniser, type KnownPayer, type PayerLine, type RecognisePayer } from './payer.ts';
export { returnedCheque, type ChequeCase, type ChequeEntry, type ChequeStanding } from './returned-cheque.ts';
export { ACCOUNTING_STANDARDS, allowance, type Allowance, type AllowanceCase } from './allowance.ts';
export {
  collectionEffectiveness,
  countBackDso,
  creditScore,
  creditStanding,
  daysSalesOutstanding,
  weightedDaysLate,
  type CountBack,
  type CreditFacts,
  type CreditScore,
  type CreditStanding,
  type Grade,
  type MonthOfSales,
  type PaidItem,
  type ScoreFacts,
} from './credit.ts';
export {
  cashForecast,
  type DatedAmount,
  type ExpectedReceipt,
  type ForecastCase,
  type ForecastWeek,
} from './forecast.ts';
export {
  checkInvoices,
  type BilledOrder,
  type ChargedLine,
  type InvoiceCase,
  type InvoiceFacts,
  type InvoiceVerdict,
} from './invoice-check.ts';
export { hasCheckCharacter, isTaxIdPlausible } from './tax-id.ts';
export { isTaxRate, splitTax, type TaxSplit } from './tax-rates.ts';
export { spreadBy, type SpreadRules, type SpreadStanding } from './spread.ts';
