import type { WorkingCalendar } from '../model/calendar.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, parseMonth, type Day } from '../model/day.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Voucher, VoucherRemark } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { keyOf, type JournalInput, type MonthVouchers, type StatedBalance } from '../vouchers/index.ts';
import { entryContext } from './entry-context.ts';
import { spanVouchers, type MonthSpan } from './voucher-months.ts';
import { labelOf, paperOf } from './voucher-paper.ts';

/** What an account held by its statements' own word. */
export interface Stated {
  readonly account: string;
  readonly currency: Currency;
  readonly amount: Minor;
}

export interface JournalOptions extends MonthSpan {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf: Day;
  readonly openings: readonly Stated[];
  readonly closings: readonly Stated[];
}

/** A closing balance that the vouchers don't come to. */
export interface Unproved {
  readonly account: string;
  readonly currency: Currency;
  readonly stated: Minor;
  readonly computed: Minor;
}

export interface JournalAnswer {
  readonly input: JournalInput;
  readonly remarks: readonly VoucherRemark[];
  /** Balances that aren't asserted, since the rows don't come to them. */
  readonly unproved: readonly Unproved[];
}

/**
 * The vouchers of a span with the balances around them: banks and wallets begin with what their statements say, other
 * accounts with what earlier months came to; a statement's closing balance is asserted where the vouchers come to it.
 */
export async function journalInput(db: Database, options: JournalOptions): Promise<JournalAnswer> {
  const { settings, asOf } = options;
  const months = await spanVouchers(db, options, options);
  const vouchers = months.flatMap((month) => month.vouchers);
  const from = options.from ?? firstDay(months[0]?.period) ?? asOf;
  const before = options.from === undefined ? [] : await spanVouchers(db, { to: addDays(from, -1) }, options);
  const toBalance = await balanceMaker(db, settings);
  const stated = options.openings.map(toBalance);
  const earlier = balancesOf(before.flatMap((month) => month.vouchers)).filter((one) => !stated.some(sameAccount(one)));
  const openings = [...stated, ...earlier];
  const closings = options.closings
    .map(toBalance)
    .map((closing) => ({ closing, computed: computedOf(closing, openings, vouchers) }));
  const proved = closings.filter(({ closing, computed }) => closing.amount === computed);
  return {
    input: { ...papersOf(months, settings), vouchers, from, openings, closings: proved.map(({ closing }) => closing) },
    remarks: months.flatMap((month) => month.remarks),
    unproved: closings
      .filter(({ closing, computed }) => closing.amount !== computed)
      .map(({ closing, computed }) => ({
        account: closing.account.ref ?? '',
        currency: closing.currency,
        stated: closing.amount,
        computed,
      })),
  };
}

/** The books as the last month's papers call them, banks and wallets as those of each month do. */
function papersOf(
  months: readonly MonthVouchers[],
  settings: BookSettings,
): Pick<JournalInput, 'book' | 'currency' | 'preparedBy' | 'label'> {
  const today = paperOf(settings);
  const { book, currency, preparedBy } = months.at(-1)?.paper ?? today;
  const labels = new Map(months.map(({ period, paper }) => [period, labelOf(paper)]));
  return { book, currency, preparedBy, label: (about, period) => (labels.get(period) ?? labelOf(today))(about) };
}

function firstDay(period: string | undefined): Day | undefined {
  return period === undefined ? undefined : parseMonth(period)?.from;
}

/** The ledger's account of a bank or wallet. */
async function balanceMaker(db: Database, settings: BookSettings): Promise<(stated: Stated) => StatedBalance> {
  const { chart } = entryContext(settings);
  const kinds = new Map((await loadAccounts(db)).map((account) => [account.ref, account.kind]));
  return ({ account, currency, amount }) => {
    const kind = kinds.get(account);
    invariant(kind === 'bank' || kind === 'wallet', 'a stated balance is that of a bank or a wallet');
    return { account: chart.account(kind, account), currency, amount };
  };
}

/** What vouchers come to by account and currency; nothing where it is nil. */
function balancesOf(vouchers: readonly Voucher[]): readonly StatedBalance[] {
  const sums = new Map<string, StatedBalance>();
  for (const { currency, lines } of vouchers) {
    for (const { account, debit, credit } of lines) {
      const key = `${keyOf(account)}\n${currency}`;
      const before = sums.get(key)?.amount ?? ZERO;
      sums.set(key, { account, currency, amount: plus(before, minus(debit, credit)) });
    }
  }
  return [...sums.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, balance]) => balance)
    .filter((balance) => balance.amount !== ZERO);
}

function sameAccount(one: StatedBalance): (other: StatedBalance) => boolean {
  return (other) => other.currency === one.currency && keyOf(other.account) === keyOf(one.account);
}

function computedOf(closing: StatedBalance, openings: readonly StatedBalance[], vouchers: readonly Voucher[]): Minor {
  const opening = openings.filter(sameAccount(closing)).map((one) => one.amount);
  const moved = balancesOf(vouchers).filter(sameAccount(closing));
  return plus(...opening, ...moved.map((one) => one.amount));
}
