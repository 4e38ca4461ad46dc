import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { Decimal, plus, ZERO, type Minor } from '../model/money.ts';
import type { Column, Row, Section } from '../model/table.ts';
import {
  byKey,
  dayColumn,
  integerColumn,
  money,
  moneyColumn,
  ratioColumn,
  share,
  textColumn,
  WIDE,
  wordsOf,
} from './columns.ts';
import { paidNotes } from './cycle-footer.ts';
import { histogramOf, lagsOf, weightedMean, type Histogram } from './cycle-statistics.ts';
import { factsOf } from './facts.ts';
import type { FeeBase, FeeSum } from './fee-lines.ts';
import type { PlatformMoney } from './platform-money.ts';
import { loadPlatformWorld, type Placed, type PlatformWorld } from './platform-world.ts';
import type { Report, ReportContext } from './report.ts';
import type { SideSums } from './side-book.ts';

const MONEY_COLUMNS: readonly Column[] = [
  integerColumn('orders', 'Orders | 订单笔数', WIDE),
  moneyColumn('sales', 'Sales | 收款'),
  moneyColumn('refunds', 'Refunds | 退款', WIDE),
  ratioColumn('refund_rate', 'Refunds | 退款率'),
  moneyColumn('fees', 'Fees | 费用', WIDE),
  ratioColumn('fee_rate', 'Fees | 实际费率'),
];

const COLUMNS: readonly Column[] = [
  textColumn('platform', 'Platform | 平台'),
  textColumn('rule', 'Rule | 周期', WIDE),
  ...MONEY_COLUMNS,
  integerColumn('settled_p50', 'Order to settlement p50 | 付款到结算中位', WIDE),
  integerColumn('settled_p90', 'Order to settlement p90 | 付款到结算 p90', WIDE),
  integerColumn('settled_max', 'Order to settlement max | 付款到结算最长', WIDE),
  integerColumn('lag_p50', 'Lag | 到账天数'),
  integerColumn('lag_p90', 'Lag p90 | 到账 p90', WIDE),
  integerColumn('lag_max', 'Lag max | 到账最长', WIDE),
  integerColumn('paid_to_bank', 'Paid to bank | 付款到账'),
  ratioColumn('late_rate', 'Late | 迟到率'),
  ratioColumn('discrepancy_rate', 'Differ | 差异率'),
  moneyColumn('in_transit', 'In transit | 在途'),
  moneyColumn('frozen', 'Held back | 冻结'),
  moneyColumn('overdue', 'Overdue | 逾期', WIDE),
  dayColumn('next_date', 'Next | 下次', WIDE),
  moneyColumn('next_amount', 'Next | 下次金额', WIDE),
  textColumn('currency', 'Currency | 币种', WIDE),
];

const CHANGES: readonly Column[] = [
  textColumn('platform', 'Platform | 平台'),
  moneyColumn('sales_before', 'Sales before | 上月收款'),
  moneyColumn('sales', 'Sales | 收款'),
  ratioColumn('sales_change', 'Change | 增减'),
  ratioColumn('fee_rate_before', 'Fees before | 上月费率'),
  ratioColumn('fee_rate', 'Fees | 费率'),
  integerColumn('fee_change_bps', '±bps | ±bps'),
  textColumn('currency', 'Currency | 币种', WIDE),
];

const SHOP_COLUMNS: readonly Column[] = [
  textColumn('platform', 'Platform | 平台'),
  textColumn('shop', 'Shop | 店铺'),
  ...MONEY_COLUMNS,
  textColumn('currency', 'Currency | 币种', WIDE),
];

const platformsReport: Report = {
  name: 'platforms',
  title: wordsOf('Platforms compared | 平台对比'),
  summary: wordsOf(
    'what each platform costs, how long it keeps the money, how often it is late or wrong | 各平台费率、到账天数、迟到率、差异率、在途',
  ),
  filters: ['platform'],
  async build(context) {
    const world = await loadPlatformWorld(context);
    const keys = new Set(
      [...world.bases, ...world.cycles, ...world.held, ...world.reserves].map((one) => groupOf(one)),
    );
    const wanted = [...keys].filter((key) => isWanted(key, context)).sort();
    return {
      schema: 'settle.report.platforms/1',
      title: platformsReport.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows: wanted.map((key) => platformRow(key, world)),
      sections: [...changeSection(wanted, world), shopSection(world, context)],
      notes: paidNotes(world.cycles),
    };
  },
};

export default platformsReport;

function groupOf({ platform, currency }: Placed): string {
  return `${platform}\n${currency}`;
}

function isWanted(key: string, { filters }: ReportContext): boolean {
  return filters.platform === undefined || key.startsWith(`${filters.platform}\n`);
}

function platformRow(key: string, world: PlatformWorld): Row {
  const [platform = '', code = ''] = key.split('\n');
  const currency = code as Currency;
  const own = <T extends Placed>(list: readonly T[]): readonly T[] => list.filter((one) => groupOf(one) === key);
  const cycles = own(world.cycles);
  const judged = cycles.filter((cycle) => cycle.isOnTime !== undefined);
  const rules = [...new Set(cycles.flatMap((cycle) => cycle.rule ?? []))];
  return {
    platform,
    rule: rules.length === 0 ? undefined : rules.join(', '),
    ...moneyCells(own(world.bases), own(world.fees), currency),
    ...lagCells('settled', joined(own(world.lags).map(({ days }) => days))),
    ...lagCells('lag', histogramOf(cycles.flatMap((cycle) => cycle.lagDays ?? []))),
    paid_to_bank: weightedMean(cycles.flatMap((cycle) => cycle.paidToBank ?? [])),
    late_rate: share(judged.filter((cycle) => cycle.isOnTime === false).length, judged.length),
    discrepancy_rate: discrepancyRate(own(world.sides)),
    ...heldCells(own(world.held), world.asOf, currency),
    frozen: money(plus(ZERO, ...own(world.reserves).map(({ open }) => open)), currency),
    currency,
  };
}

function moneyCells(bases: readonly FeeBase[], fees: readonly FeeSum[], currency: Currency): Row {
  const sum = (amounts: readonly Minor[]): Minor => plus(ZERO, ...amounts);
  const sales = sum(bases.map((one) => one.sales));
  const refunds = sum(bases.map((one) => one.refunds));
  const kept = sum(fees.flatMap((one) => [one.charged, (0 - one.returned) as Minor]));
  return {
    orders: bases.reduce((count, one) => count + one.count, 0),
    sales: money(sales, currency),
    refunds: money(refunds, currency),
    refund_rate: share(refunds, sales),
    fees: money(kept, currency),
    fee_rate: sales - refunds > 0 ? share(kept, sales - refunds) : undefined,
  };
}

/** Where one month is asked for and the books know the one before: sales, and what of them the platform kept. */
function changeSection(keys: readonly string[], world: PlatformWorld): readonly Section[] {
  const rows = keys.flatMap((key) => changeRow(key, world));
  if (rows.length === 0) return [];
  return [{ key: 'change', title: wordsOf('Against the month before | 较上月'), columns: CHANGES, rows }];
}

function changeRow(key: string, { bases, fees, before }: PlatformWorld): readonly Row[] {
  const own = <T extends Placed>(list: readonly T[]): readonly T[] => list.filter((one) => groupOf(one) === key);
  const [now, then] = [salesOf(own(bases)), salesOf(own(before.bases))];
  if (own(before.bases).length === 0) return [];
  const [rate, earlier] = [rateOf(own(bases), own(fees)), rateOf(own(before.bases), own(before.fees))];
  const change = rate === undefined || earlier === undefined ? undefined : rate.minus(earlier).times(10_000);
  const [platform = '', code = ''] = key.split('\n');
  const currency = code as Currency;
  return [
    {
      platform,
      sales_before: money(then, currency),
      sales: money(now, currency),
      sales_change: then > 0 ? share(now - then, then) : undefined,
      fee_rate_before: earlier?.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toNumber(),
      fee_rate: rate?.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toNumber(),
      fee_change_bps: change?.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
      currency,
    },
  ];
}

function salesOf(bases: readonly FeeBase[]): Minor {
  return plus(ZERO, ...bases.map((one) => one.sales));
}

/** What the fees came to of sales less refunds. */
function rateOf(bases: readonly FeeBase[], fees: readonly FeeSum[]): Decimal | undefined {
  const base = plus(ZERO, ...bases.map((one) => one.base));
  const kept = plus(ZERO, ...fees.flatMap((one) => [one.charged, (0 - one.returned) as Minor]));
  return base > 0 ? new Decimal(kept).dividedBy(base) : undefined;
}

function lagCells(key: string, histogram: Histogram): Row {
  const lags = lagsOf(histogram);
  return lags === undefined ? {} : { [`${key}_p50`]: lags.p50, [`${key}_p90`]: lags.p90, [`${key}_max`]: lags.max };
}

function joined(histograms: readonly Histogram[]): Histogram {
  const all = new Map<number, number>();
  for (const [days, times] of histograms.flatMap((one) => [...one])) all.set(days, (all.get(days) ?? 0) + times);
  return all;
}

/** Items with findings among those that something was to be matched with: sales, refunds and payouts of the platform. */
function discrepancyRate(sides: readonly SideSums[]): number | undefined {
  const counted = sides.filter(({ side }) => side.startsWith('platform_') || side === 'orders');
  const count = (name: keyof SideSums['standings']): number =>
    counted.reduce((total, { standings }) => total + standings[name].count, 0);
  return share(count('finding'), count('finding') + count('matched') + count('open'));
}

/** Sent or settled and not yet due, past due, and what comes next. */
function heldCells(held: readonly PlatformMoney[], asOf: Day, currency: Currency): Row {
  const isOverdue = ({ lastOn }: PlatformMoney): boolean => lastOn !== undefined && lastOn < asOf;
  const sum = (list: readonly PlatformMoney[]): Minor => plus(ZERO, ...list.map((one) => one.amount));
  const waiting = held.filter((one) => !isOverdue(one));
  const next = waiting.flatMap(({ dueOn }) => (dueOn !== undefined && dueOn >= asOf ? [dueOn] : [])).sort()[0];
  return {
    in_transit: money(sum(waiting), currency),
    overdue: money(sum(held.filter(isOverdue)), currency),
    next_date: next,
    next_amount: next === undefined ? undefined : money(sum(waiting.filter(({ dueOn }) => dueOn === next)), currency),
  };
}

/** What each shop sells and pays, where orders say which shop they are of. */
function shopSection(world: PlatformWorld, context: ReportContext): Section {
  const keyOf = (one: Placed & { readonly shop: string | undefined }): string => `${groupOf(one)}\n${one.shop ?? ''}`;
  const keys = [...new Set(world.bases.filter((one) => one.shop !== undefined).map(keyOf))];
  return {
    key: 'by_shop',
    title: wordsOf('By shop | 按店铺'),
    columns: SHOP_COLUMNS,
    rows: keys
      .filter((key) => isWanted(key, context))
      .sort(byKey((key) => key))
      .map((key) => {
        const [platform = '', code = '', shop = ''] = key.split('\n');
        const own = <T extends Placed & { readonly shop: string | undefined }>(list: readonly T[]): readonly T[] =>
          list.filter((one) => keyOf(one) === key);
        const currency = code as Currency;
        return { platform, shop, ...moneyCells(own(world.bases), own(world.fees), currency), currency };
      }),
  };
}
