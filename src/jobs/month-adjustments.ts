import { Decimal } from '../model/money.ts';
import { dayInMonth, type Day } from '../model/day.ts';
import type { BookSettings } from '../model/settings.ts';
import type { KeptBook, Voucher } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadKeptVouchers } from '../store/read/kept-vouchers.ts';
import { adjustments, type Draft } from '../vouchers/index.ts';
import { monthsAdjustedIn } from './kept-months.ts';
import { monthFacts, type FactsOptions } from './month-facts.ts';

/**
 * What the first open month holds of closed ones (以前月份调整): what their vouchers would be by the rows, matches and
 * decisions of today, less what was kept. Nothing for any other month. Each closed month is worked out with the grouping
 * and the VAT rate it was closed with: another setting begins with the first open month.
 */
export async function monthAdjustments(db: Database, period: string, options: FactsOptions): Promise<readonly Draft[]> {
  const months = await monthsAdjustedIn(db, period, options.asOf);
  const now: Draft[] = [];
  const kept: Voucher[] = [];
  for (const { month } of months) {
    const own = await loadKeptVouchers(db, month);
    if (own === undefined) continue;
    kept.push(...own.vouchers);
    const settings = settingsOf(options.settings, own.book);
    now.push(...(await monthFacts(db, month, { ...options, settings })).book.drafts());
  }
  if (months.length === 0) return [];
  const first = `${period}-01` as Day;
  return adjustments({ now, kept }, options.settings.vouchers.groupBy === 'day' ? first : dayInMonth(first, 0, 31));
}

function settingsOf(settings: BookSettings, { groupBy, vatRate }: KeptBook): BookSettings {
  const vat = vatRate === undefined ? undefined : new Decimal(vatRate);
  return { ...settings, vouchers: { ...settings.vouchers, groupBy, vatRate: vat } };
}
