import { parseMonth } from '../model/day.ts';
import { minor, plus, ZERO } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { KeptVouchers, Voucher, VoucherRemark } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadExportedVouchers } from '../store/read/exported-vouchers.ts';
import { numberVouchers, verdictOf, type MonthVouchers } from '../vouchers/index.ts';
import { foreignOf, loadRevaluation, type ForeignMonths } from './foreign-balances.ts';
import { keptMonth } from './kept-months.ts';
import { moneyCases } from './money-cases.ts';
import { monthAdjustments } from './month-adjustments.ts';
import { monthFacts, type FactsOptions } from './month-facts.ts';
import { paperOf } from './voucher-paper.ts';

export interface MonthOptions extends FactsOptions {
  /** Foreign vouchers by month, where several months are worked out one after the other. */
  readonly foreign?: ForeignMonths;
}

/**
 * All vouchers of a month (`2026-06`), numbered, with a verdict on their balance and numbering and whether each was
 * exported. Of a closed month those that its close kept; else worked out from the stored rows, and in the first open
 * month with what closed ones differ by. Reads only. A voucher that was exported never changes: what came later is a
 * further one. Throws BOOKS_DAMAGED where an exported or kept voucher isn't what its digest says.
 */
export async function monthVouchers(db: Database, period: string, options: MonthOptions): Promise<MonthVouchers> {
  const kept = await keptMonth(db, period, options);
  if (typeof kept === 'object') return keptVouchers(kept);
  const month = parseMonth(period);
  invariant(month !== undefined, 'a month is such as 2026-06');
  const { settings, asOf } = options;
  const money = options.money ?? (async () => moneyCases(db, await loadAccounts(db), options));
  const { word } = settings.vouchers;
  const { book, remarks } = await monthFacts(db, period, { ...options, money });
  const exported = await loadExportedVouchers(db, period);
  const adjusted = await monthAdjustments(db, period, { ...options, money });
  const numbered = (): readonly Voucher[] =>
    numberVouchers([...book.drafts(), ...adjusted], exported, { period, word });
  // A month that isn't over yet isn't revalued.
  if (asOf >= month.to) {
    const foreign = (options.foreign ?? new Map<string, readonly Voucher[]>()).set(
      period,
      foreignOf(numbered(), settings),
    );
    for (const fact of (await loadRevaluation(db, period, { ...options, money, foreign })).facts) book.post(fact);
  }
  const vouchers = numbered();
  return {
    period,
    vouchers,
    verdict: verdictOf(vouchers),
    paper: paperOf(settings),
    remarks: [
      ...(kept === 'not-kept' ? [{ code: 'not-kept' as const, count: 1 }] : []),
      ...remarks,
      ...suspense(vouchers),
    ],
  };
}

/** The vouchers of a close as they are told. */
export function keptVouchers({ period, vouchers, book }: KeptVouchers): MonthVouchers {
  return { period, vouchers, verdict: verdictOf(vouchers), paper: book.paper, remarks: book.remarks };
}

/** What lies in suspense by this month's vouchers, a remark a currency. */
function suspense(vouchers: readonly Voucher[]): readonly VoucherRemark[] {
  const currencies = [...new Set(vouchers.map((voucher) => voucher.currency))].sort();
  return currencies.flatMap((currency) => {
    const lines = vouchers
      .filter((voucher) => voucher.currency === currency)
      .flatMap((voucher) => voucher.lines.filter((line) => line.account.role === 'suspense'));
    const amount = plus(ZERO, ...lines.map((line) => minor(line.credit - line.debit)));
    return lines.length === 0 ? [] : [{ code: 'suspense' as const, count: lines.length, amount, currency }];
  });
}
