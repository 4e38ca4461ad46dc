import type { Row } from '../model/table.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import { orderStages, type OrderStages } from './order-stages.ts';
import type { Report, ReportContext } from './report.ts';
import { STAGE_WORDS } from './stage-words.ts';

const KINDS = { shop: wordsOf('shop | 店铺'), customer: wordsOf('customer | 客户') };

/** The first order of each shop (of a shop without a name: of its platform), and of each customer on account. */
const FIRSTS = {
  shop: `o.id IN (
  SELECT id FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY COALESCE(shop, platform) ORDER BY COALESCE(ordered_at, paid_at), order_no) AS nth
    FROM v_order WHERE COALESCE(shop, platform) IS NOT NULL
  ) AS by_shop WHERE nth = 1)`,
  customer: `o.id IN (
  SELECT id FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY COALESCE(ordered_at, paid_at), order_no) AS nth
    FROM v_order WHERE customer IS NOT NULL AND (paid_at IS NULL OR customer IN (SELECT customer FROM v_customer))
  ) AS by_customer WHERE nth = 1)`,
} as const;

const report: Report = {
  name: 'first-orders',
  title: wordsOf('First orders | 首单跟踪'),
  summary: wordsOf(
    'the first order of each shop and of each customer on account, and where it stands | 各店铺、各赊销客户的首单及其进展',
  ),
  filters: ['platform', 'shop', 'customer'],
  async build(context) {
    const rows = [...(await firsts(context, 'shop')), ...(await firsts(context, 'customer'))];
    return {
      schema: 'settle.report.first-orders/1',
      title: report.title,
      facts: factsOf(context),
      columns: [
        textColumn('kind', 'New | 新增', { values: KINDS }),
        textColumn('name', 'Name | 名称'),
        textColumn('ref', 'First order | 首单', { whole: true }),
        dayColumn('ordered', 'Ordered | 下单日'),
        moneyColumn('amount', 'Amount | 金额'),
        textColumn('currency', 'Currency | 币种', WIDE),
        textColumn('stage', 'Stands at | 所处环节', { values: STAGE_WORDS }),
        dayColumn('since', 'Since | 自'),
        dayColumn('paid', 'Paid | 付款日', WIDE),
        dayColumn('settled', 'Settled | 结算日', WIDE),
        dayColumn('in_bank', 'In the bank | 到账日', WIDE),
        textColumn('platform', 'Platform | 平台', WIDE),
        textColumn('file', 'File | 文件', WIDE),
        integerColumn('line', 'Line | 行', WIDE),
      ],
      rows,
      totals: { count: rows.length },
    };
  },
};

export default report;

async function firsts(context: ReportContext, kind: keyof typeof FIRSTS): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of orderStages(context, FIRSTS[kind])) {
    rows.push(...batch.filter((one) => isWanted(one, kind, context)).map((one) => rowOf(one, kind)));
  }
  return rows;
}

function rowOf(one: OrderStages, kind: keyof typeof FIRSTS): Row {
  const { state, days } = one;
  return {
    kind,
    name: kind === 'shop' ? (one.shop ?? one.platform) : one.customer,
    ref: `order:${one.orderNo}`,
    ordered: days.ordered,
    amount: money(one.amount, one.currency),
    currency: one.currency,
    stage: state,
    since: state === 'cancelled' || state === 'refunded' ? undefined : days[state],
    paid: days.paid,
    settled: days.settled,
    in_bank: days['in-bank'],
    platform: one.platform,
    file: one.file,
    line: one.line,
  };
}

function isWanted(one: OrderStages, kind: keyof typeof FIRSTS, { filters, period }: ReportContext): boolean {
  return (
    isListed(one.days.ordered, period) &&
    (filters.platform ?? one.platform) === one.platform &&
    (filters.shop === undefined || (kind === 'shop' && one.shop === filters.shop)) &&
    (filters.customer === undefined || (kind === 'customer' && one.customer === filters.customer))
  );
}
