import type { WorkingCalendar } from '../model/calendar.ts';
import type { MoneyCase } from '../model/case.ts';
import { addDays, parseMonth, type Day } from '../model/day.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Voucher } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadFactMonths } from '../store/read/book-facts.ts';
import { loadExportedVouchers } from '../store/read/exported-vouchers.ts';
import { loadFirstBalances } from '../store/read/first-balances.ts';
import { journalBook, numberVouchers, revaluation, type RateBook, type RevaluationAnswer } from '../vouchers/index.ts';
import { loadRateBook } from './book-rates.ts';
import { entryContext } from './entry-context.ts';
import { voucherFacts } from './voucher-facts.ts';

/** Vouchers in foreign currencies by month (`2026-06`). */
export type ForeignMonths = Map<string, readonly Voucher[]>;

export interface ForeignOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf: Day;
  readonly money: () => Promise<readonly MoneyCase[]>;
  /** What was worked out before, and where it is kept. */
  readonly foreign?: ForeignMonths;
}

/**
 * What the foreign balances of a month's end have changed by in the books' currency (期末调汇). Nothing where no rate is
 * known at all: the books are looked through from their first month on only where one is.
 */
export async function loadRevaluation(
  db: Database,
  period: string,
  options: ForeignOptions,
): Promise<RevaluationAnswer> {
  const rates = await loadRateBook(db, options);
  return rates.isEmpty ? { facts: [], currencies: [] } : revaluationOf(db, period, rates, options);
}

/** The same with the rates at hand, also where there are none: then it tells the foreign balances. */
export async function revaluationOf(
  db: Database,
  period: string,
  rates: RateBook,
  options: ForeignOptions,
): Promise<RevaluationAnswer> {
  const { settings, asOf, foreign = new Map<string, readonly Voucher[]>() } = options;
  const months = (await loadFactMonths(db, addDays(asOf, 1))).filter((month) => month <= period);
  const vouchers: Voucher[] = [];
  for (const month of months) {
    const own = foreign.get(month) ?? (await foreignVouchers(db, month, options));
    foreign.set(month, own);
    vouchers.push(...own);
  }
  const openings = (await loadFirstBalances(db, addDays(asOf, 1))).filter((one) => one.currency !== settings.currency);
  const { chart } = entryContext(settings);
  return revaluation({ vouchers, openings, period, home: settings.currency, rates, chart });
}

/** A month's vouchers in foreign currencies, those that were exported as they were. */
async function foreignVouchers(
  db: Database,
  period: string,
  { settings, asOf, money }: ForeignOptions,
): Promise<readonly Voucher[]> {
  const month = parseMonth(period);
  if (month === undefined) return [];
  const isForeign = ({ currency }: { readonly currency: string }): boolean => currency !== settings.currency;
  const { vouchers: rules } = settings;
  const book = journalBook(entryContext(settings), rules.groupBy);
  for await (const facts of voucherFacts(db, { vouchers: rules, ...month, asOf, money })) {
    for (const fact of facts.filter(isForeign)) book.post(fact);
  }
  const exported = (await loadExportedVouchers(db, period)).filter(isForeign);
  return numberVouchers(book.drafts(), exported, { period, word: rules.word });
}
