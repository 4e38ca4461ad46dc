import { absolute, minus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { numberOrNone } from '../rows/number-or-none.ts';

const columns = {
  id: ['Transaction Id'],
  occurredAt: ['Date / Time (UTC)', 'Date / Time', 'Date'],
  type: ['Type'],
  paidCurrency: ['Paid Currency', 'Customer Currency'],
  paid: ['Amount Paid', 'Customer Paid'],
  currency: ['Deposit Currency', 'Payout Currency', 'Currency'],
  amount: ['Amount'],
  fees: ['Fees'],
  net: ['Net'],
  orderNo: ['Order #'],
  depositNo: ['Deposit ID', 'Payout ID'],
  depositedOn: ['Deposit date', 'Payout date'],
} as const;
type Field = keyof typeof columns;

/** WooPayments · the `Transactions` export; newer versions say payout for deposit (formats/intl.md 14). */
const woopaymentsSettlement: FormatProfile<'settlement', Field> = {
  id: 'woopayments-settlement',
  title: { en: 'WooPayments transactions export (from documentation)', zh: 'WooPayments 交易导出（据文档）' },
  kind: 'settlement',
  platform: 'woocommerce',
  bill: 'both',
  grade: 'B',
  joins: { en: 'Order # = order no., Deposit ID = payout', zh: 'Order # = 订单号，Deposit ID = 出款' },
  columns,
  known: ['id', 'occurredAt', 'type', 'amount', 'fees', 'net', 'orderNo'],
  dateOrder: 'file',
  times: 'as-printed',
  read,
};
export default woopaymentsSettlement;

function read(row: Row<Field>): Reading<SettlementLine> {
  const [amount, net] = [row.needAmount('amount'), row.needAmount('net')];
  const fee = minus(amount, net);
  // Printed negative; as a size only the difference of the two tells whether it was charged or given back.
  if (absolute(row.amount('fees') ?? ZERO) !== absolute(fee)) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  const kind = kindOf(row.needText('type'), amount);
  const id = row.needId('id');
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('depositedOn'),
    orderNo: numberOrNone(row.id('orderNo'))?.replace(/^#/u, ''),
    tradeNo: kind === 'refund' ? undefined : id,
    refundNo: kind === 'refund' ? id : undefined,
    batchNo: numberOrNone(row.id('depositNo')),
    ...lineAmounts(kind, amount, fee),
    currency: row.currency,
    typeWords: row.text('type'),
    memo: otherCurrency(row),
  });
}

function kindOf(type: string, amount: Minor): LineKind {
  const plain = type.toLowerCase().replace(/[\s_]+/gu, ' ');
  if (/^(?:charge|payment)$/u.test(plain)) return amount < ZERO ? 'adjustment' : 'sale';
  if (/^(?:payment )?refund$/u.test(plain)) return amount > ZERO ? 'adjustment' : 'refund';
  if (/dispute|chargeback/u.test(plain)) return amount > ZERO ? 'adjustment' : 'chargeback';
  if (plain.includes('fee')) return 'fee';
  if (/financing|loan/u.test(plain)) return 'transfer';
  return plain.includes('adjustment') || plain.includes('refund failure') ? 'adjustment' : 'unknown';
}

function otherCurrency(row: Row<Field>): string | undefined {
  const currency = row.text('paidCurrency');
  if (currency === undefined || currency.toUpperCase() === row.currency) return undefined;
  return `${row.text('paid') ?? ''} ${currency}`.trim();
}
