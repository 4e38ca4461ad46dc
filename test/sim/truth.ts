import type { FindingCode } from '../../src/model/finding.ts';
import type { Planted } from '../../src/demo/scene.ts';

/** The schema of the sample months' truth.json: money in fen. */
export interface Truth {
  readonly as_of: string;
  readonly period: string;
  readonly findings: readonly TruthFinding[];
  readonly payouts: readonly { readonly payout: string; readonly bank: string; readonly amount: number }[];
  readonly receivables: readonly TruthReceivable[];
  readonly counts: Readonly<Record<string, number>>;
  readonly sums: Readonly<Record<string, number>>;
  /** `bank_ref` of every debit nobody expected: `bank-debit-unexplained` comes on top of `findings`. */
  readonly debits: readonly string[];
}

export interface TruthFinding {
  readonly code: FindingCode;
  readonly order_no?: string;
  readonly trade_no?: string;
  readonly batch_no?: string;
  readonly bank_ref?: string;
  readonly expected?: number;
  readonly actual?: number;
  readonly difference?: number;
}

export interface TruthReceivable {
  readonly order_no: string;
  readonly customer: string;
  readonly due: string;
  readonly amount: number;
  readonly paid: number;
}

/** Codes for which `findings` is complete: anything more under them is a false alarm. */
export const COMPLETE_CODES: ReadonlySet<string> = new Set<FindingCode>([
  'order-unsettled',
  'settlement-without-order',
  'amount-mismatch',
  'fee-mismatch',
  'duplicate-order',
  'duplicate-settlement',
  'status-mismatch',
  'refund-unbooked',
  'refund-missing',
  'refund-mismatch',
  'fee-not-returned',
  'currency-mismatch',
  'unclassified-deduction',
  'chargeback',
  'payout-missing',
  'payout-mismatch',
  'payout-returned',
  'batch-remainder',
  'wallet-break',
  'bank-credit-unexplained',
  'ambiguous-match',
  'control-total',
  'balance-break',
]);

export function truthFinding(planted: Planted): TruthFinding {
  const { code, orderNo, tradeNo, batchNo, bankRef, expected, actual, difference } = planted;
  return {
    code,
    ...(orderNo === undefined ? {} : { order_no: orderNo }),
    ...(tradeNo === undefined ? {} : { trade_no: tradeNo }),
    ...(batchNo === undefined ? {} : { batch_no: batchNo }),
    ...(bankRef === undefined ? {} : { bank_ref: bankRef }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    ...(difference === undefined ? {} : { difference }),
  };
}

/** What tells one finding from another: its code and its order, else its payout, else its bank line, else its trade. */
export function identityOf(
  finding: Pick<TruthFinding, 'order_no' | 'batch_no' | 'bank_ref' | 'trade_no'> & { code: string },
): string {
  const ref = finding.order_no ?? finding.batch_no ?? finding.bank_ref ?? finding.trade_no ?? '';
  return `${finding.code} ${ref}`;
}
