import { decimalsOf, type Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { formatAmount, minor, minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { LedgerAccount } from '../model/ledger.ts';
import type { Voucher, VoucherLine } from '../model/voucher.ts';
import { sourceText } from './fields.ts';
import type { JournalInput, StatedBalance } from './form.ts';
import { journalNames } from './journal-names.ts';
import { journalText } from './plain-text.ts';
import { mergedRuns } from './source-runs.ts';
import { summaryOf } from './words.ts';

/** A posting as journals write it: one signed amount. */
export interface JournalPosting {
  readonly account: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly customer?: string;
}

/** A voucher as journals write it; texts are safe in every dialect. */
export interface JournalEntry {
  readonly on: Day;
  /** `记-12`. */
  readonly code: string;
  readonly payee: string;
  readonly narration: string;
  readonly source: string;
  readonly postings: readonly JournalPosting[];
}

/** What every dialect prints in its own way. */
export interface Journal {
  readonly book: string;
  readonly from: Day;
  /** The day of the last entry: what is asserted holds at its end. */
  readonly last: Day;
  readonly currencies: readonly Currency[];
  /** In the order of their names. */
  readonly accounts: readonly string[];
  readonly openings: readonly JournalPosting[];
  readonly entries: readonly JournalEntry[];
  readonly closings: readonly JournalPosting[];
}

export function journalOf(input: JournalInput): Journal {
  const { vouchers, openings, closings, from } = input;
  const lines = vouchers.flatMap((voucher) => voucher.lines);
  const nameOf = journalNames([...lines, ...openings, ...closings].map((one) => one.account));
  const posted = (balance: StatedBalance): JournalPosting => ({
    account: nameOf(balance.account),
    amount: balance.amount,
    currency: balance.currency,
  });
  const last = vouchers.reduce<Day>((day, voucher) => (voucher.on > day ? voucher.on : day), from);
  const named = [...lines, ...openings, ...closings].map((one) => nameOf(one.account));
  return {
    book: journalText(input.book),
    from,
    last,
    currencies: [...new Set([input.currency, ...[...vouchers, ...openings].map((one) => one.currency)])].sort(),
    accounts: [...new Set(named)].sort(),
    openings: openings.filter((one) => one.amount !== ZERO).map(posted),
    entries: [...vouchers].sort(byDay).map((voucher) => entryOf(voucher, nameOf, input.label)),
    closings: closings.map(posted),
  };
}

function byDay(left: Voucher, right: Voucher): number {
  if (left.on !== right.on) return left.on < right.on ? -1 : 1;
  return left.number - right.number;
}

function entryOf(
  voucher: Voucher,
  nameOf: (account: LedgerAccount) => string,
  label: JournalInput['label'],
): JournalEntry {
  const { word, number, on, period, currency, lines, about } = voucher;
  const posting = (line: VoucherLine): JournalPosting => ({
    account: nameOf(line.account),
    amount: minus(line.debit, line.credit),
    currency,
    ...(line.customer === undefined ? {} : { customer: journalText(line.customer) }),
  });
  return {
    on,
    code: journalText(`${word}-${number}`),
    payee: journalText(label(about, period)),
    narration: journalText(summaryOf(voucher, '').zh),
    source: journalSources(lines),
    postings: lines.map(posting),
  };
}

/** `june.csv:2-14`: colons between file and line stay, they are ours. */
function journalSources(lines: readonly VoucherLine[]): string {
  const safe = mergedRuns(lines.map((line) => line.sources)).map(({ file, runs }) => ({
    file: journalText(file),
    runs,
  }));
  return sourceText(safe).replaceAll(';', '');
}

/** `99.40 CNY`. */
export function amountText({ amount, currency }: Pick<JournalPosting, 'amount' | 'currency'>): string {
  return `${formatAmount(amount, currency)} ${currency}`;
}

/** A posting of nothing, on which an assertion stands. */
export function nothingIn(currency: Currency): string {
  return amountText({ amount: ZERO, currency });
}

/** `1000.00 CNY`: how a commodity is written. */
export function commodityText(currency: Currency): string {
  return amountText({ amount: minor(1000 * 10 ** decimalsOf(currency)), currency });
}

/** What the openings take from the opening account, a posting a currency. */
export function openingCounterparts(openings: readonly JournalPosting[]): readonly Omit<JournalPosting, 'account'>[] {
  const currencies = [...new Set(openings.map((one) => one.currency))].sort();
  return currencies.map((currency) => ({
    currency,
    amount: negate(plus(...openings.filter((one) => one.currency === currency).map((one) => one.amount))),
  }));
}
