import { negate, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  tradeNo: ['id'],
  orderNo: ['external_identifier'],
  status: ['status'],
  createdAt: ['created_at'],
  updatedAt: ['updated_at'],
  capturedAt: ['captured_at'],
  currency: ['currency'],
  captured: ['captured_amount'],
  refunded: ['refunded_amount'],
  service: ['payment_service_definition_id'],
  serviceNo: ['payment_service_transaction_id'],
} as const;
type Field = keyof typeof columns;

/** Gravy · report of payments (formats/intl.md §14): an orchestrator's; amounts are whole minor units. */
const gravyPayments: FormatProfile<'settlement', Field> = {
  id: 'gravy-payments',
  title: { en: 'Gravy payments report', zh: 'Gravy 支付报告' },
  kind: 'settlement',
  platform: 'gravy',
  bill: 'trade',
  grade: 'A',
  joins: { en: 'external_identifier = order no., id = trade no.', zh: 'external_identifier = 订单号，id = 交易号' },
  columns,
  known: ['tradeNo', 'orderNo', 'status', 'createdAt', 'currency', 'captured', 'refunded', 'service'],
  times: 'as-printed',
  read: (row) => {
    const captured = row.unitAmount('captured') ?? ZERO;
    const refunded = row.unitAmount('refunded') ?? ZERO;
    if (captured === ZERO && refunded === ZERO) return undefined;
    return [
      ...(captured === ZERO ? [] : [lineOf(row, 'sale', captured)]),
      ...(refunded === ZERO ? [] : [lineOf(row, 'refund', negate(refunded))]),
    ];
  },
};
export default gravyPayments;

function lineOf(row: Row<Field>, kind: 'sale' | 'refund', moved: Minor): SettlementLine {
  if (kind === 'sale' ? moved < ZERO : moved > ZERO) row.fail('AMOUNT_SIGN', kind === 'sale' ? 'captured' : 'refunded');
  const at = kind === 'sale' ? row.moment('capturedAt') : row.moment('updatedAt');
  const memo = [row.text('service'), row.text('serviceNo')].filter((part) => part !== undefined).join(' ');
  return defined({
    line: row.line,
    kind,
    occurredAt: at ?? row.needMoment('createdAt'),
    orderNo: row.id('orderNo'),
    tradeNo: row.needId('tradeNo'),
    gross: moved,
    fee: ZERO,
    net: moved,
    currency: row.currency,
    typeWords: row.text('status'),
    memo: memo === '' ? undefined : memo,
  });
}
