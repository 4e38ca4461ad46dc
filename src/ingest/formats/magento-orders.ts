import { ZERO, type Minor } from '../../model/money.ts';
import type { OrderRow } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { shownCurrency } from '../rows/shown-currency.ts';
import { orderStatus } from './words/order-status.ts';

const columns = {
  orderNo: ['ID', 'Order #'],
  store: ['Purchase Point', 'Purchased From (Store)'],
  orderedAt: ['Purchase Date', 'Purchased On'],
  base: ['Grand Total (Base)', 'G.T. (Base)'],
  purchased: ['Grand Total (Purchased)', 'G.T. (Purchased)'],
  status: ['Status'],
  customer: ['Customer Name', 'Bill-to Name', 'Bill to Name'],
  shipping: ['Shipping and Handling'],
  paymentMethod: ['Payment Method'],
  refunded: ['Total Refunded'],
} as const;
type Field = keyof typeof columns;

/**
 * Magento and OpenMage · order grid: totals in the shop's base currency, in which its payments are made, and in the one
 * the customer chose. The file names neither; refunds and shipping are in the customer's (formats/intl.md 15).
 */
const magentoOrders: FormatProfile<'orders', Field> = {
  id: 'magento-orders',
  title: { en: 'Magento order grid (from documentation)', zh: 'Magento 订单列表（据文档）' },
  kind: 'orders',
  platform: 'magento',
  grade: 'C',
  joins: { en: 'ID = order no.', zh: 'ID = 订单号' },
  columns,
  known: ['orderNo', 'store', 'orderedAt', 'base', 'purchased', 'status'],
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  read,
};
export default magentoOrders;

function read(row: Row<Field>): OrderRow {
  const currency = shownCurrency(row.text('base'), row.currency);
  if (currency === undefined) row.fail('CURRENCY_UNKNOWN', 'base');
  const payable = row.amountIn('base', currency ?? row.currency);
  if (payable === undefined) row.fail('AMOUNT_MISSING', 'base');
  const oneCurrency = row.text('base') === row.text('purchased');
  const inBase = (field: Field): Minor | undefined =>
    oneCurrency ? row.amountIn(field, currency ?? row.currency) : undefined;
  const refunded = inBase('refunded');
  return defined({
    line: row.line,
    orderNo: row.needId('orderNo'),
    shop: row.text('store')?.replace(/\s*[\r\n]+\s*/gu, ' / '),
    customer: row.text('customer'),
    orderedAt: row.needMoment('orderedAt'),
    status: orderStatus(row, 'status'),
    currency: currency ?? row.currency,
    shipping: inBase('shipping'),
    payable: payable ?? ZERO,
    refunded: refunded === ZERO ? undefined : refunded,
    paymentMethod: row.text('paymentMethod'),
  });
}
