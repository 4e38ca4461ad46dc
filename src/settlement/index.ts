// Room: settlement. When money has to be where, and what a platform may keep of it.
// Here: settlement cycles and cut-offs, due days of settlement lines and payouts, their status, fee schedules, fees
// given back, the platforms' usual terms and the words a bank line knows them by.
// Never here: today's date (it is a parameter), SQL, statement formats, findings.
export { cutoffsOf, dueBy, dueOf, platformDay, ruleOn, type DatedRules, type Due } from './dated.ts';
export { cutoffMoment, dueDay, lastDayOf, payoutDueDay, uncoveredYears } from './expect.ts';
export {
  batchFeeTolerance,
  expectedFee,
  expectedFeeReturn,
  feesOf,
  rateFraction,
  scheduleOn,
  type BatchFees,
  type RefundSoFar,
} from './fees.ts';
export { stillHeld, type HeldMove } from './reserve.ts';
export { lagInWorkingDays, lateDays, payoutStatus, type PayoutFacts, type PayoutStatus } from './status.ts';
export {
  accountTerms,
  bankWords,
  defaultTerms,
  namedDays,
  speaksOf,
  type AccountTerms,
  type PlatformTerms,
} from './terms.ts';
export { feesByContract, type ScheduleOf } from './trade-fees.ts';
