import { flagDiscrepancies, workOutFindings, type CheckOptions } from '../jobs/flag-discrepancies.ts';
import { moneyCases } from '../jobs/money-cases.ts';
import { orderCases } from '../jobs/order-cases.ts';
import { spanVouchers } from '../jobs/voucher-months.ts';
import { StopError } from '../model/problem.ts';
import type { Filters, ReportContext, ReportOptions } from '../report/index.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { isKnown } from '../store/read/known.ts';
import type { Call } from './command.ts';
import { FILTERS } from './options.ts';
import type { Session } from './session.ts';

/** What the jobs need to work findings out for this call. */
export function checkOptions({ settings, calendar, rules, asOf, period }: Session): CheckOptions {
  return { settings, calendar, rules, asOf, ...(period === undefined ? {} : { period }) };
}

/** What reports look at; findings and cases are worked out once, when first asked for. */
export async function reportContext(call: Call, session: Session): Promise<ReportContext> {
  const { books, settings, calendar, asOf, period } = session;
  const options = checkOptions(session);
  const accounts = await loadAccounts(books.db);
  const filters = filtersOf(call);
  const known = [...new Set([...settings.accounts.map((one) => one.id), ...accounts.map((one) => one.ref)])];
  if (filters.account !== undefined && !known.includes(filters.account)) {
    throw new StopError('ACCOUNT_UNKNOWN', { account: filters.account, known: known.join(', ') });
  }
  for (const name of ['order', 'customer', 'shop', 'platform'] as const) {
    const value = filters[name];
    const isConfigured = name === 'platform' && settings.accounts.some((one) => one.platform === value);
    if (value !== undefined && !isConfigured && !(await isKnown(books.db, name, value))) {
      throw new StopError('REF_UNKNOWN', { text: value });
    }
  }
  return {
    db: books.db,
    settings,
    calendar,
    asOf,
    ...(period === undefined ? {} : { period }),
    filters,
    options: optionsOf(call),
    findings: once(() => workOutFindings(books.db, options)),
    money: once(() => moneyCases(books.db, accounts, options)),
    moneyOn: (day) => moneyCases(books.db, accounts, { ...options, asOf: day }),
    orders: replayed(() => orderCases(books.db, accounts, options)),
    vouchers: once(() => spanVouchers(books.db, period ?? {}, options)),
    check: { asOf, tolerances: settings.tolerance.legs, bankGraceDays: settings.check.bankGraceDays },
  };
}

/** The findings of a session, kept so that a later run can tell which have gone. */
export function keptFindings(session: Session): ReturnType<typeof flagDiscrepancies> {
  return flagDiscrepancies(session.books, checkOptions(session));
}

/** Filters that were given, by name; the parser has refused those a command doesn't use. */
function filtersOf({ given }: Call): Filters {
  const pairs = FILTERS.map((name) => [name, given.text(name)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/** How the report is to be printed; the action has refused what it doesn't know. */
function optionsOf({ given }: Call): ReportOptions {
  const by = given.text('by') === 'invoice' ? 'invoice' : 'due';
  return { by, detail: given.flag('detail') };
}

/** More than this many cases are worked out anew for each report: memory doesn't grow with the books. */
const CASES_KEPT = 40_000;

/** Gives the same again each time; where there aren't too many, without asking for them again: a night's reports ask six times. */
function replayed<T>(begin: () => AsyncIterable<T>): () => AsyncIterable<T> {
  let kept: readonly T[] | undefined;
  return async function* () {
    if (kept !== undefined) {
      yield* kept;
      return;
    }
    const seen: T[] = [];
    for await (const one of begin()) {
      if (seen.length <= CASES_KEPT) seen.push(one);
      yield one;
    }
    if (seen.length <= CASES_KEPT) kept = seen;
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
