import { ZERO } from '../../model/money.ts';
import type { FormatProfile } from '../profile.ts';
import { adyenKind, adyenLine, paidWords } from './words/adyen-line.ts';

const columns = {
  company: ['Company Account'],
  account: ['Merchant Account'],
  tradeNo: ['Psp Reference'],
  orderNo: ['Merchant Reference'],
  occurredAt: ['Booking Date'],
  bookedAt: ['Payable Date'],
  type: ['Record Type'],
  modificationNo: ['Modification Psp Reference'],
  grossCurrency: ['Payment Currency'],
  paid: ['Original Amount'],
  // Stands twice in newer files; both say the same.
  currency: ['Settlement Currency'],
  payable: ['Payable (SC)'],
  commission: ['Commission (SC)'],
  markup: ['Markup (SC)'],
  schemeFees: ['Scheme Fees (SC)'],
  interchange: ['Interchange (SC)'],
  batchNo: ['Payable Batch'],
} as const;
type Field = keyof typeof columns;

/**
 * Adyen · payments accounting report (formats/intl.md §4b): a journal in which a payment moves from column to column.
 * Money is in the rows that settle, refund or dispute it; the others are steps on the way.
 */
const adyenPaymentsAccounting: FormatProfile<'settlement', Field> = {
  id: 'adyen-payments-accounting',
  title: { en: 'Adyen payments accounting report', zh: 'Adyen 支付会计报告' },
  kind: 'settlement',
  platform: 'adyen',
  bill: 'trade',
  grade: 'A',
  joins: {
    en: 'Merchant Reference = order no., Psp Reference = trade no.',
    zh: 'Merchant Reference = 订单号，Psp Reference = 交易号',
  },
  columns,
  known: ['account', 'tradeNo', 'orderNo', 'type', 'payable', 'modificationNo'],
  times: 'as-printed',
  read: (row) => {
    const kind = adyenKind(row.needText('type'), ZERO);
    if (kind !== 'sale' && kind !== 'refund' && kind !== 'chargeback') return undefined;
    const net = row.amount('payable');
    if (net === undefined) row.fail('AMOUNT_MISSING', 'payable');
    const currency = row.currencyOf('grossCurrency') ?? row.currency;
    const paid = paidWords(row, row.amountIn('paid', currency));
    return adyenLine(row, { net: net ?? ZERO, printedGross: undefined, paid });
  },
};
export default adyenPaymentsAccounting;
