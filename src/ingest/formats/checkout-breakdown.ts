import { minus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';

const columns = {
  account: ['Client Entity ID'],
  type: ['Type'],
  paymentNo: ['Payment ID'],
  actionNo: ['Action ID'],
  orderNo: ['Reference'],
  occurredAt: ['Processed On'],
  settledOn: ['Available On'],
  currency: ['Holding Currency'],
  batchNo: ['Payout ID'],
  gross: ['Gross In Holding Currency'],
  deduction: ['Deduction In Holding Currency'],
  net: ['Net In Holding Currency'],
  reserve: ['Reserve In Holding Currency'],
  paidCurrency: ['Processing Currency'],
  paid: ['Gross In Processing Currency'],
} as const;
type Field = keyof typeof columns;

/** Checkout.com · settlement breakdown (formats/intl.md §14): what a payout holds; deductions are negative, to be added. */
const checkoutBreakdown: FormatProfile<'settlement', Field> = {
  id: 'checkout-breakdown',
  title: { en: 'Checkout.com settlement breakdown', zh: 'Checkout.com 结算明细' },
  kind: 'settlement',
  platform: 'checkoutcom',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'Reference = order no., Payment ID = trade no., Payout ID = payout',
    zh: 'Reference = 订单号，Payment ID = 交易号，Payout ID = 出款号',
  },
  columns,
  known: ['account', 'type', 'paymentNo', 'currency', 'batchNo', 'gross', 'deduction', 'net'],
  times: 'as-printed',
  read: (row) => {
    const [gross, net] = [row.roundedAmount('gross'), row.roundedAmount('net')];
    if (gross === undefined) row.fail('AMOUNT_MISSING', 'gross');
    if (net === undefined) row.fail('AMOUNT_MISSING', 'net');
    return linesOf(row, gross ?? ZERO, net ?? ZERO);
  },
};
export default checkoutBreakdown;

/** First fit; the payout's own row is the fee charged for it. */
const KINDS: readonly (readonly [words: RegExp, kind: LineKind])[] = [
  [/chargeback|dispute|representment|retrieval|arbitration/iu, 'chargeback'],
  [/refund/iu, 'refund'],
  [/^(?:charge|capture|payment|card payment)/iu, 'sale'],
  [/reserve|release|reservation|collateral/iu, 'reserve'],
  [/top.?up|transfer|cover negative|funding/iu, 'transfer'],
  [/pay ?to ?card|^payout|card payout/iu, 'transfer'],
  [/adjustment/iu, 'adjustment'],
  [/tax|vat/iu, 'tax'],
];

/** A row without a gross is a fee, whatever action it was charged for. */
function kindOf(type: string, gross: Minor): LineKind {
  if (gross === ZERO) return 'fee';
  const kind = KINDS.find(([words]) => words.test(type))?.[1] ?? 'unknown';
  return kind === 'reserve' && gross > 0 ? 'release' : kind;
}

/** Net is rounded once, fees are the difference. A rolling reserve kept from the row is a line of its own. */
function linesOf(row: Row<Field>, gross: Minor, net: Minor): Reading<SettlementLine> {
  const deduction = row.roundedAmount('deduction') ?? ZERO;
  const reserve = row.roundedAmount('reserve') ?? ZERO;
  const left = minus(minus(net, gross), deduction);
  const isKept = reserve !== ZERO && Math.abs(left - reserve) <= 1;
  if (!isKept && Math.abs(left) > 1) row.fail('AMOUNT_SIGN', 'net');
  const moved = isKept ? minus(net, reserve) : net;
  const kind = kindOf(row.needText('type'), gross);
  const line = lineOf(row, kind, kind === 'fee' ? lineAmounts(kind, moved, ZERO) : amountsOf(gross, moved));
  if (!isKept) return gross === ZERO && moved === ZERO ? [] : line;
  const held = { gross: reserve, fee: ZERO, net: reserve };
  return [line, lineOf(row, reserve < 0 ? 'reserve' : 'release', held)];
}

function amountsOf(gross: Minor, net: Minor): Amounts {
  return { gross, fee: minus(gross, net), net };
}

type Amounts = Pick<SettlementLine, 'gross' | 'fee' | 'net'>;

function lineOf(row: Row<Field>, kind: LineKind, amounts: Amounts): SettlementLine {
  const isBack = kind === 'refund' || kind === 'chargeback';
  const type = row.text('type');
  return defined({
    line: row.line,
    account: row.id('account'),
    kind,
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('settledOn'),
    orderNo: row.id('orderNo'),
    tradeNo: row.id('paymentNo'),
    refundNo: isBack ? row.id('actionNo') : undefined,
    batchNo: row.id('batchNo'),
    ...amounts,
    currency: row.currency,
    typeWords: type,
    memo: paidWords(row),
  });
}

function paidWords(row: Row<Field>): string | undefined {
  const currency = row.currencyOf('paidCurrency');
  const paid = row.text('paid');
  return currency === undefined || currency === row.currency || paid === undefined ? undefined : `${currency} ${paid}`;
}
