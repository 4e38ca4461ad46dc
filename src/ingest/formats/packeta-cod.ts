import { ZERO } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';

const columns = {
  deliveredOn: ['Delivery or return date'],
  orderNo: ['Your order number'],
  parcelNo: ['Barcode'],
  currency: ['COD currency'],
  collected: ['Collected COD'],
  paidOn: ['COD day'],
  status: ['Status'],
} as const;
type Field = keyof typeof columns;

/**
 * Packeta · parcels with the cash collected on delivery: what was collected is paid out on its COD day, and the
 * services are invoiced apart, so that no fee is taken from it.
 */
const packetaCod: FormatProfile<'settlement', Field> = {
  id: 'packeta-cod',
  title: { en: 'Packeta cash on delivery', zh: 'Packeta 货到付款' },
  kind: 'settlement',
  platform: 'packeta',
  bill: 'both',
  grade: 'C',
  joins: {
    en: 'Your order number = order no., Barcode = trade no.',
    zh: 'Your order number = 订单号，Barcode = 交易号',
  },
  columns,
  known: ['orderNo', 'parcelNo', 'currency', 'collected', 'paidOn'],
  decimal: ',',
  dateOrder: 'dmy',
  times: 'as-printed',
  read: parcel,
};
export default packetaCod;

/** A parcel that was prepaid or sent back collected nothing; what isn't paid out yet has no day. */
function parcel(row: Row<Field>): Reading<SettlementLine> {
  const collected = row.amount('collected') ?? ZERO;
  if (collected === ZERO) return [];
  if (collected < ZERO) row.fail('AMOUNT_SIGN', 'collected');
  if (row.text('paidOn') === undefined) return undefined;
  return defined({
    line: row.line,
    kind: 'sale' as const,
    occurredAt: row.needMoment('paidOn'),
    settledOn: row.day('paidOn'),
    orderNo: row.needId('orderNo'),
    tradeNo: row.id('parcelNo'),
    gross: collected,
    fee: ZERO,
    net: collected,
    currency: row.currency,
    typeWords: row.text('status'),
  });
}
