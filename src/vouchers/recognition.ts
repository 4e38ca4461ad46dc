import { dayOf, type Day, type Moment } from '../model/day.ts';
import type { VoucherSettings } from '../model/ledger.ts';
import { minor, ZERO, type Minor } from '../model/money.ts';
import type { OrderStatus } from '../model/statement.ts';

/** What tells whether a platform's order was sold. */
export interface Sold {
  readonly status?: OrderStatus | undefined;
  readonly paidAt?: Moment | undefined;
  readonly orderedAt?: Moment | undefined;
  readonly confirmedAt?: Moment | undefined;
  /** A platform settled it. */
  readonly firstSaleAt?: Moment | undefined;
  /** Σ gross of its sale and refund lines, where it was cancelled or never paid in the books. */
  readonly kept?: Minor | undefined;
}

/**
 * Called off in the books, and the platform keeps money for it: no sale, but money that belongs to the buyer until the
 * order or the money is put right (finding `status-mismatch`). Given back in full it was sold and returned.
 */
export function isCalledOff({ status, kept = ZERO }: Pick<Sold, 'status' | 'kept'>): boolean {
  return isDead(status) && kept > 0;
}

function isDead(status: OrderStatus | undefined): boolean {
  return status === 'cancelled' || status === 'unpaid';
}

/**
 * The day an order's sale stands in the ledger; undefined while it doesn't: not paid, called off, or not confirmed where
 * the settings wait for that. What a platform settled and gave back was sold and returned, whatever its status says.
 */
export function recognisedOn(order: Sold, saleOn: VoucherSettings['saleOn']): Day | undefined {
  const { status, paidAt, orderedAt, confirmedAt, firstSaleAt } = order;
  if (isCalledOff(order)) return undefined;
  const wasPaid = !isDead(status) && (paidAt !== undefined || status !== undefined);
  if (!wasPaid && firstSaleAt === undefined) return undefined;
  const moment = saleOn === 'confirmed' ? confirmedAt : (paidAt ?? orderedAt ?? firstSaleAt);
  return moment === undefined ? undefined : dayOf(moment);
}

interface Refunded {
  readonly payable: Minor;
  /** What the books call refunded; positive. */
  readonly refunded: Minor;
  /** Σ gross of the platforms' sale lines, and of their refund lines (negative). */
  readonly sold: Minor;
  readonly givenBack: Minor;
}

/**
 * What was refunded before a platform settled it: of the refunds in the books, those that no platform shows, as far as
 * the sale hasn't been settled either. The rest of them is still to come from the platform.
 */
export function reversedBeforeSettlement({ payable, refunded, sold, givenBack }: Refunded): Minor {
  return minor(Math.max(ZERO, Math.min(refunded + givenBack, payable - sold)));
}
