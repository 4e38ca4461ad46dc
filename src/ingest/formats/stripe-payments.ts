import { absolute, ZERO, type Minor } from '../../model/money.ts';
import type { Currency } from '../../model/currency.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { namedOrder, STRIPE_ORDER_COLUMNS } from './words/stripe-orders.ts';

const columns = {
  id: ['id'],
  description: ['description'],
  orderedAt: ['created', 'Created (UTC)', 'Created date (UTC)'],
  amount: ['amount'],
  refunded: ['amount_refunded', 'Amount Refunded'],
  currency: ['currency'],
  convertedAmount: ['converted_amount', 'Converted Amount'],
  convertedRefunded: ['converted_amount_refunded', 'Converted Amount Refunded'],
  convertedCurrency: ['converted_currency', 'Converted Currency'],
  status: ['status'],
  captured: ['captured'],
  customer: ['customer_description', 'Customer Description', 'customer_email', 'Customer Email'],
  orderNo: STRIPE_ORDER_COLUMNS,
  method: ['payment_source_type', 'Payment Source Type', 'payment_method_type'],
} as const;
type Field = keyof typeof columns;

/** No money was taken. */
const NOT_PAID = /^(?:failed|blocked|canceled|cancelled|incomplete|requires|expired|uncaptured|pending)/iu;

/**
 * Stripe · payments export (formats/intl.md 1b): one row a charge with what was given back of it, without fees as they
 * were settled and without payouts: what was sold, told by the charge. Amounts as they are settled where Stripe has
 * converted them.
 */
const stripePayments: FormatProfile<'orders', Field> = {
  id: 'stripe-payments',
  title: { en: 'Stripe payments export', zh: 'Stripe 付款导出' },
  kind: 'orders',
  platform: 'stripe',
  grade: 'A',
  joins: { en: 'order no. in the description, id = trade no.', zh: '描述中的订单号，id = 交易号' },
  columns,
  known: ['id', 'orderedAt', 'amount', 'refunded', 'currency', 'status', ['captured', 'convertedAmount']],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: (row) => {
    if (NOT_PAID.test(row.text('status') ?? '') || /^false$/iu.test(row.text('captured') ?? '')) return undefined;
    const id = row.needId('id');
    const paidAt = row.needMoment('orderedAt');
    const money = moneyOf(row);
    if (money.payable < ZERO) row.fail('AMOUNT_SIGN', 'amount');
    return defined({
      line: row.line,
      orderNo: row.id('orderNo') ?? namedOrder(row.text('description')) ?? id,
      customer: row.text('customer'),
      orderedAt: paidAt,
      paidAt,
      status: 'paid' as const,
      ...money,
      tradeNo: id,
    });
  },
};
export default stripePayments;

interface Charged {
  readonly currency: Currency;
  readonly payable: Minor;
  readonly refunded: Minor | undefined;
}

function moneyOf(row: Row<Field>): Charged {
  const converted = row.currencyOf('convertedCurrency');
  if (converted === undefined || converted === row.currency || row.text('convertedAmount') === undefined) {
    return { currency: row.currency, payable: row.needAmount('amount'), refunded: some(row.amount('refunded')) };
  }
  return {
    currency: converted,
    payable: row.amountIn('convertedAmount', converted) ?? ZERO,
    refunded: some(row.amountIn('convertedRefunded', converted)),
  };
}

function some(amount: Minor | undefined): Minor | undefined {
  return amount === undefined || amount === ZERO ? undefined : absolute(amount);
}
