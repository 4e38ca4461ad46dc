import type { FormatProfile } from '../profile.ts';
import { STRIPE_METADATA_COLUMNS, STRIPE_ORDER_COLUMNS } from './words/stripe-orders.ts';
import { stripeMovement, type StripeField } from './words/stripe-movement.ts';

/**
 * Stripe · itemised balance change from activity, payout reconciliation, ending balance reconciliation: the same
 * movements with the columns a person chose (formats/intl.md 1a). A payout row is printed in some of them only, and a
 * report of some days holds parts of payouts: their sums can't be checked here.
 */
const stripeBalanceReport: FormatProfile<'settlement', StripeField> = {
  id: 'stripe-balance-report',
  title: { en: 'Stripe itemised balance report', zh: 'Stripe 余额变动/出款明细报表' },
  kind: 'settlement',
  platform: 'stripe',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'order no. in metadata or description, charge = trade no., payout id = batch',
    zh: '元数据或描述中的订单号，charge = 交易号，payout id = 批次',
  },
  columns: {
    id: ['balance_transaction_id'],
    occurredAt: ['created', 'created_utc', 'Created (UTC)'],
    availableOn: ['available_on', 'available_on_utc', 'Available On (UTC)'],
    paidOutOn: [
      'automatic_payout_effective_at',
      'automatic_payout_effective_at_utc',
      'payout_effective_at',
      'payout_effective_at_utc',
    ],
    currency: ['currency'],
    gross: ['gross'],
    fee: ['fee'],
    net: ['net'],
    category: ['reporting_category'],
    description: ['description'],
    sourceId: ['source_id'],
    chargeId: ['charge_id'],
    batchNo: ['automatic_payout_id', 'payout_id'],
    orderNo: STRIPE_ORDER_COLUMNS,
    metadata: STRIPE_METADATA_COLUMNS,
    paidAmount: ['customer_facing_amount'],
    paidCurrency: ['customer_facing_currency'],
  },
  known: ['category', 'gross', 'net', 'currency', 'occurredAt', ['id', 'sourceId', 'chargeId']],
  never: ['payout_status'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: stripeMovement,
};
export default stripeBalanceReport;
