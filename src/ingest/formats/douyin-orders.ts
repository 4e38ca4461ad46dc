import { ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { orderStatus } from './words/order-status.ts';

const columns = {
  mainOrderNo: ['主订单编号'],
  orderNo: ['子订单编号'],
  payable: ['订单应付金额'],
  shipping: ['运费'],
  discount: ['商家实际承担优惠金额'],
  orderedAt: ['订单提交时间'],
  paidAt: ['支付完成时间'],
  shippedAt: ['发货时间'],
  confirmedAt: ['订单完成时间'],
  status: ['订单状态'],
} as const;
type Field = keyof typeof columns;

/**
 * 抖店 · 订单 (formats/cn.md §11): one row a sub-order, as the ledger settles them. Cells are wrapped in tabs, `-` is
 * empty. Of several exports the newer status is kept by the books.
 */
const douyinOrders: FormatProfile<'orders', Field> = {
  id: 'douyin-orders',
  title: { en: 'Douyin orders', zh: '抖店订单' },
  kind: 'orders',
  platform: 'douyin',
  grade: 'B',
  joins: { en: '子订单编号 = 子订单号 of the settlement details', zh: '子订单编号 = 动账明细的子订单号' },
  columns,
  known: ['mainOrderNo', 'orderNo', 'payable', 'orderedAt', 'status'],
  read: (row) => {
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo'),
      platform: 'douyin',
      orderedAt: row.moment('orderedAt') ?? row.needMoment('orderedAt'),
      paidAt: row.moment('paidAt'),
      shippedAt: row.moment('shippedAt'),
      confirmedAt: row.moment('confirmedAt'),
      status: orderStatus(row, 'status'),
      currency: row.currency,
      discount: row.amount('discount'),
      shipping: row.amount('shipping'),
      payable: payableOf(row),
    });
  },
};
export default douyinOrders;

function payableOf(row: Row<Field>): Minor {
  const payable = row.needAmount('payable');
  if (payable < ZERO) row.fail('AMOUNT_SIGN', 'payable');
  return payable;
}
