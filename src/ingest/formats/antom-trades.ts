import { absolute, minus, negate, ZERO } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { antomKind, isOutgoing } from './words/antom-kinds.ts';

const columns = {
  requestNo: ['Partner_transaction_id'],
  id: ['Transaction_id'],
  amount: ['Amount'],
  fee: ['Fee'],
  settlement: ['Settlement'],
  currency: ['Currency'],
  paidAt: ['Payment_time'],
  settledAt: ['Settlement_time'],
  type: ['Type'],
  status: ['Status'],
  remarks: ['Remarks'],
  originalNo: ['original_partner_transaction_ID'],
  originalId: ['original_transaction_ID'],
} as const;
type Field = keyof typeof columns;

/**
 * Alipay+ · fptrade and settle files of older contracts, which share their columns. A trade is there twice: in the
 * trade file of its day without a settlement, in the settlement file with one; only the second is money
 * (formats/cn.md §14).
 */
const antomTrades: FormatProfile<'settlement', Field> = {
  id: 'antom-trades',
  title: { en: 'Alipay+ fptrade and settle files (from documentation)', zh: 'Alipay+ fptrade 与结算文件（据文档）' },
  kind: 'settlement',
  platform: 'antom',
  bill: 'both',
  grade: 'B',
  joins: {
    en: 'Partner_transaction_id = order no., Transaction_id = trade no.',
    zh: 'Partner_transaction_id = 订单号，Transaction_id = 交易号',
  },
  columns,
  known: ['requestNo', 'id', 'amount', 'fee', 'settlement', 'currency', 'paidAt'],
  dateOrder: 'mdy',
  times: 'as-printed',
  read: trade,
};
export default antomTrades;

function trade(row: Row<Field>): Reading<SettlementLine> {
  if (row.text('settlement') === undefined) return undefined;
  const kind = kindOf(row);
  const refund = kind === 'refund';
  const own = row.needId('requestNo');
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('paidAt'),
    settledOn: row.day('settledAt'),
    orderNo: refund ? row.id('originalNo') : own,
    tradeNo: refund ? row.id('originalId') : row.needId('id'),
    refundNo: refund ? own : undefined,
    ...amountsOf(row, isOutgoing(kind)),
    currency: row.currency,
    typeWords: row.text('type'),
    memo: row.text('remarks'),
  });
}

/** Oldest files have no type: the sign is all they say. */
function kindOf(row: Row<Field>): LineKind {
  if (!row.has('type')) return (row.amount('amount') ?? ZERO) < ZERO ? 'refund' : 'sale';
  const kind = antomKind(row.needText('type'));
  if (kind === 'sale' && (row.amount('amount') ?? ZERO) < ZERO) row.fail('AMOUNT_SIGN', 'amount');
  return kind;
}

function amountsOf(row: Row<Field>, outgoing: boolean): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  const [amount, settled] = [row.needAmount('amount'), row.needAmount('settlement')];
  const gross = outgoing ? negate(absolute(amount)) : amount;
  const net = outgoing ? negate(absolute(settled)) : settled;
  const fee = minus(gross, net);
  if (absolute(fee) !== absolute(row.amount('fee') ?? ZERO)) row.fail('CONTROL_TOTAL_DIFFERS', 'settlement');
  return { gross, fee, net };
}
