import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { Place } from './finding.ts';
import type { Minor } from './money.ts';
import type { ReceiptMethod } from './statement.ts';

/** What lowered a debt: money, a platform's settlement, a red invoice, an early-payment discount, giving up. */
export type ReductionKind = 'receipt' | 'platform' | 'credit-note' | 'discount' | 'write-off';

export interface Reduction {
  readonly on: Day;
  readonly amount: Minor;
  readonly kind: ReductionKind;
}

/** What happened to the late fee of a debt; below zero where it was taken back. */
export interface LateFeeMove {
  readonly on: Day;
  readonly kind: 'billed' | 'waived' | 'paid';
  readonly amount: Minor;
  /** Of a waiver: so much of it had been billed. */
  readonly ofBilled?: Minor;
}

/** A later due day, in force from the day it was granted. */
export interface GrantedDue {
  readonly grantedOn: Day;
  readonly dueOn: Day;
  readonly keepAccrued: boolean;
}

/** Days on which a debt (or so much of it) is in dispute; without an end it goes on. */
export interface Dispute {
  readonly from: Day;
  readonly to?: Day;
  readonly amount?: Minor;
}

/** What a customer said it would pay, and what came of it by the day. */
export interface PaymentPromise {
  readonly saidOn: Day;
  readonly by: Day;
  readonly amount?: Minor;
  readonly state: 'waiting' | 'kept' | 'broken';
}

/** A part of a debt with a due day of its own: an instalment, or all of it. The parts add up to the debt. */
export interface DebtPart {
  /** Counts from 1; undefined where there is no plan, and for what a plan leaves out. */
  readonly no?: number;
  /** A part by the terms of the sale, not by a plan that was granted. */
  readonly isByTerms?: true;
  /** As first agreed. */
  readonly firstDueOn: Day;
  /** In force as of the day. */
  readonly dueOn: Day;
  readonly amount: Minor;
  readonly reductions: readonly Reduction[];
  /** Never below 0. */
  readonly open: Minor;
  /** So much of `open` is promised and waited for; left out where nothing is. */
  readonly promised?: Minor;
  readonly daysOverdue: number;
}

/** Money a customer owes, as of a day. */
export interface ReceivableCase {
  readonly kind: 'receivable';
  readonly ref: string;
  readonly orderNo?: string;
  readonly invoiceNo?: string;
  readonly customer: string;
  readonly salesperson?: string;
  readonly openedOn: Day;
  /** The due day in force of the oldest part with anything open, else of the last. */
  readonly dueOn: Day;
  readonly original: Minor;
  /** Received, from the customer or through a platform. */
  readonly paid: Minor;
  /** Red invoices and discounts. */
  readonly credited: Minor;
  readonly writtenOff: Minor;
  /** What was billed, waived and paid of its late fee, which is no part of the principal. */
  readonly lateFeeMoves: readonly LateFeeMove[];
  /** original − paid − credited − written off; negative where more came than was owed. */
  readonly open: Minor;
  readonly daysOverdue: number;
  readonly currency: Currency;
  readonly place: Place;
  readonly reductions: readonly Reduction[];
  readonly parts: readonly DebtPart[];
  readonly extensions: readonly GrantedDue[];
  readonly disputes: readonly Dispute[];
  readonly isDisputed: boolean;
  readonly promise?: PaymentPromise;
  /** What is granted for paying all but it by a day that isn't over yet (`2/10 net 30`). */
  readonly offered?: { readonly until: Day; readonly amount: Minor };
  /** How the customer pays now, where that was changed. */
  readonly method?: string;
}

/** Money from a customer, as of a day. */
export interface ReceiptCase {
  readonly kind: 'receipt';
  readonly ref: string;
  readonly customer: string;
  readonly on: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  /** What pays nothing: names nothing, or more than it names. 0 once it was sent back. */
  readonly unapplied: Minor;
  /** It names a receivable that the books know. */
  readonly isNamed: boolean;
  readonly method?: ReceiptMethod;
  readonly chequeNo?: string;
  readonly reference?: string;
  readonly receiptNo?: string;
  /** The bank shows it. */
  readonly isCleared: boolean;
  readonly account?: string;
  readonly returnedOn?: Day;
  /** What is open again of what it had paid. */
  readonly reopened: Minor;
  readonly applied: readonly { readonly ref: string; readonly on: Day; readonly amount: Minor }[];
  readonly place: Place;
}

/** A customer with a limit (DOMAIN.md 3.9). */
export interface CreditCase {
  readonly kind: 'credit';
  readonly customer: string;
  readonly currency: Currency;
  readonly limit: Minor;
  /** Open less advances. */
  readonly exposure: Minor;
  /** Since when the exposure has been above the limit without a break. */
  readonly overSince?: Day;
  readonly place: Place;
}
