import { plus, ZERO } from '../../model/money.ts';
import type { OrderRow } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';
import { orderStatus } from './words/order-status.ts';

const columns = {
  orderedAt: ['Sale Date'],
  orderNo: ['Order ID'],
  customer: ['Full Name', 'Buyer'],
  paymentMethod: ['Payment Method', 'Payment Type'],
  shippedAt: ['Date Shipped'],
  paidAt: ['Date Paid'],
  currency: ['Currency'],
  gross: ['Order Value'],
  discount: ['Discount Amount'],
  shippingDiscount: ['Shipping Discount'],
  shipping: ['Shipping'],
  payable: ['Order Total'],
  status: ['Status'],
} as const;
type Field = keyof typeof columns;

/** Etsy · EtsySoldOrders: one row an order; Order Total is what its statement calls the sale, tax included. */
const etsyOrders: FormatProfile<'orders', Field> = {
  id: 'etsy-orders',
  title: { en: 'Etsy sold orders (from documentation)', zh: 'Etsy 已售订单（据文档）' },
  kind: 'orders',
  platform: 'etsy',
  grade: 'C',
  joins: { en: 'Order ID = order no.', zh: 'Order ID = 订单号' },
  columns,
  known: ['orderedAt', 'orderNo', 'gross', 'payable'],
  decimal: 'shown',
  // Month first wherever the shop is: 12/30/25 stands in files of shops in Europe too.
  dateOrder: 'mdy',
  times: 'as-printed',
  read: (row): OrderRow => {
    const [discount, ofShipping] = [row.amount('discount'), row.amount('shippingDiscount')];
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo').replace(/^#/u, ''),
      platform: 'etsy',
      customer: row.text('customer'),
      orderedAt: row.needMoment('orderedAt'),
      paidAt: row.moment('paidAt'),
      shippedAt: row.moment('shippedAt'),
      status: orderStatus(row, 'status'),
      currency: row.currency,
      gross: row.amount('gross'),
      discount: discount === undefined ? ofShipping : plus(discount, ofShipping ?? ZERO),
      shipping: row.amount('shipping'),
      payable: row.needAmount('payable'),
      paymentMethod: row.text('paymentMethod'),
    });
  },
};
export default etsyOrders;
