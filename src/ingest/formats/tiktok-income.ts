import { minus, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { numberOrNone } from '../rows/number-or-none.ts';

const columns = {
  id: ['Order/adjustment ID', 'Order\\adjustment ID', 'Order/adjustment'],
  type: ['Type', 'Transaction type'],
  orderedAt: ['Order created time', 'Order created time(UTC)', 'Order created date', 'Order create time'],
  settledAt: ['Order settled time', 'Order settled time(UTC)', 'Statement Date'],
  statement: ['Statement ID'],
  payout: ['Payment ID'],
  currency: ['Currency'],
  settled: ['Total settlement amount'],
  revenue: ['Total revenue', 'Net sales'],
  fees: ['Total fees', 'Fees'],
  shipping: ['Shipping'],
  adjusted: ['Adjustment amount', 'Ajustment amount'],
  relatedOrder: ['Related order ID'],
} as const;
type Field = keyof typeof columns;

/**
 * TikTok Shop · income: an order or adjustment a row, of several products several. Built from a sample of some columns
 * and what sellers' programs read; settled = revenue + shipping + fees (negative) + adjustment.
 */
const tiktokIncome: FormatProfile<'settlement', Field> = {
  id: 'tiktok-income',
  title: { en: 'TikTok Shop income (from documentation)', zh: 'TikTok Shop 收入明细（据文档）' },
  kind: 'settlement',
  platform: 'tiktok',
  bill: 'both',
  grade: 'C',
  joins: {
    en: 'order ID = order no., statement or payment ID = payout',
    zh: '订单 ID = 订单号，结算单或付款 ID = 出款',
  },
  columns,
  known: ['id', 'type', 'settledAt', 'settled', 'revenue'],
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  read,
};
export default tiktokIncome;

function read(row: Row<Field>): Reading<SettlementLine> {
  const settled = row.needAmount('settled');
  const revenue = row.amount('revenue') ?? ZERO;
  checkParts(row, settled, revenue);
  const type = row.needText('type');
  const kind = kindOf(type, revenue === ZERO ? settled : revenue, settled);
  const ofOrder = kind === 'sale' || kind === 'refund';
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('settledAt'),
    settledOn: row.day('settledAt'),
    orderNo: ofOrder ? row.needId('id') : numberOrNone(row.id('relatedOrder')),
    tradeNo: ofOrder ? undefined : numberOrNone(row.id('id')),
    batchNo: numberOrNone(row.id('payout')) ?? numberOrNone(row.id('statement')),
    ...(ofOrder ? lineAmounts(kind, revenue, minus(revenue, settled)) : lineAmounts(kind, settled, ZERO)),
    currency: row.currency,
    typeWords: type,
    memo: ofOrder ? undefined : type,
  });
}

/** Held against each other only where the file sums the fees up itself. */
function checkParts(row: Row<Field>, settled: Minor, revenue: Minor): void {
  const fees = row.amount('fees');
  if (fees === undefined) return;
  const sum = plus(revenue, fees, row.amount('shipping') ?? ZERO, row.amount('adjusted') ?? ZERO);
  if (sum !== settled) row.fail('CONTROL_TOTAL_DIFFERS', 'settled');
}

/** Types other than orders and refunds are named freely: what their words say, else unknown. */
const BY_WORDS: readonly (readonly [RegExp, LineKind, LineKind])[] = [
  [/withdraw|payout/iu, 'payout-return', 'payout'],
  [/reserve|frozen|hold/iu, 'release', 'reserve'],
  [/\bads?\b|advert|promot|\bgmv\b/iu, 'commission', 'commission'],
  [/service fee/iu, 'fee', 'fee'],
  [/\btax\b|\bvat\b/iu, 'tax', 'tax'],
  [/charge ?back/iu, 'adjustment', 'chargeback'],
  [/reimburs|compensat|rebate|subsid|adjust|correct|penalt|deduct/iu, 'adjustment', 'adjustment'],
];

function kindOf(type: string, moved: Minor, settled: Minor): LineKind {
  if (/^orders?$/iu.test(type)) return moved < ZERO ? 'refund' : 'sale';
  if (/^(?:order )?refunds?$/iu.test(type)) return moved > ZERO ? 'adjustment' : 'refund';
  const found = BY_WORDS.find(([words]) => words.test(type));
  return found?.[settled < ZERO ? 2 : 1] ?? 'unknown';
}
