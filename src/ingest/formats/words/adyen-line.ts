import { minus, plus, ZERO, absolute, formatAmount, type Minor } from '../../../model/money.ts';
import type { LineKind, SettlementLine } from '../../../model/statement.ts';
import { defined } from '../../defined.ts';
import type { Row } from '../../profile.ts';
import { isDamagedId } from '../../wrapping.ts';
import { lineAmounts } from '../../rows/fund-amounts.ts';

/** Fields that both reports of Adyen have. Fees stand in four columns, positive when charged. */
export type AdyenField =
  | 'account'
  | 'tradeNo'
  | 'orderNo'
  | 'modificationNo'
  | 'occurredAt'
  | 'bookedAt'
  | 'type'
  | 'grossCurrency'
  | 'currency'
  | 'commission'
  | 'markup'
  | 'schemeFees'
  | 'interchange'
  | 'batchNo';

/** Kind when money comes in, kind when it goes out. */
type Kinds = readonly [incoming: LineKind, outgoing: LineKind];

const same = (kind: LineKind): Kinds => [kind, kind];

/** Journal types (formats/intl.md §4a). A payout that comes in is a settlement below zero: no bank credit follows it. */
const KINDS: Readonly<Record<string, Kinds>> = {
  Settled: same('sale'),
  SettledExternally: same('sale'),
  SettledInInstallments: same('sale'),
  SettledReversed: same('sale'),
  Refunded: same('refund'),
  RefundedExternally: same('refund'),
  RefundedInInstallments: same('refund'),
  RefundedReversed: same('refund'),
  Chargeback: same('chargeback'),
  ChargebackExternally: same('chargeback'),
  ChargebackReversed: same('chargeback'),
  ChargebackReversedExternally: same('chargeback'),
  SecondChargeback: same('chargeback'),
  Fee: same('fee'),
  InvoiceDeduction: same('fee'),
  MiscCosts: same('fee'),
  PaymentCost: same('fee'),
  SettleCost: same('fee'),
  AuthorisationSchemeFee: same('fee'),
  DepositCorrection: same('adjustment'),
  ManualCorrected: same('adjustment'),
  MatchedStatement: same('adjustment'),
  ReserveAdjustment: ['release', 'reserve'],
  Balancetransfer: same('transfer'),
  InternalCompanyPayout: same('transfer'),
  EpaPaid: same('transfer'),
  PaidOut: same('transfer'),
  PaidOutReversed: same('transfer'),
  BankInstructionReturned: ['payout-return', 'transfer'],
  MerchantPayout: ['transfer', 'payout'],
};

export function adyenKind(type: string, net: Minor): LineKind {
  return KINDS[type.trim()]?.[net < 0 ? 1 : 0] ?? 'unknown';
}

/** What the payment itself came to, in the settlement's currency, where the report says so. */
export interface AdyenAmounts {
  readonly net: Minor;
  readonly printedGross: Minor | undefined;
  /** In the shopper's currency, as the memo shows it. */
  readonly paid: string | undefined;
}

/** A row of money: net as booked, gross = net + fees. */
export function adyenLine(row: Row<AdyenField>, amounts: AdyenAmounts): SettlementLine {
  const { net, paid } = amounts;
  const type = row.needText('type');
  const kind = adyenKind(type, net);
  const fee = feeOf(row, amounts);
  const isTrade = kind === 'sale' || kind === 'refund' || kind === 'chargeback';
  const modification = row.text('modificationNo');
  return defined({
    line: row.line,
    account: row.id('account'),
    kind,
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('bookedAt'),
    orderNo: row.id('orderNo'),
    tradeNo: intactId(row, 'tradeNo'),
    refundNo: isTrade && kind !== 'sale' ? intactId(row, 'modificationNo') : undefined,
    batchNo: row.id('batchNo'),
    ...(kind === 'fee' ? lineAmounts(kind, net, ZERO) : { gross: plus(net, fee), fee, net }),
    currency: row.currency,
    typeWords: type,
    memo: isTrade ? paid : modification,
  });
}

/** The portal's workbooks hold 16-digit references as numbers: their last digits are lost, the order no. remains. */
function intactId(row: Row<AdyenField>, field: 'tradeNo' | 'modificationNo'): string | undefined {
  if (row.text('orderNo') === undefined || !isDamagedId(row.text(field) ?? '')) return row.id(field);
  row.remark('ID_DAMAGED', field);
  return undefined;
}

/** Adyen rounds each part and the gross on its own: where both are told in one currency, they may differ by a cent. */
function feeOf(row: Row<AdyenField>, { net, printedGross }: AdyenAmounts): Minor {
  const parts = (['commission', 'markup', 'schemeFees', 'interchange'] as const).map(
    (field) => row.roundedAmount(field) ?? ZERO,
  );
  const fee = plus(...parts);
  if (printedGross === undefined) return fee;
  const left = minus(printedGross, net);
  if (absolute(minus(left, fee)) <= 1) return left;
  row.remark('AMOUNT_SIGN', 'commission');
  return fee;
}

export function paidWords(row: Row<AdyenField>, amount: Minor | undefined): string | undefined {
  const currency = row.currencyOf('grossCurrency');
  if (currency === undefined || currency === row.currency || amount === undefined) return undefined;
  return `${currency} ${formatAmount(amount, currency)}`;
}
