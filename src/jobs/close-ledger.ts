import type { MoneyCase } from '../model/case.ts';
import type { KeptRate, KeptVouchers, Voucher } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import type { MonthVouchers, RateBook } from '../vouchers/index.ts';
import { loadRateBook } from './book-rates.ts';
import { moneyCases } from './money-cases.ts';
import type { MonthOptions } from './month-vouchers.ts';
import type { CaseOptions } from './order-cases.ts';
import { spanVouchers } from './voucher-months.ts';
import { paperOf } from './voucher-paper.ts';

/** The ledger up to the end of the month that is being closed. */
export interface CloseLedger {
  readonly money: readonly MoneyCase[];
  /** Closed months as they were kept, this one worked out. */
  readonly months: readonly MonthVouchers[];
  readonly options: MonthOptions & Required<Pick<MonthOptions, 'money' | 'foreign'>>;
}

export async function closeLedger(db: Database, month: string, options: CaseOptions): Promise<CloseLedger> {
  const money = await moneyCases(db, await loadAccounts(db), options);
  const worked: CloseLedger['options'] = {
    ...options,
    anew: month,
    money: () => Promise.resolve(money),
    foreign: new Map<string, readonly Voucher[]>(),
  };
  return { money, months: await spanVouchers(db, { to: options.asOf }, worked), options: worked };
}

/** What is kept of the month's vouchers: as they are, with what they rest on and are printed with. */
export async function vouchersToKeep(
  db: Database,
  month: string,
  { months, options }: CloseLedger,
): Promise<KeptVouchers> {
  const own = months.find(({ period }) => period === month);
  const { settings } = options;
  const { groupBy, vatRate } = settings.vouchers;
  const vouchers = own?.vouchers ?? [];
  return {
    period: month,
    book: {
      paper: own?.paper ?? paperOf(settings),
      groupBy,
      ...(vatRate === undefined ? {} : { vatRate: vatRate.toString() }),
      rates: ratesOf(vouchers, await loadRateBook(db, options), options),
      remarks: own?.remarks ?? [],
    },
    vouchers,
  };
}

/** What the month's foreign vouchers are booked at; of an adjustment the month it belongs to has kept it. */
function ratesOf(
  vouchers: readonly Voucher[],
  rates: RateBook,
  { settings }: CloseLedger['options'],
): readonly KeptRate[] {
  const kept = new Map<string, KeptRate>();
  for (const voucher of vouchers) {
    const { currency, period, on } = voucher;
    if (currency === settings.currency || voucher.of !== undefined) continue;
    const known = rates.booking(voucher);
    const of = settings.vouchers.groupBy === 'day' ? on : period;
    if (known !== undefined)
      kept.set(`${currency} ${of}`, { of, currency, rate: known.rate.toString(), place: known.place });
  }
  return [...kept.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, rate]) => rate);
}
