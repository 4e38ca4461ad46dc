import type { FormatProfile, Row } from '../profile.ts';
import { settlementRow, type AmazonAmount } from '../rows/amazon-settlement.ts';
import { AMAZON_FLAT_FILE } from './words/amazon-columns.ts';
import type { AmazonPart } from './words/amazon-kinds.ts';

const columns = {
  ...AMAZON_FLAT_FILE,
  amountType: ['amount-type'],
  description: ['amount-description'],
  amount: ['amount'],
} as const;
type Field = keyof typeof columns;

const PARTS: Readonly<Record<string, AmazonPart>> = {
  ItemPrice: 'price',
  ItemFees: 'fee',
  ItemFeeAdjustment: 'fee',
  Promotion: 'promotion',
  ItemWithheldTax: 'tax',
  ItemTCS: 'tax',
  ItemTDS: 'tax',
  'Cost of Advertising': 'advertising',
  'Cost of Advertising Tax': 'advertising',
};

/**
 * Amazon · settlement, flat file V2 (formats/intl.md 6b): one amount a row. Dates and decimal marks are the
 * marketplace's: `05.03.2021 17:33:27 UTC` and `12,99` in Europe, `2021/03/05` in Japan.
 */
const amazonSettlementV2: FormatProfile<'settlement', Field> = {
  id: 'amazon-settlement-v2',
  title: { en: 'Amazon settlement, flat file V2 (from documentation)', zh: '亚马逊结算报告（平面文件 V2）（据文档）' },
  kind: 'settlement',
  platform: 'amazon',
  bill: 'both',
  grade: 'B',
  joins: { en: 'order-id, settlement-id = batch', zh: 'order-id，settlement-id = 批次' },
  columns,
  known: ['batchNo', 'total', 'currency', 'type', 'orderNo', 'amountType', 'description', 'amount'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  currencyStays: true,
  ragged: true,
  unquoted: true,
  western: true,
  closed: true,
  read: (row) => settlementRow(row, () => [amountOf(row)]),
};
export default amazonSettlementV2;

function amountOf(row: Row<Field>): AmazonAmount {
  const amountType = row.text('amountType') ?? '';
  const words = [amountType, row.text('description') ?? ''].filter((text) => text !== '').join(' ');
  return { part: PARTS[amountType] ?? 'other', words, amount: row.needAmount('amount') };
}
