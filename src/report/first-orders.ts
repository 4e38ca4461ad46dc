import type { Row } from '../model/table.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import { loadOrderStages, type OrderStages } from './order-stages.ts';
import type { Report, ReportContext } from './report.ts';
import { STAGE_WORDS } from './stage-words.ts';

const KINDS = { shop: wordsOf('shop | 店铺'), customer: wordsOf('customer | 客户') };

/** Whose first orders are asked for, and which orders count for them. */
const OWNERS = {
  // A shop without a name is its platform's.
  shop: { name: 'COALESCE(o.shop, o.platform)', counted: 'COALESCE(o.shop, o.platform) IS NOT NULL' },
  // Of customers on account; others come once.
  customer: {
    name: 'o.customer',
    counted: 'o.customer IS NOT NULL AND (o.paid_at IS NULL OR o.customer IN (SELECT u.customer FROM v_customer u))',
  },
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

async function firsts(context: ReportContext, kind: keyof typeof OWNERS): Promise<readonly Row[]> {
  const orders = await loadOrderStages(context, firstNumbers(kind));
  return orders.filter((one) => isWanted(one, kind, context)).map((one) => rowOf(one, kind));
}

/** The lowest number among the orders of each owner's earliest moment: only they are looked at twice. */
function firstNumbers(kind: keyof typeof OWNERS): string {
  const { name, counted } = OWNERS[kind];
  return `
    SELECT MIN(o.order_no) AS order_no FROM v_order o
    WHERE ${counted} AND (${name}, COALESCE(o.ordered_at, o.paid_at)) IN (
      SELECT ${name}, MIN(COALESCE(o.ordered_at, o.paid_at)) FROM v_order o WHERE ${counted} GROUP BY ${name})
    GROUP BY ${name}`;
}

function rowOf(one: OrderStages, kind: keyof typeof OWNERS): Row {
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

function isWanted(one: OrderStages, kind: keyof typeof OWNERS, { filters, period }: ReportContext): boolean {
  return (
    isListed(one.days.ordered, period) &&
    (filters.platform ?? one.platform) === one.platform &&
    (filters.shop === undefined || (kind === 'shop' && one.shop === filters.shop)) &&
    (filters.customer === undefined || (kind === 'customer' && one.customer === filters.customer))
  );
}
