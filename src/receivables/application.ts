import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Minor } from '../model/money.ts';

/** What is still open on a receivable before any of the receipts. */
export interface OpenReceivable {
  readonly ref: string;
  readonly customer?: string;
  readonly currency: Currency;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly open: Minor;
  /** Changes of what is billed of its late fee; what was paid of it before any of the receipts is taken off. */
  readonly billed?: readonly BilledFee[];
}

/** So much of a late fee was billed on a day; below zero where it was taken off. */
export interface BilledFee {
  readonly on: Day;
  readonly amount: Minor;
}

/** Money received on account, with the refs of the receivables it names, in any order. */
export interface Receipt {
  readonly ref: string;
  /** Who paid; undefined where nobody knows. */
  readonly customer?: string;
  readonly currency: Currency;
  readonly receivedOn: Day;
  readonly amount: Minor;
  readonly names: readonly string[];
  /** The day on which it was sent back (退票). */
  readonly returnedOn?: Day;
}

/** So much of this receipt pays that receivable; it counts from the day on which both were there. */
export interface Allocation {
  readonly receipt: string;
  readonly receivable: string;
  readonly amount: Minor;
  readonly on: Day;
  /** Not named by the receipt: spread over the customer's open items by the books' policy. */
  readonly byPolicy?: true;
  /** Pays the late fee of the receivable, not its principal: what was billed of it, or what 民法典 561 puts first. */
  readonly isLateFee?: true;
}

export interface UnappliedReceipt {
  readonly receipt: string;
  readonly amount: Minor;
  readonly on: Day;
}

export interface Application {
  readonly allocations: readonly Allocation[];
  /** Allocations undone because the receipt was sent back; `on` is the day of the return. */
  readonly returned: readonly Allocation[];
  readonly unapplied: readonly UnappliedReceipt[];
  /** What is left open on each receivable, by its ref. */
  readonly open: ReadonlyMap<string, Minor>;
}

/** What a policy answers: so much on that receivable's principal, or on its late fee. */
export interface Share {
  readonly ref: string;
  readonly amount: Minor;
  readonly isLateFee?: true;
}

/** What a customer owes when money is spread: what was open at first, and what has been paid on it so far. */
export interface SpreadItem extends OpenReceivable {
  readonly original: Minor;
  readonly paid: readonly Allocation[];
  /** Billed of its late fee by the day and not paid, and the day of the last bill. */
  readonly billedFee?: BilledFee;
}

/** Spreads money that names nothing over what its customer owes on a day. */
export type Spread = (items: readonly SpreadItem[], amount: Minor, on: Day) => readonly Share[];
