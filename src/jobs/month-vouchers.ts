import type { WorkingCalendar } from '../model/calendar.ts';
import type { MoneyCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { parseMonth, type Day } from '../model/day.ts';
import type { BookFact, VoucherSettings } from '../model/ledger.ts';
import { minor, minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Voucher, VoucherRemark } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadExportedVouchers } from '../store/read/exported-vouchers.ts';
import { journalBook, numberVouchers, verdictOf, type MonthVouchers } from '../vouchers/index.ts';
import { allowanceFacts, allowanceLooker, type NeededOn } from './allowance-facts.ts';
import { moneyCases } from './money-cases.ts';
import { entryContext } from './entry-context.ts';
import { loadRevaluation, type ForeignMonths } from './foreign-balances.ts';
import { voucherFacts } from './voucher-facts.ts';

export interface MonthOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Rows and matches after this day don't exist. */
  readonly asOf: Day;
  /** What customers owe and paid, where it was worked out already. */
  readonly money?: () => Promise<readonly MoneyCase[]>;
  /** Foreign vouchers by month, where several months are worked out one after the other. */
  readonly foreign?: ForeignMonths;
  /** Where several months are asked for: what the allowance needs on a day, looked up once. */
  readonly neededOn?: NeededOn;
}

/**
 * All vouchers of a month (`2026-06`), worked out from the stored rows, numbered, with a verdict on their balance and
 * numbering and whether each was exported. Reads only. A voucher that was exported never changes: what came later is a
 * further one. Throws BOOKS_DAMAGED where an exported voucher isn't what its digest says.
 */
export async function monthVouchers(db: Database, period: string, options: MonthOptions): Promise<MonthVouchers> {
  const month = parseMonth(period);
  invariant(month !== undefined, 'a month is such as 2026-06');
  const { settings, asOf } = options;
  const money = options.money ?? (async () => moneyCases(db, await loadAccounts(db), options));
  const { vouchers: rules } = settings;
  const book = journalBook(entryContext(settings), rules.groupBy);
  const tally = newTally(rules);
  for await (const facts of voucherFacts(db, { vouchers: rules, ...month, asOf, money })) {
    for (const fact of facts) {
      book.post(fact);
      tally.count(fact);
    }
  }
  if (rules.standard === 'enterprise' && month.to <= asOf) {
    const neededOn = options.neededOn ?? allowanceLooker(db, options);
    for (const fact of await allowanceFacts(month, tally.allowanceMoved(), neededOn)) book.post(fact);
  }
  // A month that isn't over yet isn't revalued.
  if (asOf >= month.to)
    for (const fact of (await loadRevaluation(db, period, { ...options, money })).facts) book.post(fact);
  const exported = await loadExportedVouchers(db, period);
  const vouchers = numberVouchers(book.drafts(), exported, { period, word: rules.word });
  return { period, vouchers, verdict: verdictOf(vouchers), remarks: [...tally.remarks(), ...suspense(vouchers)] };
}

interface Tally {
  count(fact: BookFact): void;
  /** What write-offs and recoveries moved in the allowance, credits less debits. */
  allowanceMoved(): ReadonlyMap<Currency, Minor>;
  remarks(): readonly VoucherRemark[];
}

function newTally({ vatRate }: VoucherSettings): Tally {
  let untaxed = 0;
  let unsure = 0;
  const moved = new Map<Currency, Minor>();
  return {
    count(fact): void {
      moved.set(fact.currency, plus(moved.get(fact.currency) ?? ZERO, inAllowance(fact)));
      const isSale = fact.kind === 'sale' && fact.tax === undefined;
      if (isSale && vatRate === undefined) untaxed += 1;
      const isSubsidyOrTax = fact.kind === 'line' && (fact.line === 'subsidy' || fact.line === 'tax');
      if (isSubsidyOrTax || fact.kind === 'late-fee') unsure += 1;
    },
    allowanceMoved: () => moved,
    remarks: () => [
      ...(untaxed === 0 ? [] : [{ code: 'vat-unknown' as const, count: untaxed }]),
      ...(unsure === 0 ? [] : [{ code: 'tax-treatment' as const, count: unsure }]),
    ],
  };
}

/** What a fact credits the allowance with, less than zero what it takes of it. */
function inAllowance(fact: BookFact): Minor {
  if (fact.kind === 'write-off') return negate(minus(fact.amount, fact.recovered ?? ZERO));
  return fact.kind === 'recovery' ? fact.amount : ZERO;
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
