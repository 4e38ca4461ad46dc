import { Decimal, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Column, Note, Row, Section } from '../model/table.ts';
import { byKey, integerColumn, money, moneyColumn, ratioColumn, share, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf } from './facts.ts';
import { fillFeeBooks, monthBefore, newFeeBook, type FeeBase, type FeeKey, type FeeSum } from './fee-lines.ts';
import { loadBatchFees } from './fee-batch-lines.ts';
import { batchNotes, batchSection } from './fee-batches.ts';
import { outlierSection } from './fee-outliers.ts';
import { withShops } from './fee-shops.ts';
import { trendContext, trendSection } from './fee-trend.ts';
import { note } from './notes.ts';
import { platformOfAccounts } from './platform-names.ts';
import type { Report, ReportContext } from './report.ts';

const KINDS = {
  payment: wordsOf('payment fee | 支付手续费'),
  commission: wordsOf('commission | 佣金/推广'),
  service: wordsOf('service fee | 平台服务费'),
  withdrawal: wordsOf('withdrawal fee | 提现费'),
  tax: wordsOf('tax | 税'),
  chargeback: wordsOf('chargeback fee | 拒付费'),
  unknown: wordsOf('unknown deduction | 未知扣款'),
};
const WHERE: readonly Column[] = [
  textColumn('month', 'Month | 月份'),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户'),
  textColumn('shop', 'Shop | 店铺', WIDE),
];

const COLUMNS: readonly Column[] = [
  ...WHERE,
  textColumn('fee_kind', 'Kind | 费用类型', { values: KINDS }),
  integerColumn('count', 'Lines | 笔数', WIDE),
  moneyColumn('base', 'Sales less refunds | 计费基数', WIDE),
  textColumn('contract_rate', 'Contract | 合同费率', WIDE),
  moneyColumn('expected', 'Contract | 应收费用'),
  moneyColumn('on_total', 'Rate on total | 按总额计费', WIDE),
  moneyColumn('charged', 'Charged | 实扣费用'),
  moneyColumn('difference', 'Diff. | 差异'),
  moneyColumn('returned', 'Returned | 退款返还'),
  moneyColumn('net', 'Net fee | 净费用', WIDE),
  moneyColumn('not_returned', 'Not returned | 未返还', WIDE),
  moneyColumn('without_order', 'Without order | 无订单扣款', WIDE),
  ratioColumn('effective_rate', 'Rate | 费率', WIDE),
  integerColumn('change_bps', '±bps | ±bps', WIDE),
  textColumn('currency', 'Currency | 币种', WIDE),
];

/** Charged − returned = net fee, as the wallets' roll-forward has it; net fee ÷ sales less refunds = rate. */
const TOTAL_COLUMNS: readonly Column[] = [
  ...WHERE.filter(({ key }) => key !== 'shop'),
  moneyColumn('charged', 'Charged | 实扣费用'),
  moneyColumn('returned', 'Returned | 退款返还'),
  moneyColumn('net', 'Net fee | 净费用'),
  moneyColumn('base', 'Sales less refunds | 计费基数'),
  ratioColumn('effective_rate', 'Rate | 费率'),
  integerColumn('change_bps', '±bps | ±bps'),
  textColumn('currency', 'Currency | 币种', WIDE),
];

const fees: Report = {
  name: 'fees',
  title: wordsOf('Fees of the platforms | 平台手续费分析'),
  summary: wordsOf(
    'what contracts allow beside what was charged, effective rates of twelve months, outliers | 合同费用与实扣费用对照、近十二个月费率、异常明细',
  ),
  filters: ['account', 'platform', 'shop'],
  async build(context) {
    const platforms = await platformOfAccounts(context);
    const isWanted = wanted(context, platforms);
    const yearAsked = trendContext(context);
    const [asked, year] = [newFeeBook(context), newFeeBook(yearAsked)];
    await fillFeeBooks(context, [asked, year]);
    const { sums, bases } = asked.sums();
    const world = { context, platforms, bases: bases.filter(isWanted), sums: sums.filter(isWanted) };
    const missing = await notReturned(context);
    const trend = trendSection(yearAsked.period.from, year.sums(), { platforms, isWanted });
    const outliers = await outlierSection(context, { platforms, isWanted });
    const batches = (await loadBatchFees(context)).filter((one) => isWanted({ ...one, shop: context.filters.shop }));
    const rows = world.sums
      .filter((one) => isListedMonth(one, context))
      .sort(byKey(keyOf))
      .map((one) => feeRow(one, world, missing));
    const months = monthsSection(world);
    return {
      schema: 'settle.report.fees/1',
      title: fees.title,
      facts: factsOf(context),
      columns: withShops(COLUMNS, rows),
      rows,
      sections: [months, trend, batchSection(batches), outliers.section],
      notes: [...batchNotes(batches), ...outliers.notes, ...rateNotes([...months.rows, ...trend.rows])],
    };
  },
};

export default fees;

interface World {
  readonly context: ReportContext;
  readonly platforms: ReadonlyMap<string, string>;
  readonly sums: readonly FeeSum[];
  readonly bases: readonly FeeBase[];
}

type Placed = Pick<FeeKey, 'account' | 'shop'>;

function wanted({ filters }: ReportContext, platforms: ReadonlyMap<string, string>): (one: Placed) => boolean {
  const { account, platform, shop } = filters;
  return (one) =>
    (account === undefined || one.account === account) &&
    (platform === undefined || platforms.get(one.account) === platform) &&
    (shop === undefined || one.shop === shop);
}

/** The month before the first one is there for its rates only. */
function isListedMonth({ month }: FeeKey, { period }: ReportContext): boolean {
  return period === undefined || month >= period.from.slice(0, 7);
}

function keyOf(one: FeeKey & { readonly kind?: string }): string {
  return [one.month, one.account, one.shop ?? '', one.currency, one.kind ?? ''].join('\n');
}

function feeRow(one: FeeSum, world: World, missing: ReadonlyMap<string, Minor>): Row {
  const { currency } = one;
  const before = world.sums.find((other) => keyOf(other) === keyOf({ ...one, month: monthBefore(one.month) }));
  const isPayment = one.kind === 'payment';
  return {
    ...placeOf(one, world),
    fee_kind: one.kind,
    count: one.count,
    base: money(baseOf(one, world), currency),
    contract_rate: isPayment ? contractRate(one, world.context) : undefined,
    expected: money(one.expected, currency),
    on_total: money(one.onTotal, currency),
    charged: money(one.charged, currency),
    difference: one.expected === undefined ? undefined : money(minus(one.charged, one.expected), currency),
    returned: money(one.returned, currency),
    net: money(minus(one.charged, one.returned), currency),
    not_returned: isPayment
      ? money(missing.get(`${one.month}\n${one.account}\n${currency}`) ?? ZERO, currency)
      : undefined,
    without_order: money(one.withoutOrder, currency),
    ...rateCells([one], before === undefined ? undefined : [before], world),
    currency,
  };
}

function placeOf({ month, account, shop }: FeeKey, { platforms }: World): Row {
  return { month, platform: platforms.get(account), account, shop };
}

/** The rates of the account's contract in the month, as they were agreed. */
function contractRate({ account, month }: FeeKey, { settings }: ReportContext): string | undefined {
  const agreed = settings.accounts.find((one) => one.id === account)?.fees ?? [];
  const inForce = agreed.filter(({ from, to }) => (from ?? '') <= `${month}-31` && (to ?? '9999') >= `${month}-01`);
  const rates = inForce.map(({ rate }) => `${rate.times(100).toFixed()}%`);
  return rates.length === 0 ? undefined : [...new Set(rates)].join(', ');
}

function baseOf(key: FeeKey, { bases }: World): Minor {
  const name = keyOf({ ...key, kind: '' });
  return plus(ZERO, ...bases.filter((one) => keyOf(one) === name).map(({ base }) => base));
}

/** (charged − returned) ÷ (sales − refunds), and how far that is from the month before, in hundredths of a percent. */
function rateCells(now: readonly FeeSum[], before: readonly FeeSum[] | undefined, world: World): Row {
  const rate = rateOf(now, world);
  const earlier = before === undefined ? undefined : rateOf(before, world);
  if (rate === undefined) return {};
  const change = earlier === undefined ? undefined : rate.minus(earlier).times(10_000);
  return {
    effective_rate: share(...fraction(now, world)),
    change_bps: change?.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
  };
}

function rateOf(sums: readonly FeeSum[], world: World): Decimal | undefined {
  const [kept, base] = fraction(sums, world);
  return base <= 0 ? undefined : new Decimal(kept).dividedBy(base);
}

function fraction(sums: readonly FeeSum[], world: World): [number, number] {
  const [first] = sums;
  const kept = plus(ZERO, ...sums.map((one) => minus(one.charged, one.returned)));
  const base = first === undefined ? ZERO : baseOf(first, world);
  return [kept, Math.max(0, base)];
}

/** Fees of all kinds and shops together, an account and month a line: what the wallet's roll-forward calls fees. */
function monthsSection({ platforms, ...world }: World): Section {
  const sums = world.sums.map(ofAllShops);
  const all: World = { ...world, platforms, sums, bases: world.bases.map(ofAllShops) };
  const groups = new Map<string, FeeSum[]>();
  for (const one of sums) {
    const key = keyOf({ ...one, kind: '' });
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const listed = [...groups].filter(([, [first]]) => first !== undefined && isListedMonth(first, world.context));
  const rows = listed.sort(byKey(([key]) => key)).flatMap(([, own]) => {
    const [first] = own;
    const before = first && groups.get(keyOf({ ...first, month: monthBefore(first.month), kind: '' }));
    return first === undefined ? [] : [monthRow(first, { own, before }, all)];
  });
  return { key: 'by_month', title: wordsOf('All fees, by month | 各月费用合计'), columns: TOTAL_COLUMNS, rows };
}

function ofAllShops<T extends FeeKey>(one: T): T {
  return { ...one, shop: undefined };
}

function monthRow(
  first: FeeSum,
  { own, before }: { readonly own: readonly FeeSum[]; readonly before: readonly FeeSum[] | undefined },
  world: World,
): Row {
  const { currency, month, account } = first;
  const charged = plus(ZERO, ...own.map((one) => one.charged));
  const returned = plus(ZERO, ...own.map((one) => one.returned));
  return {
    month,
    platform: world.platforms.get(account),
    account,
    charged: money(charged, currency),
    returned: money(returned, currency),
    net: money(minus(charged, returned), currency),
    base: money(baseOf(first, world), currency),
    ...rateCells(own, before, world),
    currency,
  };
}

/** Fees that should have come back with refunds and didn't, by month, account and currency. */
async function notReturned(context: ReportContext): Promise<ReadonlyMap<string, Minor>> {
  const sums = new Map<string, Minor>();
  for (const { code, date, account, currency, difference } of await context.findings()) {
    if (code !== 'fee-not-returned' || account === undefined || difference === undefined) continue;
    const key = `${date.slice(0, 7)}\n${account}\n${currency}`;
    sums.set(key, minus(sums.get(key) ?? ZERO, difference));
  }
  return sums;
}

function rateNotes(months: readonly Row[]): readonly Note[] {
  if (months.length === 0) return [];
  const rate = note(
    'Net fee: charged less returned with refunds. Rate: net fee ÷ sales less refunds; none where more was refunded than sold.',
    '净费用：实扣减退款返还。费率：净费用 ÷ 计费基数（销售减退款）；退款不少于销售的月份不列。',
  );
  if (months.every((row) => row['change_bps'] === undefined)) return [rate];
  return [
    rate,
    note(
      '±bps: the rate against the month before, or all twelve months together, in hundredths of a percent.',
      '±bps：费率较上月（或较十二个月合计）的变化，单位为万分之一。',
    ),
  ];
}
