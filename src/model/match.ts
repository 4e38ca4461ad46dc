import type { Currency } from './currency.ts';
import type { Day, Moment } from './day.ts';
import type { Minor } from './money.ts';

export type MatchLeg =
  | 'order-settlement'
  | 'trade-fund'
  | 'settlement-payout'
  | 'payout-bank'
  | 'settlement-bank'
  | 'payout-return'
  | 'bank-reversal'
  | 'receipt-receivable';
export type MatchShape = '1:1' | '1:n' | 'n:1' | 'n:m';
export type MatchState = 'auto' | 'suggested' | 'manual';

export type ItemKind = 'order' | 'line' | 'bank' | 'invoice' | 'receipt' | 'batch';

/** One side of a group: which stored row, and how much of it the group takes (signed minor units). */
export interface MatchMember {
  readonly side: 'expected' | 'actual';
  readonly kind: ItemKind;
  /** The stored row's id; 0 for a batch, which is named by `ref`. */
  readonly id: number;
  /** `order:NO`, `batch:NO`, `bank:ACCOUNT/REF` … */
  readonly ref: string;
  readonly amount: Minor;
  /** The day from which it counts, where that is later than its group's: money that waited for its invoice. */
  readonly countsFrom?: Day;
}

/** These items are the same money. A value: saving it is another step. */
export interface MatchProposal {
  readonly leg: MatchLeg;
  readonly shape: MatchShape;
  readonly state: MatchState;
  readonly pass: string;
  /** Wallet or customer side's account id (a number of the store). */
  readonly accountId: number;
  readonly members: readonly MatchMember[];
  /** Actual − expected. */
  readonly difference: Minor;
  readonly currency: Currency;
  /** The last day among its members: before it, the match doesn't exist. */
  readonly matchedOn: Day;
  /** Evidence as data: words are made when it is printed. */
  readonly why: Readonly<Record<string, string | number>>;
  /** Of a suggested group only. */
  readonly suggestion?: Suggestion;
}

/** How good a suggested group is: it takes nothing, a person decides (CLI.md, row shapes). */
export interface Suggestion {
  /** Integer points for each piece of evidence, added up. */
  readonly score: number;
  /** Its place among the candidates of the same bank line, from 1. */
  readonly rank: number;
  /** How many other candidates that bank line has. */
  readonly rivals: number;
  /** Expected number of such matches by chance. */
  readonly coincidences: number;
}

/** Equal candidates that nothing tells apart: none is taken, all are named. */
export interface Ambiguity {
  readonly leg: MatchLeg;
  readonly accountId: number;
  readonly currency: Currency;
  readonly payouts: readonly OpenPayout[];
  readonly credits: readonly OpenBankLine[];
  readonly why: Readonly<Record<string, string | number>>;
}

/** A payout, withdrawal or its return that no group holds yet. Amounts positive. */
export interface OpenPayout {
  readonly id: number;
  readonly kind: 'payout' | 'payout-return';
  /** `line`: the statement has a row for it; `batch`: it is the sum of a batch's lines (id 0). */
  readonly item: 'line' | 'batch';
  readonly accountId: number;
  readonly ref: string;
  readonly batchNo?: string;
  readonly occurredAt: Moment;
  readonly amount: Minor;
  readonly currency: Currency;
  /** Other numbers of its row (the platform's trade number, a trace id) that a bank may print. */
  readonly numbers?: readonly string[];
}

/** A payout with what its account's terms say about it. Days are inclusive. */
export interface ExpectedPayout {
  readonly payout: OpenPayout;
  /** The bank account the terms name; where undefined, whichever. */
  readonly toAccountId?: number;
  readonly dueOn: Day;
  /** The due day plus the account's grace. */
  readonly lastOn: Day;
  /** Kept back from each payout by contract; none where undefined. */
  readonly transferFee?: Minor;
  /** Withdrawn by hand: one row is one credit; joined or split ones are for a person to decide (MATCHING.md 3). */
  readonly isManual?: boolean;
}

/** A bank line that no group holds yet. Signed: money in is positive. */
export interface OpenBankLine {
  readonly id: number;
  readonly accountId: number;
  readonly ref: string;
  readonly bookedAt: Moment;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly counterparty?: string;
  readonly counterpartyAccount?: string;
  readonly reference?: string;
  readonly memo?: string;
}

/** What a bank line's words say that it pays: the platform's days, both inclusive, and what was kept of them. */
export interface NamedDays {
  readonly from: Day;
  readonly to: Day;
  readonly fee: Minor;
}

/**
 * One name for an item of a group, so that none is taken twice: a stored row by its kind and id; a batch or a whole day
 * has no row and is told by its account and ref.
 */
export function itemKey(
  item: string,
  { itemId, accountId, ref }: { readonly itemId: number; readonly accountId: number; readonly ref: string },
): string {
  return item === 'batch' ? `batch ${accountId} ${ref}` : `${item} ${itemId}`;
}
