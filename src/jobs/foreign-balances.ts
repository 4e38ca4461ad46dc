import { addDays, parseMonth } from '../model/day.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Voucher } from '../model/voucher.ts';
import type { MoneyCase } from '../model/case.ts';
import type { Database } from '../store/database.ts';
import { loadExportedVouchers } from '../store/read/exported-vouchers.ts';
import { loadFirstBalances } from '../store/read/first-balances.ts';
import { loadClosedMonths } from '../store/read/kept-vouchers.ts';
import { journalBook, numberVouchers, revaluation, type RateBook, type RevaluationAnswer } from '../vouchers/index.ts';
import { loadRateBook } from './book-rates.ts';
import { entryContext } from './entry-context.ts';
import { keptMonth, ledgerMonths } from './kept-months.ts';
import { monthAdjustments } from './month-adjustments.ts';
import type { FactsOptions } from './month-facts.ts';
import { voucherFacts } from './voucher-facts.ts';

/** Vouchers in foreign currencies by month (`2026-06`). */
export type ForeignMonths = Map<string, readonly Voucher[]>;

export interface ForeignOptions extends FactsOptions {
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
  const months = (await ledgerMonths(db, asOf)).filter((month) => month <= period);
  const vouchers: Voucher[] = [];
  for (const month of months) {
    const own = foreign.get(month) ?? (await foreignVouchers(db, month, options));
    foreign.set(month, own);
    vouchers.push(...own);
  }
  const openings = (await loadFirstBalances(db, addDays(asOf, 1))).filter((one) => one.currency !== settings.currency);
  const { chart } = entryContext(settings);
  const kept = new Set((await loadClosedMonths(db)).filter((one) => one.isKept).map((one) => one.month));
  kept.delete(period);
  return revaluation({ vouchers, kept, openings, period, home: settings.currency, rates, chart });
}

/** Of a month's vouchers those that foreign balances rest on. */
export function foreignOf(vouchers: readonly Voucher[], { currency }: BookSettings): readonly Voucher[] {
  return vouchers.filter((voucher) => voucher.currency !== currency);
}

/** A month's vouchers in foreign currencies: kept ones with their revaluations, exported ones as they were. */
async function foreignVouchers(db: Database, period: string, options: ForeignOptions): Promise<readonly Voucher[]> {
  const { settings, asOf, money } = options;
  const month = parseMonth(period);
  if (month === undefined) return [];
  const kept = await keptMonth(db, period, options);
  if (typeof kept === 'object')
    return kept.vouchers.filter(({ kind, currency }) => kind === 'exchange' || currency !== settings.currency);
  const { vouchers: rules } = settings;
  const book = journalBook(entryContext(settings), rules.groupBy);
  for await (const facts of voucherFacts(db, { vouchers: rules, ...month, asOf, money })) {
    for (const fact of facts.filter(({ currency }) => currency !== settings.currency)) book.post(fact);
  }
  const drafts = [...book.drafts(), ...(await monthAdjustments(db, period, options))];
  const exported = await loadExportedVouchers(db, period);
  return foreignOf(numberVouchers(drafts, exported, { period, word: rules.word }), settings);
}
