import { absolute, minus, plus, ZERO, type Minor } from '../../model/money.ts';
import type { OrderRow, OrderStatus } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  orderNo: ['amazon-order-id', 'order-id'],
  orderedAt: ['purchase-date'],
  paidAt: ['payments-date'],
  status: ['order-status'],
  itemStatus: ['item-status'],
  channel: ['sales-channel'],
  buyer: ['buyer-name', 'recipient-name'],
  currency: ['currency'],
  price: ['item-price'],
  tax: ['item-tax'],
  shipping: ['shipping-price'],
  shippingTax: ['shipping-tax'],
  giftWrap: ['gift-wrap-price'],
  giftWrapTax: ['gift-wrap-tax'],
  discount: ['item-promotion-discount'],
  shippingDiscount: ['ship-promotion-discount'],
} as const;
type Field = keyof typeof columns;

const OWED = ['price', 'tax', 'shipping', 'shippingTax', 'giftWrap', 'giftWrapTax'] as const satisfies readonly Field[];
const TAKEN_OFF = ['discount', 'shippingDiscount'] as const satisfies readonly Field[];

/** Amazon · seller's orders, flat file (formats/intl.md 6d): a row an item, an order's items one below the other. */
const amazonOrders: FormatProfile<'orders', Field> = {
  id: 'amazon-orders',
  title: { en: 'Amazon orders, flat file (from documentation)', zh: '亚马逊订单报告（平面文件）（据文档）' },
  kind: 'orders',
  platform: 'amazon',
  grade: 'C',
  joins: { en: 'amazon-order-id', zh: 'amazon-order-id' },
  columns,
  known: ['orderNo', 'orderedAt', 'currency', 'price', 'tax', 'shipping'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  ragged: true,
  unquoted: true,
  western: true,
  joined: withNextItem,
  read: (row) => {
    // Goods sent for sales made elsewhere: nobody paid Amazon for them.
    if (/^non-amazon/iu.test(row.text('channel') ?? '')) return [];
    // A price is told once the payment is through, and no longer once the item is cancelled.
    if (row.text('price') === undefined || /^cancel/iu.test(row.text('itemStatus') ?? '')) return undefined;
    const discount = plus(...TAKEN_OFF.map((field) => absolute(row.amount(field) ?? ZERO)));
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo'),
      platform: 'amazon',
      customer: row.text('buyer'),
      orderedAt: row.needMoment('orderedAt'),
      paidAt: row.moment('paidAt'),
      status: statusOf(row),
      currency: row.currency,
      discount: discount === ZERO ? undefined : discount,
      shipping: row.amount('shipping'),
      payable: minus(owed(row), discount),
    });
  },
};
export default amazonOrders;

function owed(row: Row<Field>): Minor {
  return plus(
    ...OWED.map((field) => {
      const amount = row.amount(field) ?? ZERO;
      if (amount < ZERO) row.fail('AMOUNT_SIGN', field);
      return amount;
    }),
  );
}

const STATUSES: readonly (readonly [pattern: RegExp, status: OrderStatus])[] = [
  [/^cancel/iu, 'cancelled'],
  [/^pending/iu, 'unpaid'],
  [/^(?:unshipped|partially|shipping|invoice)/iu, 'paid'],
  [/^shipped/iu, 'shipped'],
  [/^complete/iu, 'completed'],
];

/** Absent from the report of orders to be shipped: all of them are paid. */
function statusOf(row: Row<Field>): OrderStatus | undefined {
  const words = row.text('status');
  if (words === undefined) return 'paid';
  const status = STATUSES.find(([pattern]) => pattern.test(words))?.[1];
  if (status === undefined) row.remark('KIND_UNKNOWN', 'status');
  return status;
}

function withNextItem(above: OrderRow, item: OrderRow): OrderRow | undefined {
  if (above.orderNo !== item.orderNo || above.currency !== item.currency) return undefined;
  const both = (field: 'discount' | 'shipping'): Minor | undefined =>
    above[field] === undefined && item[field] === undefined
      ? undefined
      : plus(above[field] ?? ZERO, item[field] ?? ZERO);
  return defined({
    ...above,
    discount: both('discount'),
    shipping: both('shipping'),
    payable: plus(above.payable, item.payable),
  });
}
