import type { Moment } from '../../model/day.ts';
import { defined } from '../defined.ts';
import { readMoment } from '../moment.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { orderStatus } from './words/order-status.ts';

/** The order of the columns varies; 订单成交时间 stands first or last, and may be empty. */
const columns = {
  orderNo: ['订单号'],
  status: ['订单状态'],
  gross: ['商品总价(元)'],
  shipping: ['邮费(元)'],
  discount: ['店铺优惠折扣(元)'],
  paid: ['用户实付金额(元)'],
  payable: ['商家实收金额(元)'],
  shippedAt: ['发货时间'],
  confirmedAt: ['确认收货时间'],
  orderedAt: ['订单成交时间'],
} as const;
type Field = keyof typeof columns;

/**
 * 拼多多 · 订单 (formats/cn.md §10). What the bill credits is 商家实收金额, which holds the platform's discount, not what
 * the buyer paid.
 */
const pddOrders: FormatProfile<'orders', Field> = {
  id: 'pdd-orders',
  title: { en: 'Pinduoduo orders', zh: '拼多多订单' },
  kind: 'orders',
  platform: 'pdd',
  grade: 'B',
  joins: { en: '订单号 = 商户订单号 of the fund bill', zh: '订单号 = 账务明细的商户订单号' },
  columns,
  known: ['orderNo', 'status', 'paid', 'payable', ['orderedAt', 'confirmedAt']],
  read: (row) => {
    const orderNo = row.needId('orderNo');
    return defined({
      line: row.line,
      orderNo,
      platform: 'pdd',
      orderedAt: row.moment('orderedAt') ?? dayInNumber(row, orderNo),
      shippedAt: row.moment('shippedAt'),
      confirmedAt: row.moment('confirmedAt'),
      status: orderStatus(row, 'status'),
      currency: row.currency,
      gross: row.amount('gross'),
      discount: row.amount('discount'),
      shipping: row.amount('shipping'),
      payable: row.needAmount('payable'),
    });
  },
};
export default pddOrders;

/** `260517-607198970000003` was given on 2026-05-17; around midnight the deal may be a day off, hence the remark. */
function dayInNumber(row: Row<Field>, orderNo: string): Moment | undefined {
  const digits = /^(\d{6})-\d+$/.exec(orderNo)?.[1];
  const day = digits === undefined ? undefined : readMoment(`20${digits}`, 'ymd');
  if (day?.ok === true) {
    row.remark('DATE_UNREADABLE', 'orderedAt');
    return day.moment;
  }
  row.fail('DATE_UNREADABLE', row.has('orderedAt') ? 'orderedAt' : 'orderNo');
  return undefined;
}
