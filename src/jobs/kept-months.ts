import { addDays, type Day } from '../model/day.ts';
import type { KeptVouchers } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import { loadFactMonths } from '../store/read/book-facts.ts';
import { loadClosedMonths, loadKeptVouchers, type ClosedMonth } from '../store/read/kept-vouchers.ts';

/** Which months stand as they were closed. */
export interface KeptOptions {
  readonly asOf: Day;
  /** A month (`2026-06`) that is worked out from its rows although it is closed. */
  readonly anew?: string;
}

/** How a month's vouchers stand: as its close kept them, to be worked out, or closed by a version that kept none. */
export async function keptMonth(
  db: Database,
  period: string,
  { asOf, anew }: KeptOptions,
): Promise<KeptVouchers | 'open' | 'not-kept'> {
  const own = (await loadClosedMonths(db)).find(({ month }) => month === period);
  if (own === undefined || anew === period || own.nextOn > addDays(asOf, 1)) return 'open';
  return (own.isKept ? await loadKeptVouchers(db, period) : undefined) ?? 'not-kept';
}

/** The day a month is handed out as of: the day asked for, but of a closed month at least its last one. */
export async function handedOutAsOf(db: Database, period: string, asOf: Day): Promise<Day> {
  const own = (await loadClosedMonths(db)).find(({ month }) => month === period);
  const last = own === undefined ? asOf : addDays(own.nextOn, -1);
  return last > asOf ? last : asOf;
}

/** The closed months whose adjustments a month holds: all before it, if it is the first that isn't closed as of the day. */
export async function monthsAdjustedIn(db: Database, period: string, asOf: Day): Promise<readonly ClosedMonth[]> {
  const first = `${period}-01`;
  const closed = (await loadClosedMonths(db)).filter(({ nextOn }) => nextOn <= first);
  return asOf >= first && closed.some(({ nextOn }) => nextOn === first) ? closed.filter(({ isKept }) => isKept) : [];
}

/** The months up to a day in which something happened or was exported or closed, and the first open one, in order. */
export async function ledgerMonths(db: Database, asOf: Day): Promise<readonly string[]> {
  const closed = (await loadClosedMonths(db)).filter(({ isKept, nextOn }) => isKept && nextOn <= addDays(asOf, 1));
  const open = closed
    .filter(({ nextOn }) => nextOn <= asOf)
    .at(-1)
    ?.nextOn.slice(0, 7);
  const happened = await loadFactMonths(db, addDays(asOf, 1));
  const others = [...closed.map(({ month }) => month), ...(open === undefined ? [] : [open])];
  return [...new Set([...happened, ...others])].sort();
}
