import { minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { AMAZON_DATE_RANGE } from './words/amazon-columns.ts';
import { amazonKind, amazonType } from './words/amazon-kinds.ts';

type Field = keyof typeof AMAZON_DATE_RANGE;

/** What the customer pays or gets back. */
const PRICE = [
  'sales',
  'salesTax',
  'shipping',
  'shippingTax',
  'giftWrap',
  'giftWrapTax',
  'regulatoryFee',
  'regulatoryTax',
  'points',
  'rebates',
  'rebatesTax',
  'salesTaxCollected',
] as const satisfies readonly Field[];
const FEES = ['sellingFees', 'fbaFees', 'otherFees'] as const satisfies readonly Field[];

/**
 * Amazon · date range report of movements (formats/intl.md 6c), in the language of its marketplace. One row an item,
 * its parts in columns that come to the total. A report of some days holds parts of settlements: no batch is closed.
 */
const amazonDateRange: FormatProfile<'settlement', Field> = {
  id: 'amazon-date-range',
  title: { en: 'Amazon date range report', zh: '亚马逊日期范围报告' },
  kind: 'settlement',
  platform: 'amazon',
  bill: 'both',
  grade: 'C',
  joins: { en: 'order id, settlement id = batch', zh: 'order id，settlement id = 批次' },
  columns: AMAZON_DATE_RANGE,
  known: ['occurredAt', 'batchNo', 'type', 'orderNo', 'sales', 'sellingFees', 'total'],
  preamble: {
    currency: [
      /\b(USD|CAD|MXN|BRL|GBP|EUR|SEK|PLN|TRY|JPY|AUD|SGD|INR|AED|SAR|EGP)\b/u,
      /(?:Beträge in|montants (?:sont )?en|importes en|importi (?:sono espressi )?in)\s+(eur)os?\b/iu,
      /金額は[^。]*?(円)/u,
    ],
  },
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  western: true,
  read: (row) => {
    const type = amazonType(row.needText('type'));
    const total = row.needAmount('total');
    const occurredAt = row.needMoment('occurredAt');
    const shared = { occurredAt, batchNo: row.id('batchNo'), orderNo: row.id('orderNo') };
    if (type === 'transfer') return transferOf(row, total, shared);
    const kind = amazonKind('price', { type, words: row.text('description') ?? '' }, total);
    if (!IN_PARTS.has(kind))
      return total === ZERO ? [] : [lineOf(row, kind, { ...shared, ...lineAmounts(kind, total, ZERO) })];
    return partsOf(row, kind, total).map(([part, amounts]) => lineOf(row, part, { ...shared, ...amounts }));
  },
};
export default amazonDateRange;

type Amounts = Pick<SettlementLine, 'gross' | 'fee' | 'net' | 'memo'>;
type Shared = Pick<SettlementLine, 'occurredAt'> & {
  readonly batchNo: string | undefined;
  readonly orderNo: string | undefined;
};

const IN_PARTS: ReadonlySet<LineKind> = new Set(['sale', 'refund', 'chargeback']);

function lineOf(row: Row<Field>, kind: LineKind, facts: Shared & Amounts): SettlementLine {
  return defined({
    line: row.line,
    kind,
    ...facts,
    currency: row.currency,
    typeWords: row.text('type'),
    memo: facts.memo ?? row.text('description'),
  });
}

/** Money that goes to the bank; one that comes from it, or is carried, is no payout. */
function transferOf(row: Row<Field>, total: Minor, shared: Shared): Reading<SettlementLine> {
  if (total === ZERO) return [];
  const kind = total < ZERO ? 'payout' : 'transfer';
  return lineOf(row, kind, { ...shared, gross: total, fee: ZERO, net: total });
}

/**
 * A trade's row: the price with the fees taken from it, the tax that Amazon keeps, and whatever of the total no known
 * column explains, so that nothing of it is lost.
 */
function partsOf(row: Row<Field>, kind: LineKind, total: Minor): readonly (readonly [LineKind, Amounts])[] {
  const sum = (fields: readonly Field[]): Minor => plus(...fields.map((field) => row.amount(field) ?? ZERO));
  const [price, fee, withheld] = [sum(PRICE), negate(sum(FEES)), sum(['withheld'])];
  const rest = minus(total, plus(minus(price, fee), withheld));
  const trade = price === ZERO ? 'fee' : kind;
  const parts: readonly (readonly [LineKind, Amounts])[] = [
    [trade, lineAmounts(trade, price, fee)],
    ['tax', lineAmounts('tax', withheld, ZERO)],
    ['unknown', { ...lineAmounts('unknown', rest, ZERO), memo: 'of the total, in no known column' }],
  ];
  return parts.filter(([, amounts]) => amounts.gross !== ZERO || amounts.fee !== ZERO);
}
