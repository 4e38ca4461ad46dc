import { ZERO } from '../../model/money.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { settlementRow, type AmazonAmount } from '../rows/amazon-settlement.ts';
import type { AmazonPart } from './words/amazon-kinds.ts';
import { AMAZON_FLAT_FILE } from './words/amazon-columns.ts';

const columns = {
  ...AMAZON_FLAT_FILE,
  shipmentFeeType: ['shipment-fee-type'],
  shipmentFee: ['shipment-fee-amount'],
  orderFeeType: ['order-fee-type'],
  orderFee: ['order-fee-amount'],
  priceType: ['price-type'],
  price: ['price-amount'],
  itemFeeType: ['item-related-fee-type'],
  itemFee: ['item-related-fee-amount'],
  miscFee: ['misc-fee-amount'],
  otherFee: ['other-fee-amount'],
  otherFeeReason: ['other-fee-reason-description'],
  promotionType: ['promotion-type'],
  promotion: ['promotion-amount'],
  directPaymentType: ['direct-payment-type'],
  directPayment: ['direct-payment-amount'],
  other: ['other-amount'],
} as const;
type Field = keyof typeof columns;

/** Every column with an amount, the column that says what it is, and what it is part of. */
const AMOUNTS: readonly (readonly [amount: Field, words: Field | undefined, part: AmazonPart])[] = [
  ['price', 'priceType', 'price'],
  ['itemFee', 'itemFeeType', 'fee'],
  ['shipmentFee', 'shipmentFeeType', 'fee'],
  ['orderFee', 'orderFeeType', 'fee'],
  ['miscFee', undefined, 'fee'],
  ['otherFee', 'otherFeeReason', 'fee'],
  ['promotion', 'promotionType', 'promotion'],
  ['directPayment', 'directPaymentType', 'other'],
  ['other', undefined, 'other'],
];

/** Amazon · settlement, flat file V1 (formats/intl.md 6a): a row for each component of an item, all signed. */
const amazonSettlementV1: FormatProfile<'settlement', Field> = {
  id: 'amazon-settlement-v1',
  title: { en: 'Amazon settlement, flat file V1', zh: '亚马逊结算报告（平面文件 V1）' },
  kind: 'settlement',
  platform: 'amazon',
  bill: 'both',
  grade: 'A',
  joins: { en: 'order-id, settlement-id = batch', zh: 'order-id，settlement-id = 批次' },
  columns,
  known: ['batchNo', 'total', 'currency', 'type', 'orderNo', 'priceType', 'price', 'itemFee', 'other'],
  decimal: 'shown',
  times: 'as-printed',
  dateOrder: 'file',
  currencyStays: true,
  ragged: true,
  unquoted: true,
  western: true,
  closed: true,
  read: (row) => settlementRow(row, () => amountsOf(row)),
};
export default amazonSettlementV1;

function amountsOf(row: Row<Field>): readonly AmazonAmount[] {
  return AMOUNTS.map(([field, wordsField, part]) => ({
    part,
    words: wordsField === undefined ? '' : (row.text(wordsField) ?? ''),
    amount: row.amount(field) ?? ZERO,
  }));
}
