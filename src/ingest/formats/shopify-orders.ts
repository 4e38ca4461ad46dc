import { ZERO, type Minor } from '../../model/money.ts';
import type { OrderStatus } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { platformWord } from './words/platforms.ts';

const columns = {
  orderNo: ['Name'],
  email: ['Email'],
  status: ['Financial Status'],
  paidAt: ['Paid at'],
  shippedAt: ['Fulfilled at'],
  fulfilment: ['Fulfillment Status'],
  currency: ['Currency'],
  subtotal: ['Subtotal'],
  shipping: ['Shipping'],
  total: ['Total'],
  discount: ['Discount Amount'],
  orderedAt: ['Created at'],
  item: ['Lineitem name'],
  billingName: ['Billing Name'],
  cancelledAt: ['Cancelled at'],
  method: ['Payment Method'],
  paymentNo: ['Payment Reference', 'Payment ID'],
  refunded: ['Refunded Amount'],
  dueOn: ['Next Payment Due At'],
} as const;
type Field = keyof typeof columns;

/**
 * Shopify · orders export (formats/intl.md 5c): one row a line item, of which only the first of an order has the
 * order's own cells. `Total` is what the customer owed, before anything given back.
 */
const shopifyOrders: FormatProfile<'orders', Field> = {
  id: 'shopify-orders',
  title: { en: 'Shopify orders export', zh: 'Shopify 订单导出' },
  kind: 'orders',
  platform: 'shopify',
  grade: 'B',
  joins: { en: 'Name = Order of Shopify Payments', zh: 'Name = Shopify Payments 的 Order' },
  columns,
  known: ['orderNo', 'status', 'orderedAt', 'currency', 'subtotal', 'total', 'item'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: (row) => {
    const orderNo = row.needId('orderNo');
    if (isFurtherItem(row)) return [];
    const method = row.text('method');
    return defined({
      line: row.line,
      orderNo,
      customer: row.text('billingName') ?? row.text('email'),
      orderedAt: row.needMoment('orderedAt'),
      paidAt: row.moment('paidAt'),
      shippedAt: row.moment('shippedAt'),
      status: statusOf(row),
      currency: row.currency,
      discount: notBelowZero(row, 'discount'),
      shipping: notBelowZero(row, 'shipping'),
      payable: notBelowZero(row, 'total') ?? row.needAmount('total'),
      refunded: notBelowZero(row, 'refunded'),
      dueOn: row.day('dueOn'),
      tradeNo: row.id('paymentNo'),
      paymentMethod: method === undefined ? undefined : platformWord(method),
    });
  },
};
export default shopifyOrders;

/** Further items repeat the order's name (and in some exports its day), but none of its money. */
function isFurtherItem(row: Row<Field>): boolean {
  const own: readonly Field[] = ['status', 'total', 'subtotal', 'currency'];
  return own.every((field) => row.text(field) === undefined);
}

const PAID: ReadonlySet<string> = new Set(['paid', 'refunded', 'partially_refunded']);
const UNPAID: ReadonlySet<string> = new Set(['pending', 'authorized', 'unpaid']);
const VOID: ReadonlySet<string> = new Set(['voided', 'expired']);

/** Financial Status → what was paid; the goods' own way decides between paid and shipped. Paid in part is neither. */
function statusOf(row: Row<Field>): OrderStatus | undefined {
  const words = (row.text('status') ?? '').toLowerCase().replace(/[\s-]+/gu, '_');
  if (PAID.has(words)) return row.text('fulfilment')?.toLowerCase() === 'fulfilled' ? 'shipped' : 'paid';
  if (VOID.has(words)) return 'cancelled';
  if (UNPAID.has(words)) return row.text('cancelledAt') === undefined ? 'unpaid' : 'cancelled';
  if (words !== 'partially_paid') row.remark('KIND_UNKNOWN', 'status');
  return undefined;
}

function notBelowZero(row: Row<Field>, field: Field): Minor | undefined {
  const amount = row.amount(field);
  if (amount !== undefined && amount < ZERO) row.fail('AMOUNT_SIGN', field);
  return amount;
}
