import { findIn, isVoid, sumsOf } from '../discrepancy/index.ts';
import type { BankCase, CheckContext, MoneyCase, OrderCase } from '../model/case.ts';
import { addDays } from '../model/day.ts';
import { minor, ZERO, type Minor } from '../model/money.ts';
import { toleranceFor } from '../model/rules.ts';

/** Where an item stands as of a day. `nothing`: no money is expected of it (cancelled, unpaid). */
export type Standing = 'matched' | 'open' | 'finding' | 'nothing';

export interface OrderStanding {
  readonly standing: Standing;
  /** What the platform still owes of the order, and what it has still to refund; positive. */
  readonly unsettled: Minor;
  readonly unrefunded: Minor;
}

/** An order towards its platform: what is wrong with it speaks first, then what is still to come. */
export function standingOfOrder(subject: OrderCase, check: CheckContext): OrderStanding {
  const at = (standing: Standing, unsettled = ZERO, unrefunded = ZERO): OrderStanding => ({
    standing,
    unsettled,
    unrefunded,
  });
  const { order } = subject;
  if (findIn(subject, check).length > 0) return at('finding');
  if (!order) return at('nothing');
  const { sales, refunds, sale, refund } = sumsOf(subject);
  const isExpected = subject.isPaid && !isVoid(subject) && order.payable !== 0;
  if (sales.length + refunds.length === 0 && !isExpected) return at('nothing');
  if (!isExpected) return at('matched');
  const unsettled = minor(Math.max(0, order.payable - sale));
  const unrefunded = minor(Math.max(0, (order.refunded ?? 0) + refund));
  const allowed = toleranceFor(check.tolerances['order-settlement'], order.payable, sales.length);
  const isOpen = unsettled > allowed || unrefunded > 0;
  return isOpen ? at('open', unsettled > allowed ? unsettled : ZERO, unrefunded) : at('matched');
}

/** A payout, bank line or receivable; batches and ambiguities only ever speak through the items they name. */
export function standingOfMoney(subject: MoneyCase, check: CheckContext): Standing {
  if (findIn(subject, check).length > 0) return 'finding';
  switch (subject.kind) {
    case 'payout':
      if (subject.state === 'ambiguous') return 'finding';
      return subject.state === 'open' ? 'open' : 'matched';
    case 'bank':
      return standingOfBank(subject, check);
    case 'receivable':
      return subject.open > toleranceFor(check.tolerances['receipt-receivable'], subject.original, 1)
        ? 'open'
        : 'matched';
    default:
      return 'matched';
  }
}

/** A customer's transfer that names nothing speaks as the receipt it is (receipt-unapplied). */
function standingOfBank({ isAmbiguous, payer, day }: BankCase, { asOf, bankGraceDays }: CheckContext): Standing {
  const isUnapplied = payer !== undefined && asOf > addDays(day, bankGraceDays);
  return isAmbiguous || isUnapplied ? 'finding' : 'open';
}
