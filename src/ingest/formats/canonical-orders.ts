import { ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { orderStatus } from './words/order-status.ts';
import { platformId, platformWord } from './words/platforms.ts';

/** CLI.md's columns, then the names that shop exports commonly use for the same thing. */
const columns = {
  orderNo: ['order_no', '订单号', '订单编号', '商户订单号', '商家订单号'],
  platform: ['platform', '平台', '平台名称', '渠道'],
  shop: ['shop', '店铺', '店铺名称'],
  customer: ['customer', '客户', '客户名称'],
  orderedAt: ['ordered_at', '下单时间', '订单时间', '创建时间', '订单创建时间'],
  paidAt: ['paid_at', '付款时间', '支付时间'],
  shippedAt: ['shipped_at', '发货时间'],
  confirmedAt: ['confirmed_at', '确认收货时间', '收货时间', '完成时间'],
  status: ['status', '状态', '订单状态'],
  currency: ['currency', '币种'],
  gross: ['gross', '商品金额', '商品总额'],
  discount: ['discount', '优惠金额', '优惠'],
  shipping: ['shipping', '运费'],
  payable: ['payable', '应付金额', '应收金额', '实付金额'],
  refunded: ['refunded', '退款金额', '已退金额'],
  dueOn: ['due_on', '到期日', '到期日期'],
  salesperson: ['salesperson', '业务员', '销售员'],
  tradeNo: ['trade_no', '交易号', '支付流水号', '平台交易号'],
  paymentMethod: ['payment_method', '付款方式', '支付方式'],
} as const;
type Field = keyof typeof columns;

/** 规范订单表: orders of any system, in the columns of CLI.md. */
const canonicalOrders: FormatProfile<'orders', Field> = {
  id: 'canonical-orders',
  title: { en: 'Orders (canonical CSV)', zh: '订单（规范 CSV）' },
  kind: 'orders',
  grade: 'A',
  joins: { en: 'order no., trade no.', zh: '订单号、交易号' },
  columns,
  known: ['orderNo', 'payable', ['orderedAt', 'paidAt']],
  general: true,
  example: {
    orderNo: 'SO20260601001',
    platform: '微信支付',
    shop: '自营商城',
    orderedAt: '2026-06-01 09:12:01',
    paidAt: '2026-06-01 09:12:09',
    status: '已付款',
    currency: 'CNY',
    gross: '138.00',
    discount: '10.00',
    shipping: '0.00',
    payable: '128.00',
    refunded: '0.00',
    salesperson: '王',
    paymentMethod: '微信支付',
  },
  read: (row) => {
    const platform = row.text('platform');
    const method = row.text('paymentMethod');
    refuseUndated(row);
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo'),
      platform: platform === undefined ? undefined : platformId(platform),
      shop: row.text('shop'),
      customer: row.text('customer'),
      orderedAt: row.moment('orderedAt'),
      paidAt: row.moment('paidAt'),
      shippedAt: row.moment('shippedAt'),
      confirmedAt: row.moment('confirmedAt'),
      status: orderStatus(row, 'status'),
      currency: row.currency,
      gross: positive(row, 'gross'),
      discount: positive(row, 'discount'),
      shipping: positive(row, 'shipping'),
      payable: positive(row, 'payable') ?? row.needAmount('payable'),
      refunded: positive(row, 'refunded'),
      dueOn: row.day('dueOn'),
      salesperson: row.text('salesperson'),
      tradeNo: row.id('tradeNo'),
      paymentMethod: method === undefined ? undefined : platformWord(method),
    });
  },
};
export default canonicalOrders;

/** An order without any day belongs to no month. */
function refuseUndated(row: Row<Field>): void {
  if (row.text('orderedAt') !== undefined || row.text('paidAt') !== undefined) return;
  row.fail('DATE_UNREADABLE', row.has('orderedAt') ? 'orderedAt' : 'paidAt');
}

function positive(row: Row<Field>, field: Field): Minor | undefined {
  const amount = row.amount(field);
  if (amount !== undefined && amount < ZERO) row.fail('AMOUNT_SIGN', field);
  return amount;
}
