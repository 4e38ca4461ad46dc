import { absolute, negate, plus, ZERO, type Minor } from '../../../model/money.ts';
import type { LineKind, SettlementLine } from '../../../model/statement.ts';
import { defined } from '../../defined.ts';
import { paypalKind } from './paypal-events.ts';
import type { Columns, Row } from '../../profile.ts';
import { lineAmounts } from '../../rows/fund-amounts.ts';

/** Columns of a CH record, the 17 to 22 of settlement reports and the 55 of detail reports (formats/intl.md §2a, 2b). */
export const PAYPAL_COLUMNS = {
  eventId: ['Transaction ID'],
  invoiceId: ['Invoice ID'],
  referenceId: ['PayPal Reference ID'],
  referenceType: ['PayPal Reference ID Type'],
  eventCode: ['Transaction Event Code'],
  initiatedAt: ['Transaction Initiation Date'],
  completedAt: ['Transaction Completion Date'],
  side: ['Transaction Debit or Credit'],
  gross: ['Gross Transaction Amount'],
  currency: ['Gross Transaction Currency'],
  feeSide: ['Fee Debit or Credit'],
  fee: ['Fee Amount'],
  feeCurrency: ['Fee Currency'],
  status: ['Transactional Status', 'Transaction Status'],
  custom: ['Custom Field'],
  bankReference: ['Bank Reference ID'],
} as const satisfies Columns;
export type PayPalField = keyof typeof PAYPAL_COLUMNS;

/** Amounts are hundredths of the unit in every currency: 15000 are 150 yen (formats/intl.md §0). */
const PLACES = 2;

export interface PayPalEvent {
  /** Signed: money in positive. */
  readonly moved: Minor;
  /** Signed as printed: a fee charged is negative, one given back positive. */
  readonly fee: Minor;
  /** Undefined where no money moved. */
  readonly line: SettlementLine | undefined;
}

/** One SB record: what it moved, and the line it is. */
export function paypalEvent(row: Row<PayPalField>): PayPalEvent {
  const moved = signed(row, 'gross', 'side') ?? ZERO;
  const fee = signed(row, 'fee', 'feeSide') ?? ZERO;
  if (row.text('gross') === undefined) row.fail('AMOUNT_MISSING', 'gross');
  const feeCurrency = row.currencyOf('feeCurrency');
  if (fee !== ZERO && feeCurrency !== undefined && feeCurrency !== row.currency)
    row.fail('CURRENCY_UNKNOWN', 'feeCurrency');
  return { moved, fee, line: isMoney(row) ? lineOf(row, moved, fee) : undefined };
}

/** Unsigned amount and its CR (to the account) or DR. */
function signed(row: Row<PayPalField>, field: 'gross' | 'fee', side: 'side' | 'feeSide'): Minor | undefined {
  const amount = row.unitAmount(field, PLACES);
  if (amount === undefined || amount === ZERO) return amount;
  if (amount < ZERO) row.fail('AMOUNT_SIGN', field);
  const direction = row.text(side)?.toUpperCase();
  if (direction !== 'CR' && direction !== 'DR') row.fail('AMOUNT_SIGN', side);
  return direction === 'DR' ? negate(absolute(amount)) : amount;
}

/** Detail reports also list what is pending (P), voided (V), denied (D) or failed (F). */
function isMoney(row: Row<PayPalField>): boolean {
  const status = row.text('status')?.toUpperCase();
  if (status !== undefined && !/^[SPVDF]$/u.test(status)) row.fail('KIND_UNKNOWN', 'status');
  return status === undefined || status === 'S';
}

function lineOf(row: Row<PayPalField>, moved: Minor, fee: Minor): SettlementLine | undefined {
  const code = row.needText('eventCode');
  const kind = paypalKind(code, moved);
  if (kind === undefined) return undefined;
  const occurredAt = row.moment('completedAt') ?? row.needMoment('initiatedAt');
  return defined({
    line: row.line,
    kind,
    occurredAt,
    ...numbersOf(row, kind),
    ...lineAmounts(kind, moved, negate(fee)),
    currency: row.currency,
    typeWords: code,
    memo: memoOf(row, kind),
  });
}

interface Numbers {
  readonly orderNo?: string | undefined;
  readonly tradeNo: string;
  readonly refundNo?: string | undefined;
  readonly batchNo?: string;
}

/** Kinds that are about an earlier trade, named by the reference when it is of a payment (type TXN). */
const ABOUT_A_TRADE: ReadonlySet<LineKind> = new Set(['refund', 'chargeback', 'reserve', 'release']);
const WITHOUT_ORDER: ReadonlySet<LineKind> = new Set(['payout', 'payout-return', 'transfer', 'deposit']);

function numbersOf(row: Row<PayPalField>, kind: LineKind): Numbers {
  const own = row.needId('eventId');
  if (kind === 'payout' || kind === 'payout-return') return { tradeNo: own, batchNo: row.id('bankReference') ?? own };
  if (WITHOUT_ORDER.has(kind)) return { tradeNo: own };
  const orderNo = row.id('invoiceId') ?? row.id('custom');
  const original = row.text('referenceType') === 'TXN' ? row.id('referenceId') : undefined;
  if (!ABOUT_A_TRADE.has(kind)) return { orderNo, tradeNo: own };
  const refundNo = kind === 'refund' || kind === 'chargeback' ? own : undefined;
  return { orderNo, tradeNo: original ?? own, refundNo };
}

/** What ties the halves of a conversion, or a fee, to another row. */
function memoOf(row: Row<PayPalField>, kind: LineKind): string | undefined {
  const reference = row.text('referenceId');
  const needed = kind === 'transfer' || kind === 'fee' || kind === 'unknown' || kind === 'adjustment';
  return needed && reference !== undefined ? `PayPal Reference ID ${reference}` : undefined;
}

/** Sums of one currency as footers declare them, all positive. */
export interface PayPalSums {
  readonly credits: Minor;
  readonly debits: Minor;
  readonly feeCredits: Minor;
  readonly feeDebits: Minor;
}

export const NO_SUMS: PayPalSums = { credits: ZERO, debits: ZERO, feeCredits: ZERO, feeDebits: ZERO };

export function withEvent(sums: PayPalSums, { moved, fee }: Pick<PayPalEvent, 'moved' | 'fee'>): PayPalSums {
  return {
    credits: moved > 0 ? plus(sums.credits, moved) : sums.credits,
    debits: moved < 0 ? plus(sums.debits, absolute(moved)) : sums.debits,
    feeCredits: fee > 0 ? plus(sums.feeCredits, fee) : sums.feeCredits,
    feeDebits: fee < 0 ? plus(sums.feeDebits, absolute(fee)) : sums.feeDebits,
  };
}
