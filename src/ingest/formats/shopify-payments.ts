import { minus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';

const columns = {
  occurredAt: ['Transaction Date'],
  type: ['Type'],
  orderNo: ['Order'],
  payoutStatus: ['Payout Status'],
  payoutOn: ['Payout Date'],
  batchNo: ['Payout ID'],
  availableOn: ['Available On'],
  amount: ['Amount'],
  fee: ['Fee'],
  net: ['Net'],
  checkout: ['Checkout'],
  method: ['Payment Method Name'],
  shownAmount: ['Presentment Amount'],
  shownCurrency: ['Presentment Currency'],
  currency: ['Currency'],
} as const;
type Field = keyof typeof columns;

/** Shopify's words for a movement: kind of money in, of money out (formats/intl.md 5a). */
const KINDS: readonly (readonly [pattern: RegExp, incoming: LineKind, outgoing: LineKind])[] = [
  [/^charge$/, 'sale', 'adjustment'],
  [/^refund$/, 'adjustment', 'refund'],
  [/chargeback.*(?:fee|protection)|_fee\b|^fee|shipping_label|billing/, 'fee', 'fee'],
  [/^(?:chargeback|dispute)/, 'adjustment', 'chargeback'],
  [/^payout$/, 'payout', 'payout'],
  [/^(?:payout|transfer)_(?:failure|cancel|refund|return)/, 'payout-return', 'transfer'],
  [/reserve|^risk_/, 'release', 'reserve'],
  [/tax|vat/, 'tax', 'tax'],
  [/^shop_cash|credit$/, 'subsidy', 'adjustment'],
  [/^advance|lending|^transfer|^balance_transfer/, 'transfer', 'transfer'],
  [/adjustment|^refund_failure|reversal|debit$/, 'adjustment', 'adjustment'],
];

/**
 * Shopify Payments · movements of the balance: amounts signed in the payout's currency, the fee positive and
 * subtracted. What the customer paid (Presentment Amount) stays positive on refunds and may be another currency: it is
 * only told. A payout's rows may stand in two exports, so that their sum can't be checked here.
 */
const shopifyPayments: FormatProfile<'settlement', Field> = {
  id: 'shopify-payments',
  title: { en: 'Shopify Payments transactions', zh: 'Shopify Payments 交易导出' },
  kind: 'settlement',
  platform: 'shopify',
  bill: 'both',
  grade: 'A',
  joins: { en: 'Order = order name, Payout ID = batch', zh: 'Order = 订单名，Payout ID = 批次' },
  columns,
  known: ['occurredAt', 'type', 'orderNo', 'payoutStatus', 'payoutOn', 'amount', 'fee', 'net', 'checkout'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: (row) => {
    const type = row.needText('type');
    const amount = row.needAmount('amount');
    const fee = row.amount('fee') ?? ZERO;
    const net = row.needAmount('net');
    const isTold = row.amount('amount') !== undefined && row.amount('net') !== undefined;
    if (isTold && minus(amount, fee) !== net) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
    // A small charge may come to less than its fee and is a charge all the same.
    const kind = kindOf(type, amount === ZERO ? net : amount);
    if (kind === 'payout' && net > ZERO) row.fail('AMOUNT_SIGN', 'net');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      settledOn: row.day('payoutOn') ?? row.day('availableOn'),
      ...numbersOf(row, kind),
      ...lineAmounts(kind, amount, fee),
      currency: row.currency,
      typeWords: type,
      memo: memoOf(row),
    });
  },
};
export default shopifyPayments;

function kindOf(type: string, moved: Minor): LineKind {
  const plain = type
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, '_');
  const rule = KINDS.find(([pattern]) => pattern.test(plain));
  if (rule === undefined) return 'unknown';
  return moved > ZERO ? rule[1] : rule[2];
}

function numbersOf(row: Row<Field>, kind: LineKind): Partial<Pick<SettlementLine, 'orderNo' | 'tradeNo' | 'batchNo'>> {
  const batchNo = row.id('batchNo');
  if (kind === 'payout' || kind === 'payout-return') return defined({ batchNo });
  return defined({ orderNo: row.id('orderNo'), tradeNo: row.id('checkout'), batchNo });
}

/** What the customer paid, where it was another currency. */
function memoOf(row: Row<Field>): string | undefined {
  const currency = row.text('shownCurrency');
  if (currency === undefined || currency.toUpperCase() === row.currency) return undefined;
  return `${row.text('shownAmount') ?? ''} ${currency}`.trim();
}
