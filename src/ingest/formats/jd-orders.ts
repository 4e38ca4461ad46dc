import { plus, ZERO } from '../../model/money.ts';
import type { OrderStatus } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  orderNo: ['订单号', '订单编号'],
  payable: ['商家应收', '商家应收金额'],
  status: ['订单状态'],
  sku: ['商家SKUID'],
  goodsId: ['商品ID'],
  quantity: ['订购数量'],
  orderedAt: ['下单时间'],
  paidAt: ['付款确认时间'],
} as const;
type Field = keyof typeof columns;

/** 京东 · 订单 export of the seller's centre, at least these columns (formats/cn.md §9). */
const jdOrders: FormatProfile<'orders', Field> = {
  id: 'jd-orders',
  title: { en: 'JD orders', zh: '京东订单' },
  kind: 'orders',
  platform: 'jd',
  grade: 'B',
  joins: { en: '订单号 = 订单编号 of the settlement', zh: '订单号 = 结算明细的订单编号' },
  columns,
  known: ['orderNo', 'payable', 'status', 'quantity', 'orderedAt', 'paidAt'],
  // One row for each of an order's goods, its own share of the money beside it.
  joined: (above, row) =>
    above.orderNo === row.orderNo ? { ...above, payable: plus(above.payable, row.payable) } : undefined,
  read: (row) => {
    const payable = row.needAmount('payable');
    if (payable < ZERO) row.fail('AMOUNT_SIGN', 'payable');
    const orderedAt = row.moment('orderedAt');
    const paidAt = row.moment('paidAt');
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo'),
      platform: 'jd',
      orderedAt: orderedAt ?? (paidAt === undefined ? row.needMoment('orderedAt') : undefined),
      paidAt,
      status: statusOf(row),
      currency: row.currency,
      payable,
    });
  },
};
export default jdOrders;

/** First fit: `(删除)锁定`, `(删除)等待出库` are orders taken back, whatever state they were in. */
const STATUSES: readonly (readonly [words: RegExp, status: OrderStatus])[] = [
  [/删除|取消|关闭/u, 'cancelled'],
  [/完成|妥投/u, 'completed'],
  [/等待(?:付款|支付)|未付款|待付款/u, 'unpaid'],
  [/确认收货|已出库|已发货|配送|待收货/u, 'shipped'],
  [/出库|打印|发货|锁定|暂停|已付款|等待|货到/u, 'paid'],
];

/** An unknown status is a remark, the order is taken without it. */
function statusOf(row: Row<Field>): OrderStatus | undefined {
  const words = row.text('status');
  if (words === undefined) return undefined;
  const status = STATUSES.find(([pattern]) => pattern.test(words))?.[1];
  if (status === undefined) row.remark('KIND_UNKNOWN', 'status');
  return status;
}
