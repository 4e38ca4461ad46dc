import type { Currency } from '../../model/currency.ts';
import { absolute, formatAmount, minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { shownCurrency } from '../rows/shown-currency.ts';
import { SQUARE_PAYS } from './words/square-currencies.ts';

const columns = {
  day: ['Date'],
  time: ['Time'],
  collected: ['Total Collected'],
  card: ['Card'],
  cash: ['Cash'],
  giftCard: ['Square Gift Card'],
  otherTender: ['Other Tender'],
  tenderNote: ['Other Tender Type'],
  fees: ['Fees'],
  otherFees: ['Third Party Fees'],
  net: ['Net Total'],
  tradeNo: ['Transaction ID'],
  paymentNo: ['Payment ID'],
  event: ['Event Type'],
  description: ['Description'],
  status: ['Transaction Status'],
  orderNo: ['Order Reference ID'],
  depositNo: ['Deposit ID'],
  depositedOn: ['Deposit Date'],
} as const;
type Field = keyof typeof columns;

/** Square · payments and refunds of all tenders; newer files name the deposit they went into (formats/intl.md 7). */
const squarePayments: FormatProfile<'settlement', Field> = {
  id: 'square-payments',
  title: { en: 'Square payments (transactions export)', zh: 'Square 交易导出' },
  kind: 'settlement',
  platform: 'square',
  bill: 'both',
  grade: 'C',
  joins: { en: 'Transaction ID = trade no., Deposit ID = payout', zh: 'Transaction ID = 交易号，Deposit ID = 出款' },
  columns,
  known: ['day', 'collected', 'card', 'cash', 'fees', 'net', 'tradeNo', 'event'],
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  read: (row) => {
    if (/pending|void|cancel|fail|declin/iu.test(row.text('status') ?? '')) return undefined;
    const currency = shownCurrency(row.text('collected'), row.currency, SQUARE_PAYS);
    if (currency !== undefined) return payment(row, currency);
    row.fail('CURRENCY_UNKNOWN', 'collected');
    return undefined;
  },
};
export default squarePayments;

function payment(row: Row<Field>, currency: Currency): Reading<SettlementLine> {
  const fee = feeOf(row, currency);
  const { held, elsewhere } = tendersOf(row, currency);
  if (held === ZERO && fee === ZERO) return [];
  const kind = kindOf(row, held);
  const words = [row.text('description'), elsewhere === ZERO ? undefined : besides(row, elsewhere, currency)];
  const memo = words.filter((text) => text !== undefined).join('; ');
  return defined({
    line: row.line,
    kind,
    occurredAt: row.momentOf('day', 'time') ?? row.needMoment('day'),
    settledOn: row.day('depositedOn'),
    orderNo: row.id('orderNo'),
    tradeNo: row.needId('tradeNo'),
    refundNo: kind === 'refund' ? row.id('paymentNo') : undefined,
    batchNo: row.id('depositNo'),
    gross: held,
    fee,
    net: minus(held, fee),
    currency,
    typeWords: row.text('event'),
    memo: memo === '' ? undefined : memo,
  });
}

function amount(row: Row<Field>, field: Field, currency: Currency): Minor {
  return row.amountIn(field, currency) ?? ZERO;
}

/** Net Total = Total Collected + Fees; those of other parties stand in a column of their own in newer files. */
function feeOf(row: Row<Field>, currency: Currency): Minor {
  if (row.text('collected') === undefined) row.fail('AMOUNT_MISSING', 'collected');
  const fee = minus(amount(row, 'collected', currency), amount(row, 'net', currency));
  const fees = negate(amount(row, 'fees', currency));
  if (fee !== fees && fee !== minus(fees, amount(row, 'otherFees', currency))) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  return fee;
}

/** Cash, gift cards and other tender are with the seller already: what Square holds, and pays out, is the rest. */
function tendersOf(row: Row<Field>, currency: Currency): { readonly held: Minor; readonly elsewhere: Minor } {
  const parts = (['cash', 'giftCard', 'otherTender'] as const).map((field) => amount(row, field, currency));
  const elsewhere = plus(...parts);
  const held = minus(amount(row, 'collected', currency), elsewhere);
  const card = amount(row, 'card', currency);
  const beyond = absolute(card) > absolute(held) || (card > ZERO && held < ZERO) || (card < ZERO && held > ZERO);
  if (beyond) row.fail('CONTROL_TOTAL_DIFFERS', 'collected');
  return { held, elsewhere };
}

function besides(row: Row<Field>, elsewhere: Minor, currency: Currency): string {
  const note = row.text('tenderNote');
  return `cash or other tender ${formatAmount(elsewhere, currency)}${note === undefined ? '' : ` (${note})`}`;
}

function kindOf(row: Row<Field>, held: Minor): LineKind {
  const event = row.needText('event').toLowerCase();
  if (/chargeback|dispute/u.test(event)) return held > ZERO ? 'adjustment' : 'chargeback';
  if (event !== 'payment' && event !== 'refund') return 'unknown';
  if (event === 'payment' ? held < ZERO : held > ZERO) row.fail('AMOUNT_SIGN', 'collected');
  return event === 'payment' ? 'sale' : 'refund';
}
