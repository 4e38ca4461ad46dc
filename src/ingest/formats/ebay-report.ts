import type { Currency } from '../../model/currency.ts';
import { minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { numberOrNone } from '../rows/number-or-none.ts';

const columns = {
  occurredAt: ['Transaction creation date'],
  type: ['Type'],
  orderNo: ['Order number'],
  net: ['Net amount'],
  payoutCurrency: ['Payout currency'],
  paidOutOn: ['Payout date'],
  payoutNo: ['Payout ID'],
  payoutMethod: ['Payout method'],
  payoutStatus: ['Payout status'],
  holdReason: ['Reason for hold'],
  tradeNo: ['Transaction ID'],
  item: ['Item title'],
  subtotal: ['Item subtotal', 'Item price'],
  shipping: ['Shipping and handling', 'Postage and packaging'],
  sellerTax: ['Seller collected tax'],
  ebayTax: ['eBay collected tax', 'eBay collected tax and fees included in gross'],
  fixedFee: ['Final Value Fee - fixed', 'Final value fee – fixed'],
  variableFee: ['Final Value Fee - variable', 'Final value fee – variable'],
  regulatoryFee: ['Regulatory operating fee'],
  notAsDescribedFee: ['Very high "item not as described" fee'],
  performanceFee: ['Below standard performance fee'],
  internationalFee: ['International fee'],
  donation: ['Charity donation'],
  depositFee: ['Deposit processing fee'],
  total: ['Gross transaction amount'],
  paidCurrency: ['Transaction currency'],
  reference: ['Reference ID'],
  description: ['Description'],
} as const;
type Field = keyof typeof columns;

/** eBay · `Transaction report`, with about ten lines above its header and `--` for none (formats/intl.md 10). */
const ebayReport: FormatProfile<'settlement', Field> = {
  id: 'ebay-report',
  title: { en: 'eBay transaction report', zh: 'eBay 交易报告' },
  kind: 'settlement',
  platform: 'ebay',
  bill: 'both',
  grade: 'C',
  joins: { en: 'Order number = order no., Payout ID = payout', zh: 'Order number = 订单号，Payout ID = 出款' },
  columns,
  known: ['occurredAt', 'type', 'orderNo', 'net', 'payoutNo', 'total'],
  preamble: { account: [/^Seller:?\s+(\S.*)$/u] },
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  read: (row) => {
    const currency = word(row, 'payoutCurrency') === undefined ? row.currency : row.currencyOf('payoutCurrency');
    const moved = row.amountIn('net', currency ?? row.currency);
    // An order of several items: its own row has the net amount, the items below it only their shares of it.
    if (moved === undefined) return itemOf(row);
    const type = row.needText('type');
    const isAd = /\bad fee\b|promoted|advertis/iu.test(row.text('description') ?? '');
    const kind = kindOf(isAd && /^other fee$/iu.test(type) ? 'ad fee' : type, moved);
    const movement = { kind, moved, currency: currency ?? row.currency };
    return kind === 'payout' ? payout(row, movement) : entry(row, movement);
  },
};
export default ebayReport;

interface Movement {
  readonly kind: LineKind;
  readonly moved: Minor;
  readonly currency: Currency;
}

/** A fee or payout without an amount is a cell gone missing. */
function itemOf(row: Row<Field>): Reading<SettlementLine> {
  const isOfOrder = /^(?:order|refund|claim|payment dispute)$/iu.test(row.text('type') ?? '');
  if (!isOfOrder && word(row, 'item') === undefined) row.fail('AMOUNT_MISSING', 'net');
  return [];
}

/** A cell's text; `--` is none. */
function word(row: Row<Field>, field: Field): string | undefined {
  return numberOrNone(row.text(field));
}

/** Kind when money comes in, kind when it goes out. */
const BY_TYPE: Readonly<Record<string, readonly [LineKind, LineKind]>> = {
  order: ['sale', 'sale'],
  refund: ['adjustment', 'refund'],
  claim: ['adjustment', 'chargeback'],
  'payment dispute': ['adjustment', 'chargeback'],
  dispute: ['adjustment', 'chargeback'],
  'shipping label': ['fee', 'fee'],
  'postage label': ['fee', 'fee'],
  'other fee': ['fee', 'fee'],
  'ad fee': ['commission', 'commission'],
  hold: ['release', 'reserve'],
  // What is owed to eBay, drawn from the seller's card or account.
  charge: ['deposit', 'unknown'],
  adjustment: ['adjustment', 'adjustment'],
  credit: ['adjustment', 'adjustment'],
  transfer: ['transfer', 'transfer'],
  payout: ['payout-return', 'payout'],
};

function kindOf(type: string, moved: Minor): LineKind {
  return BY_TYPE[type.trim().toLowerCase()]?.[moved < ZERO ? 1 : 0] ?? 'unknown';
}

/** A transfer to the bank or to a wallet such as Payoneer; one that failed moved nothing. */
function payout(row: Row<Field>, { moved, currency }: Movement): Reading<SettlementLine> {
  if (/fail|cancel|block/iu.test(row.text('payoutStatus') ?? '')) return undefined;
  return defined({
    line: row.line,
    kind: 'payout' as const,
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('paidOutOn'),
    batchNo: numberOrNone(row.id('payoutNo')),
    gross: moved,
    fee: ZERO,
    net: moved,
    currency,
    typeWords: row.text('type'),
    memo: joined(word(row, 'payoutMethod'), word(row, 'description')),
  });
}

function entry(row: Row<Field>, movement: Movement): Reading<SettlementLine> {
  const { kind, moved, currency } = movement;
  const fee = feeOf(row, movement);
  // A hold repeats the order's numbers, and is no movement of the order.
  const held = kind === 'reserve' || kind === 'release';
  const orderNo = numberOrNone(row.id('orderNo'));
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('paidOutOn'),
    orderNo: held ? undefined : orderNo,
    tradeNo: held ? undefined : numberOrNone(row.id('tradeNo')),
    refundNo: kind === 'refund' ? numberOrNone(row.id('reference')) : undefined,
    batchNo: numberOrNone(row.id('payoutNo')),
    ...lineAmounts(kind, plus(moved, fee), fee),
    currency,
    typeWords: row.text('type'),
    memo: held
      ? joined(word(row, 'holdReason'), orderNo)
      : joined(word(row, 'item'), word(row, 'description'), otherCurrency(row, currency)),
  });
}

const FEES: readonly Field[] = [
  'fixedFee',
  'variableFee',
  'regulatoryFee',
  'notAsDescribedFee',
  'performanceFee',
  'internationalFee',
  'donation',
  'depositFee',
];

/**
 * What of a sale, refund or claim is fee: price, shipping and tax that the seller collects, less the net amount; what
 * eBay collects for the state never was the seller's. Rows without a price have it from their fee columns.
 */
function feeOf(row: Row<Field>, { kind, moved, currency }: Movement): Minor {
  const ofOrder = kind === 'sale' || kind === 'refund' || kind === 'chargeback' || kind === 'adjustment';
  if (!ofOrder || otherCurrency(row, currency) !== undefined) return ZERO;
  const amount = (field: Field): Minor => row.amountIn(field, currency) ?? ZERO;
  if (word(row, 'subtotal') === undefined) return negate(plus(...FEES.map(amount)));
  return minus(plus(amount('subtotal'), amount('shipping'), amount('sellerTax')), moved);
}

/** Prices and fees are in the buyer's currency, the net amount in the seller's. */
function otherCurrency(row: Row<Field>, currency: Currency): string | undefined {
  const paid = word(row, 'paidCurrency');
  if (paid === undefined || paid.toUpperCase() === currency) return undefined;
  return `${word(row, 'total') ?? ''} ${paid}`.trim();
}

function joined(...texts: readonly (string | undefined)[]): string | undefined {
  const words = texts.filter((text) => text !== undefined).join('; ');
  return words === '' ? undefined : words;
}
