import { absolute, ZERO } from '../../model/money.ts';
import type { OrderRow } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';

const columns = {
  paymentNo: ['Payment ID'],
  customer: ['Buyer Name', 'Buyer'],
  user: ['Buyer Username'],
  orderNo: ['Order ID'],
  payable: ['Gross Amount'],
  fees: ['Fees'],
  net: ['Net Amount'],
  currency: ['Currency'],
  orderedAt: ['Order Date'],
  refunded: ['Refund Amount'],
} as const;
type Field = keyof typeof columns;

/** Etsy · EtsyDirectCheckoutPayments: one row a payment, what its order came to; fees are told by the statement. */
const etsyPayments: FormatProfile<'orders', Field> = {
  id: 'etsy-payments',
  title: { en: 'Etsy checkout payments (from documentation)', zh: 'Etsy 结账付款（据文档）' },
  kind: 'orders',
  platform: 'etsy',
  grade: 'C',
  joins: { en: 'Order ID = order no.', zh: 'Order ID = 订单号' },
  columns,
  known: ['paymentNo', 'user', 'orderNo', 'payable', 'fees', 'net', 'orderedAt'],
  decimal: 'shown',
  dateOrder: 'mdy',
  times: 'as-printed',
  read: (row): OrderRow => {
    const refunded = absolute(row.amount('refunded') ?? ZERO);
    return defined({
      line: row.line,
      orderNo: row.needId('orderNo').replace(/^#/u, ''),
      platform: 'etsy',
      customer: row.text('customer'),
      orderedAt: row.needMoment('orderedAt'),
      status: 'paid' as const,
      currency: row.currency,
      payable: row.needAmount('payable'),
      refunded: refunded === ZERO ? undefined : refunded,
    });
  },
};
export default etsyPayments;
