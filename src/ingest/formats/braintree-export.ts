import { absolute, minus, negate, ZERO } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  tradeNo: ['Transaction ID'],
  type: ['Transaction Type'],
  status: ['Transaction Status'],
  occurredAt: ['Created Datetime', 'Created Date'],
  settledOn: ['Settlement Date'],
  paidOn: ['Disbursement Date'],
  account: ['Merchant Account'],
  submitted: ['Amount Submitted For Settlement'],
  serviceFee: ['Service Fee'],
  amount: ['Settlement Amount'],
  currency: ['Settlement Currency ISO Code'],
  original: ['Refunded Transaction ID'],
  orderNo: ['Order ID'],
} as const;
type Field = keyof typeof columns;

/** Braintree · search and disbursement exports as CSV (formats/intl.md §3): a sale is paid out, a credit is a refund. */
const braintreeExport: FormatProfile<'settlement', Field> = {
  id: 'braintree-export',
  title: { en: 'Braintree export (from documentation)', zh: 'Braintree 导出（据文档）' },
  kind: 'settlement',
  platform: 'braintree',
  bill: 'both',
  grade: 'C',
  joins: {
    en: 'Order ID = order no., Transaction ID = trade no., Disbursement Date = payout',
    zh: 'Order ID = 订单号，Transaction ID = 交易号，Disbursement Date = 出款日',
  },
  columns,
  known: ['tradeNo', 'type', 'status', 'occurredAt', 'account', 'amount', 'currency', 'orderNo'],
  dateOrder: 'file',
  times: 'as-printed',
  read: (row) => {
    const type = row.needText('type').toLowerCase();
    if (type !== 'sale' && type !== 'credit') row.fail('KIND_UNKNOWN', 'type');
    const isSettled = /^settled$/iu.test(row.text('status') ?? '');
    return isSettled && row.text('amount') !== undefined ? lineOf(row, type === 'sale') : undefined;
  },
};
export default braintreeExport;

function lineOf(row: Row<Field>, isSale: boolean): SettlementLine {
  const amount = row.needAmount('amount');
  if (isSale && amount < ZERO) row.fail('AMOUNT_SIGN', 'amount');
  const moved = isSale ? amount : negate(absolute(amount));
  const fee = row.amount('serviceFee') ?? ZERO;
  const own = row.needId('tradeNo');
  const day = row.day('paidOn');
  return defined({
    line: row.line,
    account: row.id('account'),
    kind: isSale ? ('sale' as const) : ('refund' as const),
    occurredAt: row.needMoment('occurredAt'),
    settledOn: day ?? row.day('settledOn'),
    orderNo: row.id('orderNo'),
    tradeNo: isSale ? own : (row.id('original') ?? own),
    refundNo: isSale ? undefined : own,
    batchNo: day,
    gross: moved,
    fee,
    net: minus(moved, fee),
    currency: row.currency,
    typeWords: row.text('type'),
  });
}
