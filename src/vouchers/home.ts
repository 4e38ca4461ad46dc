import type { Currency } from '../model/currency.ts';
import type { KnownRate, LedgerAccount } from '../model/ledger.ts';
import { Decimal, inHomeMoney, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Voucher, VoucherLine } from '../model/voucher.ts';

/** A line with its amounts in the books' currency, and as it was where that is another. */
export interface HomeLine extends VoucherLine {
  readonly original: Minor;
}
export interface HomeVoucher extends Omit<Voucher, 'lines'> {
  readonly lines: readonly HomeLine[];
  /** The books' currency per unit of the voucher's; 1 in the books' own. */
  readonly rate: Decimal;
}

export interface HomeContext {
  readonly currency: Currency;
  readonly rates: { readonly booking: (voucher: Voucher) => Pick<KnownRate, 'rate'> | undefined };
  /** Takes what the rounding leaves. */
  readonly rounding: LedgerAccount;
}

/**
 * The voucher in the books' currency at its booking rate, each line rounded half up by itself; what the rounding
 * leaves is a rounding difference, so that it balances. Undefined where no rate is known.
 */
export function inHomeCurrency(voucher: Voucher, { currency, rates, rounding }: HomeContext): HomeVoucher | undefined {
  const lines = voucher.lines.map((line): HomeLine => ({ ...line, original: plus(line.debit, line.credit) }));
  if (voucher.currency === currency) return { ...voucher, lines, rate: new Decimal(1) };
  const rate = rates.booking(voucher)?.rate;
  if (rate === undefined) return undefined;
  const home = (amount: Minor): Minor => inHomeMoney({ minor: amount, currency: voucher.currency }, rate, currency);
  const converted = lines.map((line) => ({ ...line, debit: home(line.debit), credit: home(line.credit) }));
  const over = minus(sum(converted, 'debit'), sum(converted, 'credit'));
  const rest: HomeLine = { account: rounding, debit: ZERO, credit: over, original: ZERO, sources: [] };
  return { ...voucher, rate, lines: over === 0 ? converted : [...converted, rest] };
}

function sum(lines: readonly HomeLine[], side: 'debit' | 'credit'): Minor {
  return plus(...lines.map((line) => line[side]));
}
