import { absolute, ZERO } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { payoutAmounts } from './words/stripe-movement.ts';

/** No money left the balance, or it never arrived and came back as a reversal's own row. */
const NOT_PAID = /^(?:canceled|cancelled)$/iu;

const columns = {
  batchNo: ['payout_id', 'id'],
  occurredAt: ['effective_at', 'effective_at_utc', 'created', 'Created (UTC)'],
  arrivesOn: ['payout_expected_arrival_date', 'Arrival Date (UTC)', 'Arrival Date'],
  currency: ['currency'],
  gross: ['gross', 'Amount'],
  net: ['net'],
  category: ['reporting_category'],
  status: ['payout_status', 'Status'],
  type: ['payout_type', 'Type', 'Method'],
  description: ['payout_description', 'description', 'Description', 'Statement Descriptor'],
  destination: ['payout_destination_id', 'Destination'],
  traceNo: ['trace_id'],
} as const;
type Field = keyof typeof columns;

/** Stripe · itemised payouts report, and the dashboard's list of payouts (formats/intl.md 1a). */
const stripePayouts: FormatProfile<'settlement', Field> = {
  id: 'stripe-payouts',
  title: { en: 'Stripe payouts (from documentation)', zh: 'Stripe 出款（据文档）' },
  kind: 'settlement',
  platform: 'stripe',
  bill: 'fund',
  grade: 'B',
  joins: { en: 'payout id = batch, trace id on the bank statement', zh: 'payout id = 批次，trace id 见银行流水' },
  columns,
  known: ['batchNo', 'currency', 'gross', 'occurredAt', ['arrivesOn', 'category'], ['status', 'category']],
  never: ['balance_transaction_type', 'Captured', 'charge_id', 'Amount Refunded'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: (row) => {
    if (NOT_PAID.test(row.text('status') ?? '')) return undefined;
    const category = row.text('category') ?? 'payout';
    const net = row.amount('net') ?? row.needAmount('gross');
    if (!category.startsWith('payout')) row.fail('KIND_UNKNOWN', 'category');
    const isReturn = category.startsWith('payout_');
    const memo = [row.text('description'), row.text('traceNo')].filter((text) => text !== undefined).join(' ');
    return defined({
      line: row.line,
      kind: isReturn ? ('payout-return' as const) : ('payout' as const),
      occurredAt: row.needMoment('occurredAt'),
      settledOn: row.day('arrivesOn'),
      batchNo: row.needId('batchNo'),
      ...(isReturn ? lineAmounts('payout-return', absolute(net), ZERO) : payoutAmounts(net)),
      currency: row.currency,
      typeWords: [category, row.text('status')].filter((text) => text !== undefined).join(' '),
      memo: memo === '' ? undefined : memo,
    });
  },
};
export default stripePayouts;
