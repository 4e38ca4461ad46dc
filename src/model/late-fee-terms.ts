import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import { ZERO, type Decimal, type Minor } from './money.ts';

/**
 * Days after the due day that are forgiven. `waive`: principal paid by then bears no fee, what is paid later is
 * charged from the day after the due day; `deduct`: charging starts on the day after the grace.
 */
export interface Grace {
  readonly days: number;
  readonly mode: 'waive' | 'deduct';
}

/** A rate a day, 0.0005 for 每日万分之五; without ends it holds always. Of several on a day the last one listed holds. */
export interface LateFeeRate {
  readonly perDay: Decimal;
  readonly from?: Day;
  readonly to?: Day;
  /** The contract names a rate a year of so many days; `perDay` is that divided, unrounded. For letters. */
  readonly yearly?: { readonly rate: Decimal; readonly days: number };
}

/** `total`: once at the end; `segment`: each row of days on one principal; `daily`: each day. All half-up. */
export const LATE_FEE_ROUNDINGS = ['total', 'segment', 'daily'] as const;
export type LateFeeRounding = (typeof LATE_FEE_ROUNDINGS)[number];

/** What a contract says about paying late (DOMAIN.md 3.4). */
export interface LateFeeTerms {
  readonly rates: readonly LateFeeRate[];
  readonly rounding: LateFeeRounding;
  readonly grace?: Grace;
  /** The fee is at most this part of the original principal. */
  readonly capRatio?: Decimal;
  /** A fee below it isn't asked for; in the books' currency. */
  readonly minFee?: Minor;
}

/** The books' late fee, and that of customers with a contract of their own; undefined where none is charged. */
export interface LateFeeSettings {
  readonly lateFee?: LateFeeTerms;
  readonly lateFeeOf?: ReadonlyMap<string, LateFeeTerms | undefined>;
}

/** What holds for a debt of this customer in this currency; a least fee is an amount of the books' currency only. */
export function lateFeeTermsFor(
  settings: { readonly terms: LateFeeSettings; readonly currency: Currency },
  customer: string,
  currency: Currency,
): LateFeeTerms | undefined {
  const { lateFee, lateFeeOf } = settings.terms;
  const terms = lateFeeOf?.has(customer) === true ? lateFeeOf.get(customer) : lateFee;
  return terms === undefined || currency === settings.currency ? terms : { ...terms, minFee: ZERO };
}
