import { minor, minus, ZERO, type Minor } from '../model/money.ts';
import { LATE_FEE, type AllocationPolicy } from '../model/receivable.ts';
import type { Day } from '../model/day.ts';
import { allocateReceipt, type AllocatedPart, type OwedItem } from './allocate.ts';
import type { Share, Spread, SpreadItem } from './application.ts';

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
 * equals pro rata; by 561, late fees as they stand that day before any principal. By the others a late fee that was billed
 * is owed like an invoice of that day, one that wasn't is asked for by nobody.
 */
export function spreadBy({ policy, standing }: SpreadRules): Spread {
  return (items, amount, on) => {
    const owed = items.flatMap((item) => owedOf(item, standing(item, on), policy));
    const { parts } = allocateReceipt({ items: owed, amount, policy, asOf: on });
    return parts.map(shareOf);
  };
}

function owedOf(
  item: SpreadItem,
  { dueOn, writtenOff, lateFee }: SpreadStanding,
  policy: AllocationPolicy,
): readonly OwedItem[] {
  const { ref, openedOn, billedFee } = item;
  const open = minor(Math.max(0, minus(item.open, writtenOff)));
  const principal = { ref, openedOn, dueOn, open };
  if (policy === 'civil-code-561') {
    const asked = open > 0 ? lateFee : (billedFee?.amount ?? ZERO);
    return open > 0 || asked > 0 ? [{ ...principal, ...(asked > 0 ? { lateFee: asked } : {}) }] : [];
  }
  const fee =
    billedFee === undefined
      ? []
      : [{ ref: `${LATE_FEE}${ref}`, openedOn: billedFee.on, dueOn: billedFee.on, open: billedFee.amount }];
  return [...(open > 0 ? [principal] : []), ...fee];
}

function shareOf({ ref, kind, amount }: AllocatedPart): Share {
  if (ref.startsWith(LATE_FEE)) return { ref: ref.slice(LATE_FEE.length), amount, isLateFee: true };
  return { ref, amount, ...(kind === 'principal' ? {} : { isLateFee: true }) };
}
