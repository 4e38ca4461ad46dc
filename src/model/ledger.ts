import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { Place } from './finding.ts';
import type { Decimal, Minor } from './money.ts';
import type { LineKind } from './statement.ts';

/** 企业会计准则 or 小企业会计准则. */
export const STANDARDS = ['enterprise', 'small-business'] as const;
export type Standard = (typeof STANDARDS)[number];

/** What an account of the ledger is for; settle.yaml gives each its code and name (`vouchers: accounts:`). */
export const ACCOUNT_ROLES = [
  'bank',
  'cash',
  'wallet',
  'transit',
  'receivable_platform',
  'receivable_customer',
  'reserve',
  'dispute',
  'allowance',
  'advance',
  'suspense',
  'vat',
  'platform_tax',
  'revenue',
  'subsidy',
  'fee',
  'commission',
  'bank_fee',
  'interest',
  'exchange',
  'rounding',
  'discount',
  'late_fee_income',
  'credit_loss',
  'bad_debt',
  'recovered_debt',
] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export type LedgerKind = 'asset' | 'liability' | 'income' | 'expense';

/** An account of the ledger: 1002 银行存款. `ref` tells the bank or wallet of settle.yaml it is kept for. */
export interface LedgerAccount {
  readonly role: AccountRole;
  readonly ref?: string;
  readonly code: string;
  readonly name: string;
  readonly kind: LedgerKind;
}

/** Codes and names that settle.yaml gives; a bank or a wallet may have its own, by account id. */
export interface AccountNames {
  readonly code: string;
  readonly name: string;
}
export interface ChartSettings {
  readonly roles: Partial<Readonly<Record<AccountRole, AccountNames>>>;
  readonly banks: Readonly<Record<string, AccountNames>>;
  readonly wallets: Readonly<Record<string, AccountNames>>;
}

/** A rate, and the row of a file or the line of settle.yaml it stands in. */
export interface KnownRate {
  readonly rate: Decimal;
  readonly place: Place;
}

/** What one unit of a currency is worth in another, as an imported file says. */
export interface StoredRate extends KnownRate {
  readonly currency: Currency;
  readonly to: Currency;
  /** A day, or a month: `2026-06-30`, `2026-06`. */
  readonly validOn: string;
}

/** What a bank or wallet held before the first row of its statements. */
export interface OpeningBalance {
  readonly role: 'bank' | 'wallet';
  /** The account's id in settle.yaml. */
  readonly ref: string;
  readonly currency: Currency;
  readonly amount: Minor;
}

/** `vouchers:` of settle.yaml. */
export interface VoucherSettings {
  readonly standard: Standard;
  readonly chart: ChartSettings;
  /** One voucher per month or per day, for each kind, platform and currency. */
  readonly groupBy: 'month' | 'day';
  /** Sales through platforms are recognised on the day they were paid, or the day the buyer confirmed. */
  readonly saleOn: 'paid' | 'confirmed';
  /** VAT contained in sales; undefined: not known, so no VAT line is made and that is said. */
  readonly vatRate?: Decimal | undefined;
  /** 凭证字. */
  readonly word: string;
  readonly preparedBy: string;
  /** Rates by currency and month (`USD` → `2026-06` → 7.18), which go before those of imported files. */
  readonly rates: Readonly<Record<string, Readonly<Record<string, KnownRate>>>>;
}

/** Why money moved at the bank, as far as the books know. */
export type BankPurpose = 'payout' | 'days' | 'receipt' | 'fee' | 'interest' | 'unknown';

interface FactBase {
  readonly on: Day;
  readonly currency: Currency;
  readonly place: Place;
  /** Further rows it rests on. */
  readonly places?: readonly Place[];
}

/** Something that happened and has to stand in the ledger (DOMAIN.md 1.6). Amounts are positive unless said otherwise. */
export type BookFact = FactBase &
  (
    | {
        /** A sale; `tax` where an invoice says it, else by the rate of the settings. */
        readonly kind: 'sale';
        readonly platform?: string;
        /** Who owes it, where no platform does. */
        readonly customer?: string;
        readonly gross: Minor;
        readonly tax?: Minor;
      }
    /** Refunded in the books before any platform settled it: the sale is taken back in part or in whole. */
    | {
        readonly kind: 'sale-reversed';
        readonly platform?: string;
        /** Of a sale on account: a red invoice takes it off. */
        readonly customer?: string;
        readonly gross: Minor;
        readonly tax?: Minor;
      }
    /** 现金折扣: what a customer may keep for paying early. */
    | { readonly kind: 'discount'; readonly customer: string; readonly amount: Minor }
    | {
        /** A row of a platform's statement; signed as there. */
        readonly kind: 'line';
        readonly line: LineKind;
        readonly wallet: string;
        readonly gross: Minor;
        readonly fee: Minor;
        readonly net: Minor;
        /** `platform` or `account`: of an order sold so; `called-off`: of one that was no sale; `none`: of no order in the books. */
        readonly order: 'platform' | 'account' | 'called-off' | 'none';
        /** The order's sale stands in the ledger. */
        readonly isRecognised: boolean;
        /** The order's platform and customer. */
        readonly platform?: string;
        readonly customer?: string;
      }
    | {
        /** A row of a bank statement; signed as there. */
        readonly kind: 'bank';
        readonly bank: string;
        readonly amount: Minor;
        readonly purpose: BankPurpose;
        /** The wallet it comes from, where a platform pays whole days without a payout row. */
        readonly wallet?: string;
        /** Kept back from the payout by contract. */
        readonly transferFee?: Minor;
        /** Of a receipt: whose, and how much of it pays receivables; the rest is an advance. */
        readonly customer?: string;
        readonly applied?: Minor;
        /** Of a receipt that went back: what the bank took on top. */
        readonly returnFee?: Minor;
      }
    /** Money from a customer that no bank statement shows: cash, a cheque, a card. */
    | {
        readonly kind: 'receipt';
        readonly method: 'cash' | 'other';
        readonly customer: string;
        readonly amount: Minor;
        readonly applied: Minor;
      }
    /** A cheque or transfer that came back: the debt lives again. */
    | {
        readonly kind: 'receipt-returned';
        readonly customer: string;
        readonly bank?: string;
        readonly amount: Minor;
        /** How much of it is owed again; the rest was an advance. */
        readonly owed: Minor;
        readonly bankFee?: Minor;
      }
    /** Money that lay with the advances pays a receivable. */
    | { readonly kind: 'advance-applied'; readonly customer: string; readonly amount: Minor }
    | {
        /** 违约金 billed, or paid without that; less than zero where it was taken back. */
        readonly kind: 'late-fee';
        readonly customer: string;
        readonly amount: Minor;
        /** 豁免: a person waived it after it had been billed; in red. */
        readonly isWaived?: true;
      }
    /** What the allowance grows by; less than zero when it shrinks. */
    | { readonly kind: 'allowance'; readonly amount: Minor }
    | {
        readonly kind: 'write-off';
        readonly customer: string;
        readonly amount: Minor;
        /** The part that came in after all, and the bank it came to. */
        readonly recovered?: Minor;
        readonly bank?: string;
      }
    /** A debt written off earlier is paid after all. */
    | { readonly kind: 'recovery'; readonly customer: string; readonly amount: Minor }
    | {
        /** 期末调汇: what the home amount of a foreign balance has changed by; above zero a gain. */
        readonly kind: 'exchange';
        readonly role: AccountRole;
        /** The bank or wallet of settle.yaml. */
        readonly ref?: string;
        readonly customer?: string;
        readonly platform?: string;
        /** The currency of the balance. */
        readonly of: Currency;
        readonly amount: Minor;
      }
    /** 尾差 left of a receivable, at most the tolerance: above zero what the customer paid too little. */
    | { readonly kind: 'rounding'; readonly customer?: string; readonly platform?: string; readonly amount: Minor }
  );
