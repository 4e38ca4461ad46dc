import type { Currency } from './currency.ts';
import type { Day, Moment } from './day.ts';
import type { Place } from './finding.ts';
import type { Minor } from './money.ts';
import type { ToleranceSettings } from './rules.ts';
import type { CreditCase, ReceiptCase, ReceivableCase } from './receivable-case.ts';
import type { InvoiceFault } from './invoice-fault.ts';
import type { LineKind, OrderStatus } from './statement.ts';

/** An order as the books have it. */
export interface OrderFacts {
  readonly orderNo: string;
  readonly platform?: string;
  readonly shop?: string;
  readonly customer?: string;
  readonly orderedAt?: Moment;
  readonly paidAt?: Moment;
  readonly shippedAt?: Moment;
  readonly confirmedAt?: Moment;
  readonly status?: OrderStatus;
  readonly currency: Currency;
  readonly payable: Minor;
  readonly refunded?: Minor;
  readonly dueOn?: Day;
  readonly paymentMethod?: string;
  readonly salesperson?: string;
  /** The customer's own payment terms. */
  readonly terms?: string;
  readonly place: Place;
}

/** A settlement line as a platform told it (statement.ts, SettlementLine). */
export interface LineFacts {
  readonly id: number;
  readonly kind: LineKind;
  readonly account: string;
  readonly occurredAt: Moment;
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly refundNo?: string;
  readonly gross: Minor;
  readonly fee: Minor;
  readonly net: Minor;
  readonly currency: Currency;
  readonly typeWords?: string;
  readonly memo?: string;
  readonly place: Place;
}

/** What a contract says of a fee beside what was charged (or, for a return, given back). Positive amounts. */
export interface FeeCheck {
  readonly tradeNo?: string;
  readonly expected: Minor;
  readonly actual: Minor;
  readonly line: LineFacts;
}

/** One order with every line that belongs to it; or the lines of one order number that the books don't have. */
export interface OrderCase {
  readonly kind: 'order';
  readonly orderNo?: string;
  readonly order?: OrderFacts;
  /** Other contents under the same number, in one file or from another shop. */
  readonly duplicates: readonly OrderFacts[];
  readonly lines: readonly LineFacts[];
  readonly fees: readonly FeeCheck[];
  readonly feeReturns: readonly FeeCheck[];
  /** Paid with the platform's money, so a settlement line is expected. */
  readonly isPaid: boolean;
  /** Sold on account: no platform owes it. */
  readonly isOnAccount: boolean;
  /** The day its line is due, and the last day of grace; undefined when no rule says. */
  readonly dueOn?: Day;
  readonly lastOn?: Day;
}

/** A payout (or the whole days it pays) and what the bank shows for it. */
export interface PayoutCase {
  /** The bank account its rule names. */
  readonly to?: string;
  readonly kind: 'payout';
  readonly state: 'open' | 'matched' | 'returned' | 'ambiguous';
  readonly account: string;
  readonly batchNo?: string;
  readonly ref: string;
  readonly day: Day;
  readonly dueOn?: Day;
  readonly lastOn?: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly place?: Place;
  /** What came for it, what a contract keeps back added; of a group of several told by its last one. */
  readonly bankAmount?: Minor;
  /** What the whole group should have brought, where it holds more than this payout. */
  readonly groupAmount?: Minor;
  /** The group's bank lines. */
  readonly came?: { readonly count: number; readonly amount: Minor };
  readonly bankRef?: string;
  readonly bankDay?: Day;
  readonly rule?: string;
}

/** A settlement batch against what the statement says was paid out for it. */
export interface BatchCase {
  readonly kind: 'batch';
  readonly account: string;
  readonly batchNo: string;
  readonly lines: number;
  readonly net: Minor;
  readonly paid: Minor;
  readonly currency: Currency;
  readonly day: Day;
  readonly place?: Place;
}

/** A place where a wallet's balance doesn't follow from the rows before it. */
export interface WalletCase {
  readonly kind: 'wallet';
  readonly account: string;
  readonly day: Day;
  readonly expected: Minor;
  readonly actual: Minor;
  readonly currency: Currency;
  readonly place: Place;
}

/** Money that a platform holds back (保证金、冻结) and hasn't released by the day of asking. */
export interface ReserveCase {
  readonly kind: 'reserve';
  readonly account: string;
  readonly day: Day;
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly batchNo?: string;
  /** What was held back, and what of it is still held; positive. */
  readonly held: Minor;
  readonly open: Minor;
  readonly currency: Currency;
  /** Undefined where no rule says when it comes back. */
  readonly dueOn?: Day;
  readonly lastOn?: Day;
  readonly place: Place;
}

/** A bank line that no group holds. */
export interface BankCase {
  readonly kind: 'bank';
  readonly account: string;
  readonly ref: string;
  readonly reference?: string;
  readonly day: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly counterparty?: string;
  readonly memo?: string;
  readonly place: Place;
  readonly isAmbiguous: boolean;
  /** The customer it comes from: a receipt that names nothing, not a credit that nobody expects. */
  readonly payer?: string;
}

/** Candidates that nothing tells apart. */
export interface AmbiguousCase {
  readonly kind: 'ambiguous';
  readonly account: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly day: Day;
  readonly payouts: readonly { readonly ref: string; readonly batchNo?: string; readonly place?: Place }[];
  readonly credits: readonly { readonly ref: string; readonly reference?: string; readonly place: Place }[];
}

/** A settlement line that belongs to no order by its nature or by the file's silence. */
export interface LineCase {
  readonly kind: 'line';
  readonly line: LineFacts;
  readonly hasOrder: boolean;
}

/** Something wrong with a statement itself. */
export interface FileCase {
  readonly kind: 'file';
  readonly code: 'control-total' | 'balance-break' | 'coverage-gap' | 'coverage-conflict' | 'rejected-row';
  readonly account: string;
  readonly day: Day;
  /** Last day of a gap. */
  readonly to?: Day;
  readonly what: string;
  readonly expected?: number;
  readonly actual?: number;
  readonly unit: 'amount' | 'count';
  readonly currency: Currency;
  readonly place?: Place;
  readonly others?: readonly string[];
}

/** The invoices of one order, or one that names no order of the books, and what is wrong with them (DOMAIN.md 1.8). */
export interface InvoiceCase {
  readonly kind: 'invoice';
  readonly orderNo?: string;
  readonly customer?: string;
  /** Order less refunds, where the books have the order. */
  readonly expected?: Minor;
  /** Blue less red. */
  readonly actual: Minor;
  readonly currency: Currency;
  readonly faults: readonly InvoiceFault[];
  readonly invoiceNos: readonly string[];
  /** Charged components that stand on no invoice (F05), by their key in `COMPONENT_WORDS`. */
  readonly missing?: readonly string[];
  /** Of the last invoice; of the order where it has none. */
  readonly day: Day;
  readonly place: Place;
}

/** What lies between wallets, bank and customers. */
export type MoneyCase =
  | PayoutCase
  | BatchCase
  | ReserveCase
  | BankCase
  | AmbiguousCase
  | ReceivableCase
  | ReceiptCase
  | CreditCase
  | InvoiceCase;

/** A row that came for a closed month and says other money than it knew (DOMAIN.md 1.1). */
export interface LateCase {
  readonly kind: 'late';
  readonly item: 'line' | 'bank' | 'order' | 'invoice' | 'receipt';
  /** What it is about. */
  readonly ref: string;
  readonly account?: string;
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly bankRef?: string;
  readonly counterparty?: string;
  /** The first open day, from which it counts. */
  readonly day: Day;
  /** The day it is printed for. */
  readonly origDay: Day;
  /** What the closed month knew; undefined: nothing. */
  readonly before?: Minor;
  readonly after: Minor;
  readonly currency: Currency;
  readonly place: Place;
}

export interface CaseOf {
  readonly order: OrderCase;
  readonly payout: PayoutCase;
  readonly batch: BatchCase;
  readonly wallet: WalletCase;
  readonly reserve: ReserveCase;
  readonly bank: BankCase;
  readonly ambiguous: AmbiguousCase;
  readonly line: LineCase;
  readonly file: FileCase;
  readonly late: LateCase;
  readonly receivable: ReceivableCase;
  readonly receipt: ReceiptCase;
  readonly credit: CreditCase;
  readonly invoice: InvoiceCase;
}
export type CaseKind = keyof CaseOf;
export type Case = CaseOf[CaseKind];

/** What every kind of finding may look at beside the case itself. */
export interface CheckContext {
  readonly asOf: Day;
  /** Differences that are none, by leg. */
  readonly tolerances: ToleranceSettings['legs'];
  readonly bankGraceDays: number;
}
