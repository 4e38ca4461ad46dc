import type { MoneyCase } from '../model/case.ts';
import { dayInMonth, type Day } from '../model/day.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import type { Voucher } from '../model/voucher.ts';
import { loadReceivables } from '../store/read/receivables.ts';
import type { MonthVouchers } from '../vouchers/index.ts';
import { allowanceLooker } from './allowance-facts.ts';
import { ledgerMonths } from './kept-months.ts';
import { moneyCases } from './money-cases.ts';
import { monthVouchers, type MonthOptions } from './month-vouchers.ts';

export interface MonthSpan {
  readonly from?: Day;
  readonly to?: Day;
}

/**
 * The months (`2026-06`) of a span in which something happened, in order; without days all of them up to `asOf`. Debts
 * grow older, and their allowance with them, in months without a row too.
 */
async function voucherMonths(db: Database, { from, to }: MonthSpan, asOf: Day): Promise<readonly string[]> {
  const happened = await ledgerMonths(db, asOf);
  const months = (await loadReceivables(db)).length === 0 ? happened : withoutGaps(happened, asOf);
  const last = to === undefined || to > asOf ? asOf : to;
  return months.filter((month) => month <= last.slice(0, 7) && (from === undefined || month >= from.slice(0, 7)));
}

function withoutGaps(months: readonly string[], asOf: Day): readonly string[] {
  const [first, ...later] = months;
  if (first === undefined) return [];
  const last = [...later, asOf.slice(0, 7)].sort().at(-1) ?? first;
  const all: string[] = [];
  for (let month = first; month <= last; month = dayInMonth(`${month}-01` as Day, 1, 1).slice(0, 7)) all.push(month);
  return all;
}

/** The vouchers of each of those months. */
export async function spanVouchers(
  db: Database,
  span: MonthSpan,
  options: MonthOptions,
): Promise<readonly MonthVouchers[]> {
  const months: MonthVouchers[] = [];
  let known: Promise<readonly MoneyCase[]> | undefined;
  const money =
    options.money ?? (() => (known ??= loadAccounts(db).then((accounts) => moneyCases(db, accounts, options))));
  const foreign = options.foreign ?? new Map<string, readonly Voucher[]>();
  const neededOn = options.neededOn ?? allowanceLooker(db, options);
  for (const month of await voucherMonths(db, span, options.asOf)) {
    months.push(await monthVouchers(db, month, { ...options, money, foreign, neededOn }));
  }
  return months;
}
