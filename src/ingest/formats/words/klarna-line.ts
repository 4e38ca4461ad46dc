import type { Currency } from '../../../model/currency.ts';
import type { Moment } from '../../../model/day.ts';
import { absolute, negate, ZERO, type Minor } from '../../../model/money.ts';
import type { LineKind, SettlementLine } from '../../../model/statement.ts';
import { defined } from '../../defined.ts';
import { lineAmounts } from '../../rows/fund-amounts.ts';

/** Amounts are unsigned: the type says which way they go, and in which of the payout's totals they are (intl.md §12). */
const TYPES: Readonly<Record<string, { readonly kind: LineKind; readonly sign: 1 | -1; readonly total?: string }>> = {
  SALE: { kind: 'sale', sign: 1, total: 'sale' },
  RETURN: { kind: 'refund', sign: -1, total: 'return' },
  REVERSAL: { kind: 'chargeback', sign: -1, total: 'reversal' },
  REVERSAL_MERCHANT_PROTECTION: { kind: 'adjustment', sign: 1 },
  FEE: { kind: 'fee', sign: -1, total: 'fee' },
  FEE_REFUND: { kind: 'fee', sign: 1, total: 'fee_refund' },
  FEE_CORRECTION: { kind: 'fee', sign: 1, total: 'fee_correction' },
  CORRECTION: { kind: 'adjustment', sign: 1 },
  // Paid by Klarna to the shop.
  COMMISSION: { kind: 'commission', sign: 1, total: 'commission' },
  CHARGE: { kind: 'adjustment', sign: -1, total: 'charge' },
  CREDIT: { kind: 'adjustment', sign: 1, total: 'credit' },
  HOLDBACK: { kind: 'reserve', sign: -1, total: 'holdback' },
  RELEASE: { kind: 'release', sign: 1, total: 'release' },
  REPAY: { kind: 'transfer', sign: -1, total: 'repay' },
  DEPOSIT: { kind: 'deposit', sign: 1, total: 'deposit' },
  TAX: { kind: 'tax', sign: -1, total: 'tax' },
  TAX_REFUND: { kind: 'tax', sign: 1, total: 'tax_refund' },
};

/** The names of the totals a payout declares: `total_sale_amount` in CSV, `sale_amount` in the API. */
export const KLARNA_TOTALS: readonly string[] = Object.values(TYPES).flatMap(({ total }) => total ?? []);

export interface KlarnaRow {
  readonly line: number;
  readonly type: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly occurredAt: Moment;
  readonly account?: string | undefined;
  readonly orderNo?: string | undefined;
  readonly orderId?: string | undefined;
  readonly refundId?: string | undefined;
  readonly payment?: string | undefined;
  readonly detail?: string | undefined;
}

/** The total of the payout a type is part of. */
export function klarnaTotal(type: string): string | undefined {
  return TYPES[type.toUpperCase()]?.total;
}

/** A row as a line; `type` or `amount` where the type isn't known or the sign speaks against it. */
export function klarnaLine(row: KlarnaRow): SettlementLine | 'type' | 'amount' {
  const known = TYPES[row.type.toUpperCase()];
  if (known === undefined) return 'type';
  const { kind, sign } = known;
  if (sign > 0 && row.amount < ZERO) return 'amount';
  const moved = sign > 0 ? row.amount : negate(absolute(row.amount));
  return defined({
    line: row.line,
    account: row.account,
    kind,
    occurredAt: row.occurredAt,
    orderNo: row.orderNo,
    tradeNo: row.orderId,
    refundNo: kind === 'refund' ? row.refundId : undefined,
    batchNo: row.payment,
    ...lineAmounts(kind, moved, ZERO),
    currency: row.currency,
    typeWords: row.type,
    memo: row.detail,
  });
}

export interface KlarnaPayout {
  readonly line: number;
  readonly paid: Minor;
  readonly currency: Currency;
  readonly occurredAt: Moment;
  readonly account?: string | undefined;
  readonly payment: string;
}

/** What was paid out. Below zero nothing is: Klarna carries it to the next payout. */
export function klarnaPayout({ line, paid, currency, occurredAt, account, payment }: KlarnaPayout): SettlementLine {
  const net = negate(paid);
  const kind = paid < ZERO ? ('transfer' as const) : ('payout' as const);
  const amounts = { gross: net, fee: ZERO, net };
  return defined({ line, account, kind, occurredAt, batchNo: payment, ...amounts, currency, typeWords: 'PAYOUT' });
}
