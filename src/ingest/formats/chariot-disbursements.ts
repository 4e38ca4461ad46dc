import { minus, negate, ZERO } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';

const columns = {
  tradeNo: ['gateway_txn_id'],
  orderNo: ['backend_processor_txn_id'],
  batchNo: ['settlement_batch_reference'],
  gross: ['settled_total_amount'],
  net: ['settled_net_amount'],
  currency: ['settled_currency'],
  settledOn: ['settled_date'],
  occurredAt: ['date'],
  type: ['type'],
  memo: ['note'],
} as const;
type Field = keyof typeof columns;

const KINDS: Readonly<Record<string, LineKind>> = {
  donation: 'sale',
  payment: 'sale',
  refund: 'refund',
  chargeback: 'chargeback',
  fee: 'fee',
  payout: 'payout',
};

/** Chariot · disbursements (formats/intl.md §14): a deposit's items, and the deposit itself as its last row. */
const chariotDisbursements: FormatProfile<'settlement', Field> = {
  id: 'chariot-disbursements',
  title: { en: 'Chariot disbursements', zh: 'Chariot 拨款明细' },
  kind: 'settlement',
  platform: 'chariot',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'backend_processor_txn_id = order no., gateway_txn_id = trade no., settlement_batch_reference = payout',
    zh: 'backend_processor_txn_id = 订单号，gateway_txn_id = 交易号，settlement_batch_reference = 出款号',
  },
  columns,
  known: ['tradeNo', 'batchNo', 'gross', 'net', 'currency', 'settledOn', 'occurredAt', 'type'],
  times: 'as-printed',
  closed: true,
  read: (row) => {
    const kind = KINDS[row.text('type') ?? ''] ?? 'unknown';
    const [total, paid] = [row.needAmount('gross'), row.needAmount('net')];
    const isPayout = kind === 'payout';
    // The deposit is printed as it reaches the bank.
    const [gross, net] = isPayout ? [negate(paid), negate(paid)] : [kind === 'fee' ? ZERO : total, paid];
    return defined({
      line: row.line,
      kind: isPayout && paid < ZERO ? ('transfer' as const) : kind,
      occurredAt: row.needMoment(isPayout ? 'settledOn' : 'occurredAt'),
      settledOn: row.day('settledOn'),
      orderNo: isPayout ? undefined : row.id('orderNo'),
      tradeNo: row.needId('tradeNo'),
      batchNo: row.needId('batchNo'),
      gross,
      fee: minus(gross, net),
      net,
      currency: row.currency,
      typeWords: row.text('type'),
      memo: row.text('memo'),
    });
  },
};
export default chariotDisbursements;
