import { absolute, minus, negate, ZERO, type Minor } from '../../../model/money.ts';
import type { LineKind, SettlementLine } from '../../../model/statement.ts';
import { defined } from '../../defined.ts';
import { namedOrder } from './stripe-orders.ts';
import type { Row } from '../../profile.ts';
import { lineAmounts } from '../../rows/fund-amounts.ts';

/** Fields of Stripe's movements of the balance. Columns are chosen by the user: any but `known` may be missing. */
export type StripeField =
  | 'id'
  | 'occurredAt'
  | 'availableOn'
  | 'paidOutOn'
  | 'currency'
  | 'gross'
  | 'fee'
  | 'net'
  | 'category'
  | 'description'
  | 'sourceId'
  | 'chargeId'
  | 'batchNo'
  | 'orderNo'
  | 'metadata'
  | 'paidAmount'
  | 'paidCurrency';

/** `reporting_category` of the reports and `Type` of the list (formats/intl.md 1a, 1c): kind of money in, of money out. */
const KINDS: readonly (readonly [pattern: RegExp, incoming: LineKind, outgoing: LineKind])[] = [
  [/^(?:charge|payment)$/, 'sale', 'adjustment'],
  [/^(?:refund|payment_refund|partial_capture_reversal)$/, 'adjustment', 'refund'],
  [/^(?:dispute|chargeback)/, 'adjustment', 'chargeback'],
  [/^payout$/, 'payout', 'payout'],
  [/^payout_(?:reversal|cancel|failure)$/, 'payout-return', 'payout'],
  [/tax/, 'tax', 'tax'],
  [/fee$|^(?:network_cost|minimum_transaction)/, 'fee', 'fee'],
  [/reserve/, 'release', 'reserve'],
  [/^topup/, 'deposit', 'transfer'],
  [/transfer|^(?:contribution|climate|financing|advance|anticipation|obligation)/, 'transfer', 'transfer'],
  [/adjustment|^(?:refund_failure|payment_failure_refund|stripe_balance)/, 'adjustment', 'adjustment'],
];

/** One movement of a Stripe balance. Gross and net are signed, the fee is positive and subtracted: net = gross − fee. */
export function stripeMovement(row: Row<StripeField>): SettlementLine {
  const words = row.needText('category');
  const gross = row.needAmount('gross');
  const fee = row.amount('fee') ?? ZERO;
  const net = row.amount('net') ?? minus(gross, fee);
  const isTold = row.amount('gross') !== undefined;
  const kind = kindOf(row, words, gross === ZERO ? net : gross);
  if (isTold && kind !== 'payout' && minus(gross, fee) !== net) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('paidOutOn') ?? row.day('availableOn'),
    ...numbersOf(row, kind),
    ...(kind === 'payout' ? payoutAmounts(net) : lineAmounts(kind, gross, fee)),
    currency: row.currency,
    typeWords: words,
    memo: memoOf(row),
  });
}

function kindOf(row: Row<StripeField>, words: string, moved: Minor): LineKind {
  const plain = words.toLowerCase().replace(/[\s-]+/gu, '_');
  if (plain === 'adjustment' && /dispute|chargeback/iu.test(row.text('description') ?? '')) {
    return moved > ZERO ? 'adjustment' : 'chargeback';
  }
  const rule = KINDS.find(([pattern]) => pattern.test(plain));
  if (rule === undefined) return 'unknown';
  return moved > ZERO ? rule[1] : rule[2];
}

/** A payout is printed negative in the balance's report and positive in others; its net is what leaves (1a). */
export function payoutAmounts(net: Minor): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  const out = negate(absolute(net));
  return { gross: out, fee: ZERO, net: out };
}

const ABOUT_A_CHARGE: ReadonlySet<LineKind> = new Set(['sale', 'refund', 'chargeback', 'adjustment']);

/** A payment goes by its charge; a fee or a payout belongs to no order. */
function numbersOf(
  row: Row<StripeField>,
  kind: LineKind,
): Partial<Pick<SettlementLine, 'orderNo' | 'tradeNo' | 'refundNo' | 'batchNo'>> {
  const source = row.id('sourceId');
  const batchNo = row.id('batchNo');
  if (kind === 'payout') return defined({ batchNo: batchNo ?? source });
  if (!ABOUT_A_CHARGE.has(kind)) return defined({ batchNo });
  const own = row.id('id');
  return defined({
    orderNo: orderNoOf(row),
    tradeNo: chargeOf(row) ?? (kind === 'sale' ? own : undefined),
    refundNo: kind === 'refund' ? (source ?? own) : undefined,
    batchNo,
  });
}

function orderNoOf(row: Row<StripeField>): string | undefined {
  const named = row.id('orderNo') ?? row.texts('orderNo')[0] ?? namedOrder(row.text('description'));
  return named ?? (row.has('orderNo') ? undefined : onlyNumber(row.texts('metadata')));
}

/** Of several pieces of metadata any could be the order: then none is. An order's number has a digit. */
function onlyNumber([only, ...others]: readonly string[]): string | undefined {
  return others.length === 0 && /\d/u.test(only ?? '') ? only : undefined;
}

function chargeOf(row: Row<StripeField>): string | undefined {
  const source = row.id('sourceId');
  return row.id('chargeId') ?? (/^(?:ch|py)_/.test(source ?? '') ? source : undefined);
}

/** What the customer paid, where it was another currency. */
function memoOf(row: Row<StripeField>): string | undefined {
  const description = row.text('description');
  const currency = row.text('paidCurrency');
  if (currency === undefined || currency.toUpperCase() === row.currency) return description;
  return [description, `${row.text('paidAmount') ?? ''} ${currency}`].filter((text) => text !== undefined).join('; ');
}
