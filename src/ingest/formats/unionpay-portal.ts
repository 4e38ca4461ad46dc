import { absolute, ZERO } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { tradeAmounts } from '../rows/trade-amounts.ts';

const columns = {
  account: ['商户代码'],
  type: ['交易类型'],
  occurredAt: ['交易时间', '交易日期', '商户交易时间', '订单时间'],
  settledOn: ['银联系统日期', '清算日期'],
  orderNo: ['订单号', '商户订单号'],
  amount: ['交易金额（元）'],
  status: ['交易状态'],
  originalNo: ['原订单号', '原商户订单号'],
  tradeNo: ['系统跟踪号', '银联流水号', '交易查询流水号', '查询流水号'],
  fee: ['手续费（元）', '商户手续费（元）'],
} as const;
type Field = keyof typeof columns;

/** 银联商户服务平台 · 交易报表 (formats/cn.md §14): successful payments and what was taken back of them. */
const unionpayPortal: FormatProfile<'settlement', Field> = {
  id: 'unionpay-portal',
  title: { en: 'UnionPay merchant portal report (from documentation)', zh: '银联商户平台交易报表（据文档）' },
  kind: 'settlement',
  platform: 'unionpay',
  bill: 'trade',
  grade: 'B',
  joins: { en: '订单号, of a refund 原订单号 = order no.', zh: '订单号（退款取原订单号）= 订单号' },
  columns,
  known: ['account', 'settledOn', 'orderNo', 'amount', 'status'],
  read: (row) => {
    if (!hasMoved(row)) return undefined;
    const kind = kindOf(row);
    return defined({
      line: row.line,
      account: row.id('account'),
      occurredAt: row.moment('occurredAt') ?? row.needMoment('settledOn'),
      settledOn: row.day('settledOn'),
      ...numbersOf(row, kind),
      tradeNo: numberOrNone(row.id('tradeNo')),
      ...tradeAmounts(kind, absolute(row.needAmount('amount')), row.amount('fee') ?? ZERO),
      currency: row.currency,
      typeWords: row.text('type'),
    });
  },
};
export default unionpayPortal;

const MOVED = /^(?:交易|支付|消费|退货|退款|撤销|消费撤销)?(?:已?成功|完成)$/u;
const NOT_MOVED = /失败|不成功|未|关闭|取消|超时|处理中|待|拒绝|异常/u;

/** What failed or hasn't happened is pending; a status nobody knows could be either. */
function hasMoved(row: Row<Field>): boolean {
  const status = row.needText('status');
  if (NOT_MOVED.test(status)) return false;
  if (!MOVED.test(status)) row.fail('KIND_UNKNOWN', 'status');
  return true;
}

function kindOf(row: Row<Field>): 'sale' | 'refund' {
  const type = row.text('type') ?? '';
  if (/撤销|退货|退款|冲正/u.test(type)) return 'refund';
  if (!/消费|支付|预授权完成/u.test(type)) row.fail('KIND_UNKNOWN', 'type');
  return 'sale';
}

/** What undoes a payment has a number of its own and names the payment's. */
function numbersOf(row: Row<Field>, kind: 'sale' | 'refund'): { readonly orderNo: string; readonly refundNo?: string } {
  const orderNo = row.needId('orderNo');
  const original = kind === 'refund' ? numberOrNone(row.id('originalNo')) : undefined;
  return original === undefined ? { orderNo } : { orderNo: original, refundNo: orderNo };
}
