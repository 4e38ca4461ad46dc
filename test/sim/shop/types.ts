import type { Random } from '../../../src/demo/random.ts';
import type { Day, Moment } from '../../../src/model/day.ts';
import type { FindingCode } from '../../../src/model/finding.ts';
import type { Rule } from './cycles.ts';

/* What is true of a simulated shop. Amounts are whole minor units, signed as the money moves. */

export type Layout = 'canonical' | 'stripe' | 'amazon' | 'lakala' | 'allinpay' | 'paypal';

/** A platform that collects for the shop: its layout, its contract, and how its money reaches the bank. */
export interface Lane {
  readonly id: string;
  readonly platform: string;
  readonly number: string;
  readonly layout: Layout;
  readonly currency: 'CNY' | 'USD';
  /** What it pays out when that is another: the balance is sold before it is withdrawn. */
  readonly paysIn?: 'CNY';
  /** Parts in a thousand; undefined: charged as rows of their own, by no contract. */
  readonly feePerMille?: number;
  readonly by: 'batch' | 'days' | 'manual';
  readonly rule: Rule;
  /** The statement prints a row for the payout itself. */
  readonly printsPayout: boolean;
  /** The bank's words carry the payout's number. */
  readonly isNamedAtBank: boolean;
  /** They are the trade days that are paid: `0905-0906费0元`. */
  readonly namesDays?: boolean;
  readonly counterparty: string;
  readonly memo: string;
}

export type LineKind = 'sale' | 'refund' | 'chargeback' | 'reserve' | 'release' | 'commission' | 'unknown';

/** A row of a platform's statement. */
export interface Line {
  readonly lane: Lane;
  readonly kind: LineKind;
  /** The trade's number; a refund carries its payment's. */
  readonly tradeNo: string;
  readonly orderNo?: string;
  readonly at: Moment;
  readonly gross: number;
  /** Positive when charged. */
  readonly fee: number;
}

export interface Order {
  readonly orderNo: string;
  readonly platform?: string;
  readonly customer?: string;
  readonly currency: 'CNY' | 'USD';
  readonly orderedAt: Moment;
  readonly paidAt?: Moment;
  readonly status: string;
  readonly payable: number;
  readonly refunded: number;
  readonly dueOn?: Day;
}

/** Lines paid out together. */
export interface Payout {
  readonly lane: Lane;
  readonly no: string;
  /** When it leaves the platform. */
  readonly day: Day;
  readonly lines: Line[];
  /** What the statement says is paid; by itself what its lines come to, at the rate of the day where it is sold. */
  amount: number;
}

export interface Credit {
  readonly bank: string;
  readonly reference: string;
  day: Day;
  amount: number;
  readonly counterparty: string;
  readonly memo: string;
  /** The payouts it brings, in whole or in part. */
  pays: readonly Payout[];
  /** The orders on account that it names. */
  readonly orders: readonly string[];
}

export interface Planted {
  /** Which of the named mistakes made it. */
  readonly fault: string;
  readonly code: FindingCode;
  readonly ref: string;
  readonly expected?: number;
  readonly actual?: number;
}

export interface Shop {
  readonly random: Random;
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
  readonly lanes: readonly Lane[];
  readonly orders: Order[];
  readonly lines: Line[];
  payouts: Payout[];
  readonly bank: Credit[];
  readonly planted: Planted[];
  /** Names of all mistakes and oddities that were put in, also those that must lead to nothing. */
  readonly faults: string[];
  /** Order numbers and payout numbers that a mistake has taken. */
  readonly taken: Set<string>;
}

export function paidIn({ paysIn, currency }: Lane): 'CNY' | 'USD' {
  return paysIn ?? currency;
}

export function netOf(line: Line): number {
  return line.gross - line.fee;
}

export function sumOf<T>(items: readonly T[], amountOf: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += amountOf(item);
  return total;
}
