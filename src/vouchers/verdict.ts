import type { Currency } from '../model/currency.ts';
import { plus, type Minor } from '../model/money.ts';
import type { Voucher, VoucherPaper, VoucherRemark } from '../model/voucher.ts';

/** Whether a month's vouchers may stand: each balanced, all balanced, numbered without gaps. */
export interface VoucherVerdict {
  readonly count: number;
  /** Numbers of vouchers whose debits and credits differ; none in sound books. */
  readonly unbalanced: readonly number[];
  /** Numbers that are missing between 1 and the last, or given twice. */
  readonly gaps: readonly number[];
  /** Numbers not handed to any program yet. */
  readonly unexported: readonly number[];
  readonly totals: readonly { readonly currency: Currency; readonly debit: Minor; readonly credit: Minor }[];
}

export interface MonthVouchers {
  /** `2026-06`. */
  readonly period: string;
  /** By number: those exported before as they were, then what is new since. */
  readonly vouchers: readonly Voucher[];
  /** For check C18: balanced, numbered without gaps, exported. */
  readonly verdict: VoucherVerdict;
  /** What they are printed with: of a closed month as it was called then. */
  readonly paper: VoucherPaper;
  /** What a reader has to be told: VAT not known, suspense, treatment of taxes to confirm. */
  readonly remarks: readonly VoucherRemark[];
}

export function verdictOf(vouchers: readonly Voucher[]): VoucherVerdict {
  const numbers = vouchers.map((voucher) => voucher.number);
  const last = numbers.reduce((most, number) => Math.max(most, number), 0);
  const times = (number: number): number => numbers.filter((one) => one === number).length;
  const currencies = [...new Set(vouchers.map((voucher) => voucher.currency))].sort();
  return {
    count: vouchers.length,
    unbalanced: vouchers.filter((voucher) => sumOf([voucher], 'debit') !== sumOf([voucher], 'credit')).map(numberOf),
    gaps: Array.from({ length: last }, (_, at) => at + 1).filter((number) => times(number) !== 1),
    unexported: vouchers.filter((voucher) => !voucher.isExported).map(numberOf),
    totals: currencies.map((currency) => {
      const own = vouchers.filter((voucher) => voucher.currency === currency);
      return { currency, debit: sumOf(own, 'debit'), credit: sumOf(own, 'credit') };
    }),
  };
}

function numberOf({ number }: Voucher): number {
  return number;
}

function sumOf(vouchers: readonly Voucher[], side: 'debit' | 'credit'): Minor {
  return plus(...vouchers.flatMap((voucher) => voucher.lines.map((line) => line[side])));
}
