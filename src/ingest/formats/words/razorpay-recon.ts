import { dayOf, type Moment } from '../../../model/day.ts';
import { minus, negate, plus, ZERO, type Minor } from '../../../model/money.ts';
import type { LineKind, SettlementLine } from '../../../model/statement.ts';
import { defined } from '../../defined.ts';
import type { Row } from '../../profile.ts';

/** Razorpay's settlement recon, as its interface and its dashboard name the columns (formats/intl.md 11). */
export const RAZORPAY_COLUMNS = {
  entity: ['entity_id'],
  type: ['type', 'transaction_entity'],
  debit: ['debit'],
  credit: ['credit'],
  amount: ['amount'],
  currency: ['currency'],
  fee: ['fee', 'fee (exclusive tax)', 'fee (inclusive tax)'],
  tax: ['tax'],
  onHold: ['on_hold'],
  settled: ['settled'],
  createdAt: ['created_at', 'entity_created_at'],
  settledAt: ['settled_at'],
  settlement: ['settlement_id'],
  utr: ['settlement_utr'],
  receipt: ['order_receipt'],
  payment: ['payment_id'],
  description: ['description', 'entity_description'],
} as const;
export type RazorpayField = keyof typeof RAZORPAY_COLUMNS;

export const RAZORPAY_KNOWN: readonly RazorpayField[] = [
  'entity',
  'type',
  'debit',
  'credit',
  'amount',
  'fee',
  'tax',
  'createdAt',
  'settlement',
];

/** How the two variants print what both say: rupees and dates, or paise and seconds. */
export interface RazorpayCells {
  amount(field: RazorpayField): Minor | undefined;
  moment(field: RazorpayField): Moment | undefined;
}

/** One row of a recon. Its bank transfer is known by the UTR, which the bank prints; what is on hold has none. */
export function razorpayLine(row: Row<RazorpayField>, cells: RazorpayCells): SettlementLine {
  const net = movedBy(row, cells);
  const kind = kindOf(row.needText('type'), net);
  const amounts = amountsOf(row, cells, { kind, net });
  const held = isSaid(row, 'onHold', /^(?:y|yes|1|true)$/iu) || isSaid(row, 'settled', /^(?:n|no|0|false)$/iu);
  const utr = row.id('utr');
  const memo = [
    held ? 'on hold' : undefined,
    utr === undefined ? undefined : row.id('settlement'),
    row.text('description'),
  ];
  const words = memo.filter((text) => text !== undefined).join('; ');
  const settledAt = held ? undefined : cells.moment('settledAt');
  return defined({
    line: row.line,
    kind,
    occurredAt: cells.moment('createdAt') ?? row.needMoment('createdAt'),
    settledOn: settledAt === undefined ? undefined : dayOf(settledAt),
    orderNo: row.id('receipt'),
    ...numbersOf(row, kind),
    batchNo: held ? undefined : (utr ?? row.id('settlement')),
    ...amounts,
    currency: row.currency,
    typeWords: row.text('type'),
    memo: words === '' ? undefined : words,
  });
}

function isSaid(row: Row<RazorpayField>, field: RazorpayField, words: RegExp): boolean {
  return words.test(row.text(field) ?? '');
}

function movedBy(row: Row<RazorpayField>, cells: RazorpayCells): Minor {
  const [debit, credit] = [cells.amount('debit'), cells.amount('credit')];
  if (debit === undefined && credit === undefined) row.fail('AMOUNT_MISSING', 'credit');
  if ((debit ?? ZERO) !== ZERO && (credit ?? ZERO) !== ZERO) row.fail('AMOUNT_SIGN', 'debit');
  return minus(credit ?? ZERO, debit ?? ZERO);
}

function kindOf(type: string, net: Minor): LineKind {
  switch (type.toLowerCase()) {
    case 'payment':
      return 'sale';
    case 'refund':
      return 'refund';
    case 'transfer':
      return 'transfer';
    case 'adjustment':
      return 'adjustment';
    case 'dispute':
    case 'chargeback':
      return net > ZERO ? 'adjustment' : 'chargeback';
    default:
      return 'unknown';
  }
}

interface Moved {
  readonly kind: LineKind;
  readonly net: Minor;
}

/**
 * The amount has no sign; debit or credit is it with the fee taken off (or put on). Some files state the fee with its
 * tax in it, some without: the row itself tells which, and one that fits neither is a problem.
 */
function amountsOf(
  row: Row<RazorpayField>,
  cells: RazorpayCells,
  { kind, net }: Moved,
): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  const [printed, tax] = [cells.amount('fee') ?? ZERO, cells.amount('tax') ?? ZERO];
  const size = cells.amount('amount');
  if (size === undefined) row.fail('AMOUNT_MISSING', 'amount');
  const outgoing = kind === 'refund' || (kind !== 'sale' && net < ZERO);
  const gross = outgoing ? negate(size ?? ZERO) : (size ?? ZERO);
  const fee = minus(gross, net);
  if (fee !== plus(printed, tax) && fee !== printed) row.fail('CONTROL_TOTAL_DIFFERS', 'fee');
  return { gross, fee, net };
}

/** A refund has its payment's number beside its own, where the file has the column. */
function numbersOf(row: Row<RazorpayField>, kind: LineKind): { readonly tradeNo?: string; readonly refundNo?: string } {
  const own = row.needId('entity');
  if (kind === 'refund') return defined({ tradeNo: row.id('payment'), refundNo: own });
  return { tradeNo: row.id('payment') ?? own };
}
