import type { CloseSettings } from './close.ts';
import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { Decimal, Minor, Rounding } from './money.ts';
import type { Severity } from './finding.ts';
import type { VoucherSettings } from './ledger.ts';
import type { LateFeeSettings } from './late-fee-terms.ts';
import type { MatchSettings, ToleranceSettings, WriteOffSettings } from './rules.ts';

export type { MatchSettings, ToleranceSettings, WriteOffSettings } from './rules.ts';
import type { ReceivablesSettings } from './receivable-settings.ts';

/** Everything a person decides in settle.yaml, checked and with the defaults filled in (CLI.md). */
export interface BookSettings {
  readonly book: string;
  readonly currency: Currency;
  /** IANA name; statements' times are read and printed in it. */
  readonly timezone: string;
  readonly calendar: string;
  readonly accounts: readonly AccountSettings[];
  readonly terms: TermsSettings;
  readonly receivables: ReceivablesSettings;
  readonly tolerance: ToleranceSettings;
  readonly match: MatchSettings;
  readonly writeOff: WriteOffSettings;
  readonly check: CheckSettings;
  readonly vouchers: VoucherSettings;
  readonly close: CloseSettings;
  /** Which paid orders are to be invoiced; undefined: none is asked for. */
  readonly invoices?: InvoicingSettings;
}

/** F11: an order paid so many days ago has its invoice. */
export interface InvoicingSettings {
  readonly dueDays: number;
  /** `customers`: orders of those in the customers file; `all`: every paid order. */
  readonly whose: (typeof INVOICED)[number];
}

export const INVOICED = ['customers', 'all'] as const;

export type AccountKind = 'bank' | 'wallet';

export interface AccountSettings {
  readonly id: string;
  readonly kind: AccountKind;
  /** What people call it, for lists. */
  readonly name?: string;
  /** Lower-case platform id (`wechat`); wallets only. */
  readonly platform?: string;
  /** The bank's account number, the platform's merchant number. */
  readonly number?: string;
  readonly currency: Currency;
  /** The contract's fees in the order of their days; none of them overlap. */
  readonly fees?: readonly FeeSchedule[];
  /** How the bank's lines name this wallet, where its platform's usual words don't. */
  readonly bankLines?: BankLinePatterns;
  /** Paid (shipped, confirmed …) → settlement line due; in the order of the days the rules begin. */
  readonly settles?: readonly CycleRule[];
  /** Money held back (保证金、冻结) → its release due; in the order of the days the rules begin. */
  readonly reserve?: readonly CycleRule[];
  /** Payout line, or the day or batch that was settled → bank credit due; likewise. */
  readonly paysOut?: readonly PayoutRule[];
}

/** A bank line is the wallet's when its counterparty, or its memo, fits. At least one is given. */
export interface BankLinePatterns {
  readonly counterparty?: RegExp;
  readonly memo?: RegExp;
}

/** A contract's fee on one line: max(min, min(max, gross × rate + flat)), rounded once. */
export interface FeeSchedule {
  /** First and last day it holds, inclusive; open where undefined. */
  readonly from?: Day;
  readonly to?: Day;
  readonly rate: Decimal;
  readonly flat: Minor;
  /** Where the rate depends on the amount; `rate` is then that of what lies beyond the last step. */
  readonly tiers?: FeeTiers;
  readonly min?: Minor;
  readonly max?: Minor;
  readonly rounding: Rounding;
  /** The platform gives the fee back in proportion when money is refunded (DOMAIN.md 4). */
  readonly returnedOnRefund: boolean;
}

export type TiersBy = 'whole' | 'slices';

export interface FeeTiers {
  /** `whole`: the step an amount falls in decides for all of it; `slices`: each part pays its own step's rate. */
  readonly by: TiersBy;
  /** Lowest first. */
  readonly steps: readonly FeeTier[];
}

export interface FeeTier {
  /** Amounts up to and with this one. */
  readonly upTo: Minor;
  readonly rate: Decimal;
}

export type CycleBase = 'paid' | 'shipped' | 'delivered' | 'confirmed' | 'batch_end';
export type CycleRoll = 'none' | 'following' | 'preceding' | 'modified-following';

/** DOMAIN.md 2.1. Weekdays count from 1 Monday. */
export type CycleStep =
  | { readonly type: 'T' | 'D'; readonly days: number }
  | { readonly type: 'weekly'; readonly weekday: number; readonly weekStart: number }
  | { readonly type: 'half-month'; readonly first: number; readonly second: number }
  | { readonly type: 'monthly'; readonly day: number; readonly months: number }
  | { readonly type: 'biweekly'; readonly anchor: Day }
  | { readonly type: 'manual' };

export interface CycleRule {
  /** The first day it holds, until the next rule begins; from ever where undefined. */
  readonly validFrom?: Day;
  readonly base: CycleBase;
  readonly step: CycleStep;
  /** The rule as a person wrote it (`T+1`), for reports. */
  readonly text: string;
  /** `23:00`: at or after it a trade belongs to the next platform day. */
  readonly cutoffTime?: string;
  readonly roll: CycleRoll;
  readonly rollTradeDate: boolean;
  readonly holdDays: number;
  readonly minPayout?: Minor;
  /** From payout to bank credit. */
  readonly bankLag?: CycleStep;
  /** Calendar days after the rolled day. */
  readonly graceDays: number;
}

export type PayoutBy = 'batch' | 'days' | 'manual';

export interface PayoutRule extends CycleRule {
  /** The bank account's id. */
  readonly to?: string;
  /** How payouts are told apart; found from the statements when undefined. */
  readonly by?: PayoutBy;
  readonly transferFee: Minor;
}

/**
 * When a sale on account is due (DOMAIN.md 3.1), counted from its order or invoice day. `net`: days after it.
 * `months`: the same day months later. The other two count from a statement, which is drawn up at the month's end or
 * on the `cutoff` day (later sales go to the next one): days after it (`end-of-month`, 月结N天), or a given day, else
 * the end, of the m-th month after it (`monthly`), and `plusDays` after that. `roll`: what happens to a due day that isn't worked; nothing when
 * undefined.
 */
export type PaymentTerms = { readonly roll?: CycleRoll } & (
  | { readonly type: 'net'; readonly days: number }
  | { readonly type: 'months'; readonly months: number }
  | { readonly type: 'end-of-month'; readonly days: number; readonly cutoff?: number }
  | {
      readonly type: 'monthly';
      readonly months: number;
      readonly day?: number;
      readonly cutoff?: number;
      readonly plusDays?: number;
    }
);

/** What is granted for paying early: a part of the amount, until so many days after the invoice day. */
export interface EarlyPayment {
  readonly rate: Decimal;
  readonly days: number;
}

/** A sale paid in several parts: equal ones a month apart, or shares of it with terms of their own. */
export type TermsParts =
  | { readonly kind: 'equal'; readonly count: number }
  | { readonly kind: 'shares'; readonly shares: readonly { readonly share: Decimal; readonly terms: PaymentTerms }[] };

export interface TermsSettings extends LateFeeSettings {
  readonly default: PaymentTerms;
  /** In several parts; `default` is then the first one's. */
  readonly parts?: TermsParts;
  /** Granted for paying early, `2/10 net 30`; none where undefined. */
  readonly early?: EarlyPayment;
}

export interface CheckSettings {
  readonly failOn: Severity;
  readonly bankGraceDays: number;
}
