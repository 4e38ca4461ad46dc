import type { WorkingCalendar } from '../model/calendar.ts';
import type { MoneyCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { parseMonth } from '../model/day.ts';
import type { BookFact, VoucherSettings } from '../model/ledger.ts';
import { minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { VoucherRemark } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { journalBook, type JournalBook } from '../vouchers/index.ts';
import { allowanceFacts, allowanceLooker, type NeededOn } from './allowance-facts.ts';
import { entryContext } from './entry-context.ts';
import type { KeptOptions } from './kept-months.ts';
import { moneyCases } from './money-cases.ts';
import { voucherFacts } from './voucher-facts.ts';

/** Rows and matches after `asOf` don't exist. */
export interface FactsOptions extends KeptOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** What customers owe and paid, where it was worked out already. */
  readonly money?: () => Promise<readonly MoneyCase[]>;
  /** Where several months are asked for: what the allowance needs on a day, looked up once. */
  readonly neededOn?: NeededOn;
}

/** A month's facts posted, and what has to be told of them. */
export interface MonthFacts {
  readonly book: JournalBook;
  readonly remarks: readonly VoucherRemark[];
}

/** Posts all that happened in a month but revaluations, which rest on what is posted here. */
export async function monthFacts(db: Database, period: string, options: FactsOptions): Promise<MonthFacts> {
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
  return { book, remarks: tally.remarks() };
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
