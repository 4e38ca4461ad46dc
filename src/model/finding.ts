import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { Minor } from './money.ts';

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** FINDINGS.md: never renamed. */
export const FINDING_CODES = [
  'order-unsettled',
  'settlement-without-order',
  'amount-mismatch',
  'fee-mismatch',
  'duplicate-order',
  'duplicate-settlement',
  'status-mismatch',
  'refund-unbooked',
  'refund-missing',
  'refund-mismatch',
  'fee-not-returned',
  'currency-mismatch',
  'unclassified-deduction',
  'chargeback',
  'payout-missing',
  'payout-mismatch',
  'payout-returned',
  'batch-remainder',
  'wallet-break',
  'bank-credit-unexplained',
  'bank-debit-unexplained',
  'reserve-overdue',
  'ambiguous-match',
  'control-total',
  'balance-break',
  'coverage-gap',
  'coverage-conflict',
  'rejected-row',
  'receivable-overdue',
  'receipt-unapplied',
  'receipt-returned',
  'credit-exceeded',
  'closed-period-change',
  'invoice-mismatch',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type FindingLeg =
  | 'order-settlement'
  | 'settlement-payout'
  | 'payout-bank'
  | 'settlement-bank'
  | 'receipt-receivable'
  | 'order-invoice'
  | 'wallet'
  | 'file';

export type FindingState = 'open' | 'resolved' | 'cleared';

export const RESOLUTIONS = [
  'matched-late',
  'manual-match',
  'write-off',
  'fee-adjust',
  'fx-adjust',
  'order-added',
  'refund',
  'recovered',
  'cancelled-out',
  'reclassified',
  'parked',
  'accepted',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Where a fact stands: a file's name without its folder, and the physical line counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/**
 * One discrepancy as data; its words are made when it is printed. `difference = actual − expected` in the cash view;
 * a side that has nothing is left out and the difference is the whole of the other (FINDINGS.md).
 */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly leg: FindingLeg;
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly batchNo?: string;
  readonly bankRef?: string;
  /** Account id of settle.yaml. */
  readonly account?: string;
  readonly counterparty?: string;
  readonly expected?: Minor;
  readonly actual?: Minor;
  readonly difference?: Minor;
  readonly currency: Currency;
  /** The business day it speaks about. */
  readonly date: Day;
  /** The first day on which it was a finding (due day and grace gone by); its age counts from here. */
  readonly since: Day;
  /** The row it rests on. */
  readonly place?: Place;
  /** Further refs named by it: the rivals of an ambiguous match, the other row of a duplicate. */
  readonly others?: readonly string[];
  /** More that its words need: days, rule, counts, already printed. */
  readonly details?: Readonly<Record<string, string>>;
}

/** A finding with its name, where it stands, and what a person decided about it. */
export interface NamedFinding extends Finding {
  readonly id: string;
  readonly state: FindingState;
  readonly resolution?: Resolution;
}

/** How many findings are alike in what they are counted by, and what their differences come to, all taken as positive. */
export interface FindingCount extends Pick<NamedFinding, 'code' | 'severity' | 'state' | 'currency'> {
  readonly count: number;
  readonly amount: Minor;
}

/** Many findings in batches, in their order; may be gone through several times, one after the other. */
export interface FindingStream extends AsyncIterable<readonly NamedFinding[]> {
  /** Counts them without going through them, where that is known; those that are alike may come in several parts. */
  readonly counts?: () => Promise<readonly FindingCount[]>;
}
