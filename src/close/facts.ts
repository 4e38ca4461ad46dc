import type { SignatureRole } from '../model/close.ts';
import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import type { Minor } from '../model/money.ts';
import type { Words } from '../model/words.ts';

/** Everything the checklist looks at, as of the month's last day: plain values, loaded by the job. */
export interface CloseFacts {
  /** `2026-06`. */
  readonly month: string;
  readonly from: Day;
  readonly to: Day;
  readonly currency: Currency;
  /** Bank accounts and wallets of settle.yaml. */
  readonly accounts: readonly AccountFacts[];
  /** Those of the month's last day, resolved ones too. */
  readonly findings: readonly NamedFinding[];
  /** What each kind of finding is called. */
  readonly titles: ReadonlyMap<string, Words>;
  /** Opening, movements and payouts of each wallet against its statement's closing balance; undefined: it has none. */
  readonly wallets: readonly ProofFacts[];
  /** Both adjusted sides of each bank account's 调节表; undefined: a balance is missing. */
  readonly banks: readonly ProofFacts[];
  readonly open: readonly OpenFacts[];
  /** Open items of a day in a closed month that its list of open items doesn't have. */
  readonly strays: readonly string[];
  readonly receivables: ReceivableFacts;
  /** Account 待核销 of the vouchers up to the day: money that nobody has explained. */
  readonly suspense: readonly SumFacts[];
  readonly vouchers: VoucherFacts;
  readonly rates: readonly RateFacts[];
  readonly backup: BackupFacts;
  readonly signatures: readonly SignatureFacts[];
  readonly requireTwoSignatures: boolean;
  /** What is being closed: signatures hold for it and nothing else. */
  readonly snapshot: string;
}

export interface AccountFacts {
  readonly account: string;
  readonly kind: 'bank' | 'wallet';
  /** Whether any statement of it covers a day of the month. */
  readonly isCovered: boolean;
  /** Days of the month that no statement covers, by all that is known today: a later one may meet its balance. */
  readonly gaps: readonly { readonly from: Day; readonly to: Day }[];
}

export interface ProofFacts {
  readonly account: string;
  readonly currency: Currency;
  readonly difference: Minor | undefined;
}

/** An item that isn't done, of the report `open`. */
export interface OpenFacts {
  readonly kind: string;
  readonly ref: string;
  readonly account?: string;
  readonly customer?: string;
  readonly date?: Day;
  readonly due?: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly ageDays: number;
}

export interface ReceivableFacts {
  /** Σ of the ageing report's open amounts, by currency. */
  readonly ageing: readonly SumFacts[];
  /** More paid than was owed, beyond what had been written off: a credit within 1122. */
  readonly overpaid: readonly SumFacts[];
  /** Late fees billed and not paid: debts that no invoice tells. */
  readonly lateFeesOwed: readonly SumFacts[];
  /** What customers owe by the vouchers up to the day, account 1122. */
  readonly ledger: readonly SumFacts[];
  /** Money received that no receivable is named for. */
  readonly unapplied: readonly SumFacts[];
  /** Late fees that have come up and are neither billed nor waived nor paid. */
  readonly lateFees: readonly SumFacts[];
  /** Extensions, instalment plans, disputes and promises in force, and those whose day has gone by. */
  readonly arrangements: number;
  readonly expired: readonly string[];
  readonly allowance: AllowanceFacts;
}

/** 坏账准备; the small-business standard has none: debts are written off as they are lost. */
export interface AllowanceFacts {
  readonly isKept: boolean;
  /** What the ages ask for, and what account 1231 of the vouchers comes to. */
  readonly needed: readonly SumFacts[];
  readonly booked: readonly SumFacts[];
  /** Debts overdue by more than half a year. */
  readonly old: readonly string[];
}

export interface SumFacts {
  readonly currency: Currency;
  readonly amount: Minor;
}

export interface VoucherFacts {
  readonly count: number;
  /** Σ debit − Σ credit of those that don't balance, by number. */
  readonly unbalanced: readonly string[];
  /** Numbers that are missing between the first and the last. */
  readonly missing: readonly string[];
  readonly unexported: readonly string[];
  /** Whether any month's vouchers were ever handed to a program. */
  readonly isUsed: boolean;
}

/** A currency with open items, and whether the month's booking rate is known for it. */
export interface RateFacts {
  readonly currency: Currency;
  readonly isKnown: boolean;
}

export interface BackupFacts {
  /** Number of the last event that changed anything, and of the last backup; 0 where there is none. */
  readonly lastChange: number;
  readonly lastBackup: number;
  readonly isChainSound: boolean;
}

export interface SignatureFacts {
  readonly role: SignatureRole;
  readonly name: string;
  readonly snapshot: string;
}
