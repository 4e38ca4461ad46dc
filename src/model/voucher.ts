import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { Place } from './finding.ts';
import type { LedgerAccount, VoucherSettings } from './ledger.ts';
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
  'late-fee-waived',
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
  /** Of an adjustment (以前月份调整): the day of the closed month's voucher that it changes. */
  readonly of?: Day;
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
  readonly code: 'vat-unknown' | 'tax-treatment' | 'suspense' | 'not-kept';
  readonly count: number;
  readonly amount?: Minor;
  readonly currency?: Currency;
}

/** What forms print of the books beside the vouchers themselves. */
export interface VoucherPaper {
  readonly book: string;
  /** The books' own. */
  readonly currency: Currency;
  readonly preparedBy: string;
  /** Banks and wallets of settle.yaml as it calls them, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Takes what is left when a foreign voucher's lines are rounded one by one. */
  readonly rounding: LedgerAccount;
}

/** What the foreign vouchers of a month, or of a day of it, were booked at. */
export interface KeptRate {
  /** `2026-06` or `2026-06-15`. */
  readonly of: string;
  readonly currency: Currency;
  /** As decimal text. */
  readonly rate: string;
  readonly place: Place;
}

/** What a closed month's vouchers rest on and are printed with. */
export interface KeptBook {
  readonly paper: VoucherPaper;
  readonly groupBy: VoucherSettings['groupBy'];
  /** VAT contained in sales, as decimal text; undefined: none was known. */
  readonly vatRate?: string;
  readonly rates: readonly KeptRate[];
  readonly remarks: readonly VoucherRemark[];
}

/** A month's vouchers as they stood when it was closed. */
export interface KeptVouchers {
  /** `2026-06`. */
  readonly period: string;
  readonly book: KeptBook;
  /** By number. */
  readonly vouchers: readonly Voucher[];
}
