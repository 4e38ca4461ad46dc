import { absolute, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { numberOrNone } from '../rows/number-or-none.ts';

const columns = {
  orderNo: ['订单号', '订单编号'],
  goods: ['商品名称'],
  orderedAt: ['订单创建时间'],
  settledAt: ['结算时间', '实际结算时间', '订单结算时间', '入账时间'],
  paid: ['订单实付(元)'],
  platformSubsidy: ['平台补贴(元)'],
  authorSubsidy: ['主播补贴(元)'],
  income: ['合计收入(元)'],
  refund: ['订单退款(元)'],
  serviceFee: ['技术服务费(元)'],
  commission: ['达人佣金(元)'],
  leaderCommission: ['团长佣金(元)'],
  promoterCommission: ['快赚客佣金(元)'],
  settled: ['结算金额(元)', '实际结算金额(元)'],
} as const;
type Field = keyof typeof columns;

const SUBSIDIES: readonly Field[] = ['platformSubsidy', 'authorSubsidy'];
const CHARGES: readonly Field[] = ['serviceFee', 'commission', 'leaderCommission', 'promoterCommission'];

/**
 * 快手 · 已结算订单 (formats/cn.md §12): an order a row with what was paid for it and what was kept. Its fields are
 * known, a file wasn't seen: deductions are taken whatever their sign, and the file's own sums must agree.
 */
const kuaishouSettlement: FormatProfile<'settlement', Field> = {
  id: 'kuaishou-settlement',
  title: { en: 'Kuaishou settled orders (from documentation)', zh: '快手结算订单（据文档）' },
  kind: 'settlement',
  platform: 'kuaishou',
  bill: 'trade',
  grade: 'C',
  joins: { en: '订单号 = order no.', zh: '订单号 = 订单号' },
  columns,
  known: ['orderNo', 'orderedAt', 'paid', 'income', 'refund', 'serviceFee'],
  read: (row) => {
    const paid = row.needAmount('paid');
    const subsidy = sumOf(row, SUBSIDIES, (amount) => amount);
    if (plus(paid, subsidy) !== row.needAmount('income')) row.fail('CONTROL_TOTAL_DIFFERS', 'income');
    const refund = negate(absolute(row.amount('refund') ?? ZERO));
    const charged = sumOf(row, CHARGES, (amount) => negate(absolute(amount)));
    const settled = row.amount('settled');
    if (settled !== undefined && plus(paid, subsidy, refund, charged) !== settled) {
      row.fail('CONTROL_TOTAL_DIFFERS', 'settled');
    }
    const parts: readonly (readonly [LineKind, Minor])[] = [
      ['sale', paid],
      ['subsidy', subsidy],
      ['refund', refund],
      ['commission', charged],
    ];
    return parts.filter(([kind, amount]) => kind === 'sale' || amount !== ZERO).map((part) => lineOf(row, part));
  },
};
export default kuaishouSettlement;

function sumOf(row: Row<Field>, fields: readonly Field[], signed: (amount: Minor) => Minor): Minor {
  return plus(...fields.map((field) => signed(row.amount(field) ?? ZERO)));
}

function lineOf(row: Row<Field>, [kind, gross]: readonly [LineKind, Minor]): SettlementLine {
  return defined({
    line: row.line,
    kind,
    occurredAt: row.moment('settledAt') ?? row.needMoment('orderedAt'),
    orderNo: numberOrNone(row.needId('orderNo')),
    ...lineAmounts(kind, gross, ZERO),
    currency: row.currency,
    memo: row.text('goods'),
  });
}
