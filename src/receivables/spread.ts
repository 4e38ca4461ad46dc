import { minor, minus, plus, ZERO, type Decimal, type Minor } from '../model/money.ts';
import type { AllocationPolicy } from '../model/receivable.ts';
import type { Day } from '../model/day.ts';
import { allocateReceipt } from './allocate.ts';
import type { Share, Spread, SpreadItem } from './apply.ts';
import { lateFee } from './late-fee.ts';

export interface SpreadRules {
  readonly policy: AllocationPolicy;
  readonly lateFeeRatePerDay?: Decimal;
  /** Given up of a debt by a day: nothing is spread on it. */
  readonly writtenOff: (ref: string, on: Day) => Minor;
}

/**
 * Spreads a customer's money by the books' policy (DOMAIN.md 3.5): oldest first; by 民法典 560, what is due first and
 * equals pro rata; by 561, late fees as they stand that day before any principal.
 */
export function spreadBy({ policy, lateFeeRatePerDay, writtenOff }: SpreadRules): Spread {
  return (items, amount, on) => {
    const owed = items
      .map((item) => ({ ...item, open: minor(Math.max(0, minus(item.open, writtenOff(item.ref, on)))) }))
      .filter((item) => item.open > 0)
      .map((item) => {
        const fee = policy === 'civil-code-561' ? feeOwed(item, on, lateFeeRatePerDay) : ZERO;
        return fee === 0 ? item : { ...item, lateFee: fee };
      });
    const { parts } = allocateReceipt({ items: owed, amount, policy, asOf: on });
    return parts.map((part): Share => ({
      ref: part.ref,
      amount: part.amount,
      ...(part.kind === 'principal' ? {} : { isLateFee: true }),
    }));
  };
}

/** The late fee to the day, less what was paid of it. */
function feeOwed({ dueOn, original, paid }: SpreadItem, on: Day, ratePerDay: Decimal | undefined): Minor {
  if (ratePerDay === undefined) return ZERO;
  const principal = paid.filter((one) => one.isLateFee !== true);
  const { fee } = lateFee({
    dueOn,
    asOf: on,
    principal: original,
    payments: principal,
    rates: [{ perDay: ratePerDay }],
  });
  const before = plus(ZERO, ...paid.filter((one) => one.isLateFee === true).map((one) => one.amount));
  return minor(Math.max(0, minus(fee, before)));
}
