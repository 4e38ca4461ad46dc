import type { Currency } from '../model/currency.ts';
import type { Gap } from '../model/coverage.ts';
import { dayInMonth, type Day } from '../model/day.ts';
import { Decimal, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Column, Row, Section } from '../model/table.ts';
import { byKey, integerColumn, money, moneyColumn, ratioColumn, share, textColumn, WIDE, wordsOf } from './columns.ts';
import { monthBefore, type FeeKey, type FeeSums } from './fee-lines.ts';
import type { ReportContext } from './report.ts';

const MONTHS = 12;

const COLUMNS: readonly Column[] = [
  textColumn('month', 'Month | 月份'),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户'),
  moneyColumn('base', 'Sales less refunds | 计费基数', WIDE),
  moneyColumn('net', 'Net fee | 净费用', WIDE),
  ratioColumn('effective_rate', 'Rate | 费率'),
  integerColumn('change_bps', '±bps | ±bps'),
  integerColumn('year_bps', '±bps to all twelve | 较十二个月 ±bps'),
  textColumn('currency', 'Currency | 币种', WIDE),
];

/** What a month of an account came to, all kinds of fees and all shops together. */
interface MonthSum {
  readonly month: string;
  readonly account: string;
  readonly currency: Currency;
  readonly base: Minor;
  /** Charged less given back. */
  readonly net: Minor;
}

export interface TrendOptions {
  readonly platforms: ReadonlyMap<string, string>;
  readonly isWanted: (one: Pick<FeeKey, 'account' | 'shop'>) => boolean;
}

/** The span of the trend: twelve months up to the last one asked for, as of the same day. */
export function trendContext(context: ReportContext): ReportContext & { readonly period: Gap } {
  const last = context.period !== undefined && context.period.to < context.asOf ? context.period.to : context.asOf;
  return { ...context, period: { from: dayInMonth(last, 1 - MONTHS, 1), to: last } };
}

/**
 * Each month of a span beside the month before and beside all of them together: how a platform's price moves, and which
 * month is out of line (REPORTS.md 6).
 */
export function trendSection(from: Day, { sums, bases }: FeeSums, { platforms, isWanted }: TrendOptions): Section {
  const months = new Map<string, MonthSum>();
  const put = ({ month, account, currency }: FeeKey, base: Minor, net: Minor): void => {
    const key = keyOf({ month, account, currency });
    const known = months.get(key) ?? { month, account, currency, base: ZERO, net: ZERO };
    months.set(key, { ...known, base: plus(known.base, base), net: plus(known.net, net) });
  };
  for (const one of bases.filter(isWanted)) put(one, one.base, ZERO);
  for (const one of sums.filter(isWanted)) put(one, ZERO, minus(one.charged, one.returned));
  const listed = [...months.values()].filter(({ month }) => month >= from.slice(0, 7)).sort(byKey(placeOf));
  return {
    key: 'trend',
    title: wordsOf('Twelve months, all fees | 近十二个月费率'),
    columns: COLUMNS,
    rows: listed.map((one) => {
      const year = listed.filter(({ account, currency }) => account === one.account && currency === one.currency);
      return trendRow(one, { year, before: months.get(keyOf({ ...one, month: monthBefore(one.month) })), platforms });
    }),
  };
}

function keyOf({ month, account, currency }: Pick<MonthSum, 'month' | 'account' | 'currency'>): string {
  return [month, account, currency].join('\n');
}

/** An account's months stand together. */
function placeOf({ month, account, currency }: MonthSum): string {
  return [account, currency, month].join('\n');
}

interface Beside {
  readonly year: readonly MonthSum[];
  readonly before: MonthSum | undefined;
  readonly platforms: ReadonlyMap<string, string>;
}

function trendRow(one: MonthSum, { year, before, platforms }: Beside): Row {
  const { month, account, currency, base, net } = one;
  return {
    month,
    platform: platforms.get(account),
    account,
    base: money(base, currency),
    net: money(net, currency),
    effective_rate: base > 0 ? share(net, base) : undefined,
    change_bps: bpsBetween(rateOf([one]), before && rateOf([before])),
    year_bps: year.length > 1 ? bpsBetween(rateOf([one]), rateOf(year)) : undefined,
    currency,
  };
}

function rateOf(months: readonly MonthSum[]): Decimal | undefined {
  const base = plus(ZERO, ...months.map((one) => one.base));
  const net = plus(ZERO, ...months.map((one) => one.net));
  return base > 0 ? new Decimal(net).dividedBy(base) : undefined;
}

/** In hundredths of a percent, half up. */
function bpsBetween(now: Decimal | undefined, then: Decimal | undefined): number | undefined {
  if (now === undefined || then === undefined) return undefined;
  return now.minus(then).times(10_000).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}
