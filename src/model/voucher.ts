import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { LedgerAccount } from './ledger.ts';
import type { Minor } from './money.ts';

/** In the order in which the vouchers of a day are numbered. */
export const VOUCHER_KINDS = [
  'sale',
  'sale-reversed',
  'settlement',
  'refund',
  'fees',
  'subsidy',
  'reserve',
  'dispute',
  'tax',
  'adjustment',
  'payout',
  'receipt',
  'receipt-returned',
  'discount',
  'bank-charges',
  'unexplained',
  'late-fee',
  'allowance',
  'write-off',
  'recovery',
  'exchange',
  'rounding',
] as const;
export type VoucherKind = (typeof VOUCHER_KINDS)[number];

/** Rows of one file that a voucher line rests on: first and last line of each run, in order. */
export interface SourceRuns {
  readonly file: string;
  readonly runs: readonly (readonly [number, number])[];
}

/** One side of an entry. Exactly one of debit and credit isn't zero; a red entry is negative on its original side. */
export interface VoucherLine {
  readonly account: LedgerAccount;
  /** Customer or platform the amount belongs to (辅助核算). */
  readonly customer?: string;
  readonly platform?: string;
  readonly debit: Minor;
  readonly credit: Minor;
  readonly sources: readonly SourceRuns[];
}

/** What a voucher is about; one voucher each, and further ones when data came after it was exported. */
export interface VoucherTopic {
  readonly kind: VoucherKind;
  /** Wallet, bank or platform; empty where the kind has none. */
  readonly about: string;
  /** The last day of the month, or the day itself, by the settings. */
  readonly on: Day;
  readonly currency: Currency;
}

export interface Voucher extends VoucherTopic {
  /** `2026-06`. */
  readonly period: string;
  /** 凭证字 and number: 记-12. */
  readonly word: string;
  readonly number: number;
  /** 1 for the first of its topic; further ones carry what changed since the earlier ones were exported. */
  readonly part: number;
  readonly lines: readonly VoucherLine[];
  /** It was handed to another program and never changes any more. */
  readonly isExported: boolean;
}

/** What a reader has to be told about a month's vouchers. */
export interface VoucherRemark {
  readonly code: 'vat-unknown' | 'tax-treatment' | 'suspense';
  readonly count: number;
  readonly amount?: Minor;
  readonly currency?: Currency;
}
