import type { MatchLeg } from './match.ts';
import { absolute, applyRate, minor, type Decimal, type Minor } from './money.ts';

/** The legs whose two sides may differ a little without that being a difference. */
export const TOLERANT_LEGS = [
  'order-settlement',
  'settlement-payout',
  'payout-bank',
  'settlement-bank',
  'receipt-receivable',
] as const satisfies readonly MatchLeg[];
export type TolerantLeg = (typeof TOLERANT_LEGS)[number];

/** What a difference may come to and still be none: the largest of what is given. */
export interface LegTolerance {
  readonly amount: Minor;
  /** Of what was expected. */
  readonly share?: Decimal;
  /** For every settlement line, order or payout on the side that has more of them. */
  readonly perLine?: Minor;
}

export interface ToleranceSettings {
  /** By leg; `tolerance: amount` is that of order ↔ settlement. */
  readonly legs: Readonly<Record<TolerantLeg, LegTolerance>>;
  /** A payout and a bank credit further apart than max(share × payout, amount) are no pair (FINDINGS.md payout-mismatch). */
  readonly payoutShare: Decimal;
  readonly payoutAmount: Minor;
}

/** How far off a group of so many lines may be on a leg; never negative, a share is rounded down. */
export function toleranceFor(tolerance: LegTolerance, expected: Minor, lines: number): Minor {
  const { amount, share, perLine } = tolerance;
  const part = share === undefined ? 0 : applyRate(absolute(expected), share, 'down');
  return minor(Math.max(amount, part, (perLine ?? 0) * lines));
}

/** Are the two sides near enough to be the same? */
export function isWithin(
  tolerance: LegTolerance,
  { expected, actual, lines }: { readonly expected: Minor; readonly actual: Minor; readonly lines: number },
): boolean {
  return Math.abs(actual - expected) <= toleranceFor(tolerance, expected, lines);
}

/** How far the search passes look, and what they may take without a person. Days are calendar days. */
export interface MatchSettings {
  /** How long after its grace a payout is still looked for. */
  readonly lateDays: number;
  /** How long after a payout its return is still looked for. */
  readonly returnDays: number;
  /** Longest run of whole days that one bank credit may pay. */
  readonly windowDays: number;
  /** At most so many lines held back from a window or rolled into it. */
  readonly moves: number;
  /** A subset is searched among at most so many lines, and taken without a person among at most `autoLines`. */
  readonly subsetLines: number;
  readonly autoLines: number;
  /** Expected number of coincidences up to which a subset may be taken without a person. */
  readonly coincidences: Decimal;
  /** Points from which on a weak pair is taken, or suggested, and how far it must be ahead of the next. */
  readonly autoScore: number;
  readonly suggestScore: number;
  readonly margin: number;
}

/** What a person may write off of a match by hand: both limits hold; nothing where neither is given. */
export interface WriteOffSettings {
  readonly amount: Minor;
  /** Of what was expected. */
  readonly share?: Decimal;
}

/** How much of a difference may be written off where so much was expected; a share is rounded down. */
export function writeOffLimit({ amount, share }: WriteOffSettings, expected: Minor): Minor {
  return share === undefined ? amount : minor(Math.min(amount, applyRate(absolute(expected), share, 'down')));
}

/** Is a difference small enough to be written off? */
export function mayWriteOff(settings: WriteOffSettings, difference: Minor, expected: Minor): boolean {
  return absolute(difference) <= writeOffLimit(settings, expected);
}
