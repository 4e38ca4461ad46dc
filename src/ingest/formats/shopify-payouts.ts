import { negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  payoutOn: ['Payout Date'],
  status: ['Status'],
  charges: ['Charges'],
  refunds: ['Refunds'],
  adjustments: ['Adjustments'],
  salesTax: ['Marketplace Sales Tax'],
  advances: ['Advances'],
  reserved: ['Reserved Funds'],
  fees: ['Fees'],
  retried: ['Retried Amount'],
  total: ['Total'],
  currency: ['Currency'],
  batchNo: ['Payout ID'],
  bankReference: ['Bank Reference'],
} as const;
type Field = keyof typeof columns;

const PARTS = [
  'charges',
  'refunds',
  'adjustments',
  'salesTax',
  'advances',
  'reserved',
  'fees',
  'retried',
] as const satisfies readonly Field[];

/** Shopify · payouts export: one row a payout, without its number, told by its day (formats/intl.md 5b). */
const shopifyPayouts: FormatProfile<'settlement', Field> = {
  id: 'shopify-payouts',
  title: { en: 'Shopify payouts export (from documentation)', zh: 'Shopify 出款导出（据文档）' },
  kind: 'settlement',
  platform: 'shopify',
  bill: 'fund',
  grade: 'C',
  joins: { en: 'Payout Date and Total, Bank Reference', zh: 'Payout Date 与 Total、Bank Reference' },
  columns,
  known: ['payoutOn', 'status', 'charges', 'refunds', 'fees', 'total', 'currency'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  read: (row) => {
    const total = row.needAmount('total');
    // Some exports have parts in no column of their own: the total is what was paid.
    if (sumOf(row) !== total) row.remark('CONTROL_TOTAL_DIFFERS', 'total');
    const status = row.needText('status');
    const paidOn = row.needDay('payoutOn');
    if (!/^(?:paid|in.transit)$/iu.test(status)) return undefined;
    if (total === ZERO) return [];
    return defined({
      line: row.line,
      occurredAt: row.needMoment('payoutOn'),
      settledOn: paidOn,
      batchNo: row.id('batchNo') ?? row.id('bankReference'),
      ...payoutOf(total),
      currency: row.currency,
      typeWords: status,
    });
  },
};
export default shopifyPayouts;

function sumOf(row: Row<Field>): Minor {
  return plus(...PARTS.map((field) => row.amount(field) ?? ZERO));
}

/** Below zero nothing is paid out: the balance is made good from the seller's side, or carried on. */
function payoutOf(total: Minor): Pick<SettlementLine, 'kind' | 'gross' | 'fee' | 'net' | 'memo'> {
  const net = negate(total);
  const amounts = { gross: net, fee: ZERO, net };
  return total > ZERO ? { kind: 'payout', ...amounts } : { kind: 'transfer', ...amounts, memo: 'payout below zero' };
}
