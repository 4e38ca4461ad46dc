import type { Currency } from '../model/currency.ts';
import { addDays, dayInMonth, type Day } from '../model/day.ts';
import type { AccountRole, BookFact, KnownRate, OpeningBalance } from '../model/ledger.ts';
import { inHomeMoney, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Voucher } from '../model/voucher.ts';
import type { Chart } from './chart.ts';
import { inHomeCurrency } from './home.ts';
import type { RateBook } from './rates.ts';

/** Money, and claims and debts in money. Advances are paid in goods: they keep the rate they came at (准则第 19 号). */
const MONETARY: ReadonlySet<AccountRole> = new Set<AccountRole>([
  'bank',
  'cash',
  'wallet',
  'transit',
  'receivable_platform',
  'receivable_customer',
  'reserve',
  'dispute',
  'suspense',
]);

export interface RevaluationInput {
  /** Foreign vouchers of the books from their first month to this one, in order; of kept months the revaluations too. */
  readonly vouchers: readonly Voucher[];
  /** Months whose revaluations stand as they are. */
  readonly kept: ReadonlySet<string>;
  readonly openings: readonly OpeningBalance[];
  /** `2026-06`, the month whose balances are looked at. */
  readonly period: string;
  readonly home: Currency;
  readonly rates: RateBook;
  readonly chart: Chart;
}

export interface RevaluationAnswer {
  readonly facts: readonly Extract<BookFact, { readonly kind: 'exchange' }>[];
  /** Foreign currencies with a balance, and whether its worth at the month's end is known. */
  readonly currencies: readonly { readonly currency: Currency; readonly isKnown: boolean }[];
}

/** A foreign balance: in its own money, and what the ledger carries it at. */
interface Balance {
  readonly role: AccountRole;
  readonly ref?: string;
  readonly customer?: string;
  readonly platform?: string;
  readonly currency: Currency;
  amount: Minor;
  /** Undefined from the month on in which a rate was missing. */
  carried: Minor | undefined;
}

/**
 * 期末调汇: each foreign balance at the rate of the month's last day, less what the ledger carries it at: what it was
 * revalued at a month before and the month's vouchers at their booking rates. What a bank or wallet held before its
 * first row is taken for worth the rate of the month's end before it. The entry stays: next month begins with it.
 */
export function revaluation(input: RevaluationInput): RevaluationAnswer {
  const { vouchers, openings, period, home } = input;
  const first = vouchers.find(({ currency }) => currency !== home)?.period ?? period;
  const balances = new Map<string, Balance>();
  for (const opening of openings) put(balances, openingOf(opening, first, input));
  let facts: RevaluationAnswer['facts'] = [];
  for (let month = first < period ? first : period; month <= period; month = monthAfter(month)) {
    for (const voucher of vouchers.filter((one) => one.period === month)) post(balances, voucher, input);
    if (!input.kept.has(month)) facts = [...balances.values()].flatMap((balance) => revalued(balance, month, input));
  }
  return { facts, currencies: currenciesOf(balances, input) };
}

function openingOf({ role, ref, currency, amount }: OpeningBalance, first: string, input: RevaluationInput): Balance {
  const before = addDays(`${first}-01` as Day, -1).slice(0, 7);
  const known =
    input.rates.closing(currency, before) ?? input.rates.booking({ currency, period: first, on: `${first}-01` as Day });
  return { role, ref, currency, amount, carried: atRate(amount, currency, { known, home: input.home }) };
}

function post(balances: Map<string, Balance>, voucher: Voucher, { home, rates, chart }: RevaluationInput): void {
  const inBooks = inHomeCurrency(voucher, { currency: home, rates, rounding: chart.account('rounding') });
  // An exchange difference changes what a balance is carried at, and nothing of its own money.
  const isExchange = voucher.kind === 'exchange';
  voucher.lines.forEach((line, at) => {
    const { role, ref } = line.account;
    if (!MONETARY.has(role)) return;
    const own = inBooks?.lines[at];
    const { customer, platform } = line;
    put(balances, {
      role,
      currency: isExchange ? (voucher.about as Currency) : voucher.currency,
      amount: isExchange ? ZERO : minus(line.debit, line.credit),
      carried: own && minus(own.debit, own.credit),
      ...(ref === undefined ? {} : { ref }),
      ...(customer === undefined ? {} : { customer }),
      ...(platform === undefined ? {} : { platform }),
    });
  });
}

function put(balances: Map<string, Balance>, { amount, carried, ...whose }: Balance): void {
  const key = [whose.currency, whose.role, whose.ref, whose.customer, whose.platform].join('\n');
  const balance = balances.get(key) ?? { ...whose, amount: ZERO, carried: ZERO };
  balance.amount = plus(balance.amount, amount);
  balance.carried = carried === undefined || balance.carried === undefined ? undefined : plus(balance.carried, carried);
  balances.set(key, balance);
}

/** The difference of one balance; from here on it is carried at its new worth. */
function revalued(balance: Balance, month: string, { home, rates }: RevaluationInput): RevaluationAnswer['facts'] {
  const { amount, carried, currency, role, ref, customer, platform } = balance;
  const on = dayInMonth(`${month}-01` as Day, 0, 31);
  // What has come to nothing needs no rate of the month's end: its difference stands by the rate it was last booked at.
  const known =
    rates.closing(currency, month) ?? (amount === 0 ? rates.booking({ currency, period: month, on }) : undefined);
  const worth = amount === 0 ? ZERO : atRate(amount, currency, { known, home });
  if (worth === undefined || carried === undefined || known === undefined) return [];
  balance.carried = worth;
  if (worth === carried) return [];
  return [
    {
      kind: 'exchange',
      on,
      currency: home,
      place: known.place,
      of: currency,
      role,
      amount: minus(worth, carried),
      ...(ref === undefined ? {} : { ref }),
      ...(customer === undefined ? {} : { customer }),
      ...(platform === undefined ? {} : { platform }),
    },
  ];
}

function atRate(
  amount: Minor,
  from: Currency,
  { known, home }: { readonly known: KnownRate | undefined; readonly home: Currency },
): Minor | undefined {
  return known === undefined ? undefined : inHomeMoney({ minor: amount, currency: from }, known.rate, home);
}

function currenciesOf(
  balances: ReadonlyMap<string, Balance>,
  { rates, period }: RevaluationInput,
): RevaluationAnswer['currencies'] {
  const open = [...balances.values()].filter(({ amount }) => amount !== 0);
  return [...new Set(open.map(({ currency }) => currency))].sort().map((currency) => ({
    currency,
    isKnown:
      rates.closing(currency, period) !== undefined &&
      open.every((one) => one.currency !== currency || one.carried !== undefined),
  }));
}

function monthAfter(month: string): string {
  return dayInMonth(`${month}-01` as Day, 1, 1).slice(0, 7);
}
