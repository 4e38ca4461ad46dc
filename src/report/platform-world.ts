import type { ReserveCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { parseMonth, type Day } from '../model/day.ts';
import { newDayBook, type DayBook } from './cycle-days.ts';
import type { Cycle } from './cycle-footer.ts';
import { loadCycles } from './cycle-list.ts';
import type { Histogram } from './cycle-statistics.ts';
import { addCoupons, monthBefore, newFeeBook, type FeeBase, type FeeBook, type FeeSum } from './fee-lines.ts';
import { eachLineGroup } from './line-groups.ts';
import { orderMoney, withPayouts, type PlatformMoney } from './platform-money.ts';
import { platformOfAccounts } from './platform-names.ts';
import type { ReportContext } from './report.ts';
import type { SideSums } from './side-book.ts';
import { newLineSides, type LineSides } from './side-lines.ts';
import { loadSideSums } from './side-sums.ts';

/** What belongs to one platform, in one currency. */
export interface Placed {
  readonly platform: string;
  readonly currency: Currency;
}

/** What the platforms are compared by, as of the day. */
export interface PlatformWorld {
  readonly asOf: Day;
  readonly bases: readonly (FeeBase & Placed)[];
  readonly fees: readonly (FeeSum & Placed)[];
  readonly cycles: readonly (Cycle & Placed)[];
  readonly held: readonly PlatformMoney[];
  readonly reserves: readonly (ReserveCase & Placed)[];
  /** The same sums of the month before, where one month is asked for. */
  readonly before: { readonly bases: readonly (FeeBase & Placed)[]; readonly fees: readonly (FeeSum & Placed)[] };
  readonly sides: readonly SideSums[];
  readonly lags: readonly (Placed & { readonly days: Histogram })[];
}

export async function loadPlatformWorld(context: ReportContext): Promise<PlatformWorld> {
  const names = await platformOfAccounts(context);
  const named = <T extends { readonly account: string }>(one: T): T & { readonly platform: string } => ({
    ...one,
    platform: names.get(one.account) ?? one.account,
  });
  const { fees, days, lines } = await gathered(context);
  const orders: PlatformMoney[] = [];
  const sides = await loadSideSums(context, {
    lines,
    seeOrder: (one) => orders.push(...orderMoney(one, context.settings)),
  });
  const { sums, bases } = fees.sums();
  // The month before is there for comparisons of the fee report.
  const isAsked = ({ month }: { readonly month: string }): boolean =>
    context.period === undefined || month >= context.period.from.slice(0, 7);
  const last = monthAsked(context);
  const isBefore = ({ month }: { readonly month: string }): boolean =>
    last !== undefined && month === monthBefore(last);
  const lags = [...days.lags()].map(([key, { calendar }]) => {
    const [account = '', currency = ''] = key.split('\n');
    return { ...named({ account }), currency: currency as Currency, days: calendar };
  });
  return {
    asOf: context.asOf,
    bases: bases.filter(isAsked).map(named),
    fees: sums.filter(isAsked).map(named),
    cycles: (await loadCycles(context, { days, withSums: false })).map(named),
    held: await withPayouts(context, orders),
    reserves: (await context.money()).flatMap((one) => (one.kind === 'reserve' ? [named(one)] : [])),
    before: { bases: bases.filter(isBefore).map(named), fees: sums.filter(isBefore).map(named) },
    sides,
    lags,
  };
}

/** Everything that is told by the lines, from one look at them. */
async function gathered(
  context: ReportContext,
): Promise<{ readonly fees: FeeBook; readonly days: DayBook; readonly lines: LineSides }> {
  const [fees, days, lines] = [newFeeBook(context), newDayBook(context), newLineSides(context)];
  await eachLineGroup(context, { ...days.asked, fees: true, matches: true }, (group) => {
    for (const book of [fees, days, lines]) book.add(group);
  });
  await addCoupons(context, [fees]);
  return { fees, days, lines };
}

/** The month asked for; undefined where another span is, or none. */
function monthAsked({ period }: ReportContext): string | undefined {
  const month = period?.from.slice(0, 7);
  const whole = month === undefined ? undefined : parseMonth(month);
  return whole !== undefined && period?.from === whole.from && period.to === whole.to ? month : undefined;
}
