import type { Currency } from '../../model/currency.ts';
import { minus, ZERO, type Minor } from '../../model/money.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { adyenLine, paidWords } from './words/adyen-line.ts';

const columns = {
  company: ['Company Account'],
  account: ['Merchant Account'],
  tradeNo: ['Psp Reference'],
  orderNo: ['Merchant Reference'],
  occurredAt: ['Creation Date'],
  bookedAt: ['Booking Date'],
  type: ['Type'],
  modificationNo: ['Modification Reference'],
  grossCurrency: ['Gross Currency'],
  grossDebit: ['Gross Debit (GC)'],
  grossCredit: ['Gross Credit (GC)'],
  currency: ['Net Currency'],
  netDebit: ['Net Debit (NC)'],
  netCredit: ['Net Credit (NC)'],
  commission: ['Commission (NC)'],
  markup: ['Markup (NC)'],
  schemeFees: ['Scheme Fees (NC)'],
  interchange: ['Interchange (NC)'],
  batchNo: ['Batch Number'],
} as const;
type Field = keyof typeof columns;

/** Adyen · settlement details report: what a batch holds, and the payout (a currency each) that closes it (intl.md §4a). */
const adyenSettlementDetail: FormatProfile<'settlement', Field> = {
  id: 'adyen-settlement-detail',
  title: { en: 'Adyen settlement details report', zh: 'Adyen 结算明细报告' },
  kind: 'settlement',
  platform: 'adyen',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'Merchant Reference = order no., Psp Reference = trade no., Batch Number = payout',
    zh: 'Merchant Reference = 订单号，Psp Reference = 交易号，Batch Number = 出款批次',
  },
  columns,
  known: ['account', 'tradeNo', 'orderNo', 'type', 'currency', 'netDebit', 'netCredit', 'batchNo'],
  times: 'as-printed',
  closed: true,
  read: (row) => {
    const net = twoColumns(row, 'netCredit', 'netDebit', row.currency);
    if (net === undefined) row.fail('AMOUNT_MISSING', 'netCredit');
    const grossCurrency = row.currencyOf('grossCurrency') ?? row.currency;
    const gross = twoColumns(row, 'grossCredit', 'grossDebit', grossCurrency);
    return adyenLine(row, {
      net: net ?? ZERO,
      printedGross: grossCurrency === row.currency ? gross : undefined,
      paid: paidWords(row, gross),
    });
  },
};
export default adyenSettlementDetail;

/** Credit less debit; a negative number may stand in either, `0` beside the other. */
function twoColumns(
  row: Row<Field>,
  credit: 'netCredit' | 'grossCredit',
  debit: 'netDebit' | 'grossDebit',
  currency: Currency,
): Minor | undefined {
  const [incoming, outgoing] = [row.amountIn(credit, currency), row.amountIn(debit, currency)];
  if (incoming === undefined && outgoing === undefined) return undefined;
  return minus(incoming ?? ZERO, outgoing ?? ZERO);
}
