import { minor, minus, type Minor } from '../model/money.ts';
import type { AllocationPolicy } from '../model/receivable.ts';
import type { Day } from '../model/day.ts';
import { allocateReceipt } from './allocate.ts';
import type { Share, Spread, SpreadItem } from './apply.ts';

export interface SpreadStanding {
  readonly dueOn: Day;
  /** Given up: nothing is spread on it. */
  readonly writtenOff: Minor;
  /** Still asked for, less what was paid of it. */
  readonly lateFee: Minor;
}

export interface SpreadRules {
  readonly policy: AllocationPolicy;
  /** How a debt stands on a day by what people decided: its due day in force, what was given up, its late fee. */
  readonly standing: (item: SpreadItem, on: Day) => SpreadStanding;
}

/**
 * Spreads a customer's money by the books' policy (DOMAIN.md 3.5): oldest first; by 民法典 560, what is due first and
 * equals pro rata; by 561, late fees as they stand that day before any principal.
 */
export function spreadBy({ policy, standing }: SpreadRules): Spread {
  return (items, amount, on) => {
    const owed = items
      .map((item) => {
        const { dueOn, writtenOff, lateFee } = standing(item, on);
        const open = minor(Math.max(0, minus(item.open, writtenOff)));
        const charged = policy === 'civil-code-561' && lateFee > 0 ? { lateFee } : {};
        return { ...item, dueOn, open, ...charged };
      })
      .filter((item) => item.open > 0);
    const { parts } = allocateReceipt({ items: owed, amount, policy, asOf: on });
    return parts.map((part): Share => ({
      ref: part.ref,
      amount: part.amount,
      ...(part.kind === 'principal' ? {} : { isLateFee: true }),
    }));
  };
}
