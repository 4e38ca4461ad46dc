// Room: receivables. What customers owe on account, since when, and what their receipts pay.
// Here: due days from payment terms, applying receipts to the receivables they name, ageing as of a day, late fees.
// Never here: today's date (it is a parameter), SQL, sending anything to anybody, platforms' cycles (room settlement).
export {
  age,
  ageOfIssue,
  bucketOf,
  BUCKETS,
  standing,
  type AgeingRow,
  type Bucket,
  type Credit,
  type Extension,
  type Payment,
  type Receivable,
  type Standing,
} from './ageing.ts';
export {
  applyReceipts,
  type Allocation,
  type Application,
  type OpenReceivable,
  type Receipt,
  type UnappliedReceipt,
} from './apply.ts';
export { dueOn } from './due.ts';
export { lateFee, type LateFee, type LateFeeCase, type LateFeeSegment } from './late-fee.ts';
export { isSoldOnAccount, type SaleFacts } from './on-account.ts';
