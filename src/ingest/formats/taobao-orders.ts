import { minus, ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { orderStatus } from './words/order-status.ts';

/** The 41 columns of 2016 and the newer ones; some names carry blanks at their end. */
const columns = {
  orderNo: ['订单编号'],
  tradeNo: ['支付单号'],
  due: ['买家应付货款'],
  shipping: ['买家应付邮费'],
  total: ['总金额'],
  paid: ['买家实际支付金额'],
  status: ['订单状态'],
  orderedAt: ['订单创建时间'],
  paidAt: ['订单付款时间'],
  shippedAt: ['发货时间'],
  confirmedAt: ['确认收货时间'],
  shop: ['店铺名称'],
  passedOn: ['打款商家金额'],
  refunded: ['退款金额'],
} as const;
type Field = keyof typeof columns;

/** 淘宝/天猫 · ExportOrderList (formats/cn.md §8). 订单编号 is the tid that the bills print in many ways. */
const taobaoOrders: FormatProfile<'orders', Field> = {
  id: 'taobao-orders',
  title: { en: 'Taobao / Tmall orders', zh: '淘宝/天猫订单' },
  kind: 'orders',
  platform: 'taobao',
  grade: 'A',
  joins: { en: '订单编号 = order no. in the Alipay and WeChat bills', zh: '订单编号 = 支付宝、微信账单中的订单号' },
  columns,
  known: ['orderNo', 'paid', 'status', 'orderedAt', ['due', 'total', 'passedOn']],
  never: ['子订单编号'],
  read: (row) => {
    const payable = payableOf(row);
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo'),
      platform: 'taobao',
      shop: row.text('shop'),
      orderedAt: row.needMoment('orderedAt'),
      paidAt: row.moment('paidAt'),
      shippedAt: row.moment('shippedAt'),
      confirmedAt: row.moment('confirmedAt'),
      status: orderStatus(row, 'status'),
      currency: row.currency,
      gross: row.amount('due'),
      shipping: row.amount('shipping'),
      payable,
      refunded: refundedOf(row, payable),
      tradeNo: row.id('tradeNo'),
    });
  },
};
export default taobaoOrders;

/** What the buyer paid; of an order nobody paid, what he was to pay. */
function payableOf(row: Row<Field>): Minor {
  const paid = row.needAmount('paid');
  if (paid < ZERO) row.fail('AMOUNT_SIGN', 'paid');
  if (paid !== ZERO || row.text('paidAt') !== undefined) return paid;
  return row.amount('total') ?? row.amount('due') ?? paid;
}

/**
 * 退款金额 where the export has it (`无退款申请` is none). Else, once receipt is confirmed, what was paid and not passed
 * on to the merchant (打款商家金额) went back to the buyer.
 */
function refundedOf(row: Row<Field>, paid: Minor): Minor | undefined {
  if (row.has('refunded')) return (row.text('refunded') ?? '无').startsWith('无') ? undefined : row.amount('refunded');
  const passedOn = row.amount('passedOn');
  if (passedOn === undefined || row.text('confirmedAt') === undefined || passedOn >= paid) return undefined;
  return minus(paid, passedOn);
}
