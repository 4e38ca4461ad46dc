import type { FormatProfile } from '../profile.ts';
import { STRIPE_METADATA_COLUMNS, STRIPE_ORDER_COLUMNS } from './words/stripe-orders.ts';
import { stripeMovement, type StripeField } from './words/stripe-movement.ts';

/** Stripe · Balances · all activity, exported from the dashboard: the API's types under spoken column names (1c). */
const stripeBalanceList: FormatProfile<'settlement', StripeField> = {
  id: 'stripe-balance-list',
  title: { en: 'Stripe balance activity list (from documentation)', zh: 'Stripe 余额活动列表（据文档）' },
  kind: 'settlement',
  platform: 'stripe',
  bill: 'both',
  grade: 'C',
  joins: {
    en: 'order no. in metadata or description, Source = trade no., Transfer = batch',
    zh: '元数据或描述中的订单号，Source = 交易号，Transfer = 批次',
  },
  columns: {
    id: ['id', 'balance_transaction_id'],
    occurredAt: ['Created (UTC)', 'Created', 'Created date (UTC)'],
    availableOn: ['Available On (UTC)', 'Available On'],
    paidOutOn: ['Transfer Date (UTC)', 'Transfer Date'],
    currency: ['Currency'],
    gross: ['Amount'],
    fee: ['Fee', 'Fees'],
    net: ['Net'],
    category: ['Type'],
    description: ['Description'],
    sourceId: ['Source'],
    chargeId: ['Charge ID'],
    batchNo: ['Transfer'],
    orderNo: STRIPE_ORDER_COLUMNS,
    metadata: STRIPE_METADATA_COLUMNS,
    paidAmount: ['Customer Facing Amount'],
    paidCurrency: ['Customer Facing Currency'],
  },
  known: ['id', 'category', 'sourceId', 'gross', 'fee', 'net', 'currency', 'occurredAt'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: stripeMovement,
};
export default stripeBalanceList;
