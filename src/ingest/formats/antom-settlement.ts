import { absolute, minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { antomKind, isOutgoing } from './words/antom-kinds.ts';

const columns = {
  batchNo: ['settlementBatchId'],
  account: ['customerId', 'merchantId'],
  id: ['transactionId'],
  requestId: ['transactionRequestId'],
  originalId: ['originalTransactionId'],
  orderNo: ['referenceTransactionId', 'referenceOrderId'],
  type: ['transactionType'],
  occurredAt: ['transactionTime', 'paymentTime', 'transactionDate'],
  settledAt: ['settlementTime', 'settlementDate'],
  currency: [
    'settlementCurrency',
    'settlementAmountCurrency',
    'netSettlementCurrency',
    'netSettlementAmountCurrency',
    'grossSettlementCurrency',
    'grossSettlementAmountCurrency',
  ],
  net: ['netSettlementAmountValue', 'settlementAmountValue', 'netAmountValue'],
  gross: ['grossSettlementAmountValue', 'grossAmountValue'],
  fee: ['feeAmountValue', 'totalFeeAmountValue', 'totalFeeValue'],
  paid: ['transactionAmountValue'],
  paidCurrency: ['transactionCurrency', 'transactionAmountCurrency'],
} as const;
type Field = keyof typeof columns;

/** Antom (Alipay+) · settlement details: whole minor units, `<END>` in the last line (formats/intl.md 14). */
const antomSettlement: FormatProfile<'settlement', Field> = {
  id: 'antom-settlement',
  title: { en: 'Antom settlement details (from documentation)', zh: 'Antom 结算明细（据文档）' },
  kind: 'settlement',
  platform: 'antom',
  bill: 'both',
  grade: 'B',
  joins: {
    en: 'transactionRequestId = order no., transactionId = trade no., settlementBatchId = payout',
    zh: 'transactionRequestId = 订单号，transactionId = 交易号，settlementBatchId = 出款',
  },
  columns,
  known: ['batchNo', 'id', 'requestId', 'type', 'currency', 'net', ['occurredAt', 'settledAt']],
  footer: { starts: /^<END>$/u, follows: /^<END>$/u, needed: 'always' },
  times: 'as-printed',
  read: (row) => {
    const kind = antomKind(row.needText('type'));
    const refund = kind === 'refund';
    const request = row.id('requestId');
    return defined({
      line: row.line,
      account: row.id('account'),
      kind,
      occurredAt: row.moment('occurredAt') ?? row.needMoment('settledAt'),
      settledOn: row.day('settledAt'),
      orderNo: row.id('orderNo') ?? (refund ? undefined : request),
      tradeNo: refund ? row.id('originalId') : row.needId('id'),
      refundNo: refund ? (request ?? row.needId('id')) : undefined,
      batchNo: row.needId('batchNo'),
      ...amountsOf(row, kind),
      currency: row.currency,
      typeWords: row.text('type'),
      memo: otherCurrency(row),
    });
  },
};
export default antomSettlement;

type Amounts = Pick<SettlementLine, 'gross' | 'fee' | 'net'>;

/** The documents leave the sign of refunds open: their kind tells it. */
function amountsOf(row: Row<Field>, kind: LineKind): Amounts {
  const net = signed(kind, row.unitAmount('net') ?? ZERO);
  if (row.text('net') === undefined) row.fail('AMOUNT_MISSING', 'net');
  if (kind === 'sale' && net < ZERO) row.fail('AMOUNT_SIGN', 'net');
  return kind === 'fee' || kind === 'unknown' ? lineAmounts(kind, net, ZERO) : withFee(row, kind, net);
}

/** Gross and fee, each from the other where the file has one of them; both have to agree. */
function withFee(row: Row<Field>, kind: LineKind, net: Minor): Amounts {
  const [total, fee] = [row.unitAmount('gross'), row.unitAmount('fee')];
  const gross = total === undefined ? plus(net, absolute(fee ?? ZERO)) : signed(kind, total);
  const kept = minus(gross, net);
  if (fee !== undefined && absolute(kept) !== absolute(fee)) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  return { gross, fee: kept, net };
}

function signed(kind: LineKind, amount: Minor): Minor {
  return isOutgoing(kind) && amount > ZERO ? negate(amount) : amount;
}

function otherCurrency(row: Row<Field>): string | undefined {
  const currency = row.text('paidCurrency');
  if (currency === undefined || currency.toUpperCase() === row.currency) return undefined;
  return `${row.text('paid') ?? ''} ${currency} (minor units)`.trim();
}
