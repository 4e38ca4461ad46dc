import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { LedgerAccount } from '../model/ledger.ts';
import type { Minor } from '../model/money.ts';
import type { Document } from '../model/sheet.ts';
import type { Voucher } from '../model/voucher.ts';
import type { HomeVoucher } from './home.ts';

/** What a balance was or is by the statements' own word. */
export interface StatedBalance {
  readonly account: LedgerAccount;
  readonly currency: Currency;
  readonly amount: Minor;
}

/** Everything a form may print. */
export interface FormInput {
  readonly book: string;
  readonly currency: Currency;
  readonly preparedBy: string;
  /** Banks and wallets by their names in settle.yaml. */
  readonly label: (about: string) => string;
  /** In the books' currency, for programs that book in one; undefined rates were refused before. */
  readonly vouchers: readonly HomeVoucher[];
}

/** What a journal needs beside: every voucher in its own currency, and the balances around them. */
export interface JournalInput extends Omit<FormInput, 'vouchers' | 'label'> {
  /** Banks and wallets as the month's own papers call them. */
  readonly label: (about: string, period: string) => string;
  readonly vouchers: readonly Voucher[];
  /** First day: that of the opening balances. */
  readonly from: Day;
  readonly openings: readonly StatedBalance[];
  /** Balances at the end that the statements state and the vouchers come to. */
  readonly closings: readonly StatedBalance[];
}

/** A plug-in: one program's file. */
export type VoucherForm =
  | { readonly name: string; readonly what: 'vouchers'; readonly write: (input: FormInput) => Document }
  | { readonly name: string; readonly what: 'journal'; readonly write: (input: JournalInput) => Document };
