import type { Day } from '../model/day.ts';
import type { LateFeeTerms } from '../model/late-fee-terms.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { DebtPart, Dispute, GrantedDue, LateFeeMove } from '../model/receivable-case.ts';
import { lateFee, type Suspension } from './late-fee.ts';
import { lateFeeSums } from './late-fee-sums.ts';

/** What of a debt decides on its late fee. */
export interface LateFeeDebt {
  readonly parts: readonly DebtPart[];
  readonly disputes: readonly Dispute[];
  readonly extensions: readonly GrantedDue[];
  /** What was billed, waived and paid of the fee. */
  readonly lateFeeMoves: readonly LateFeeMove[];
}

/**
 * The late fee by the contract on each part of a debt up to a day, whatever became of it. An extension speaks of a debt as
 * a whole, and of the parts by its terms that are due before: a part of a plan has a day of its own.
 */
export function accruedLateFees(debt: LateFeeDebt, terms: LateFeeTerms, asOf: Day): readonly Minor[] {
  const disputed = debt.disputes.map((dispute) => ({ dispute, shares: sharesOf(dispute, debt.parts) }));
  return debt.parts.map((part, index) => {
    if (part.amount <= 0) return ZERO;
    return lateFee({
      ...terms,
      dueOn: part.firstDueOn,
      asOf,
      principal: part.amount,
      payments: part.reductions,
      suspensions: disputed.flatMap(({ dispute, shares }) => suspensionOf(dispute, shares?.[index])),
      extensions: extensionsOf(debt, part),
    }).fee;
  });
}

/** The late fee still asked for on each part of a debt up to a day, in the order of its parts. */
export function lateFeesOf(debt: LateFeeDebt, terms: LateFeeTerms, asOf: Day): readonly Minor[] {
  return askedOf(accruedLateFees(debt, terms, asOf), debt.lateFeeMoves);
}

/**
 * What is still asked for of late fees that have come up, never below 0. What was paid or waived lowers the first parts'
 * first. What was billed is asked for until it is paid or waived, also where the contract gives less by now: that lies on
 * the first part.
 */
export function askedOf(accrued: readonly Minor[], moves: readonly LateFeeMove[]): readonly Minor[] {
  const { booked, waived, paid } = lateFeeSums(moves);
  let done = plus(waived, paid);
  const asked = accrued.map((fee) => {
    const taken = minor(Math.min(done, fee));
    done = minus(done, taken);
    return minus(fee, taken);
  });
  const missing = minor(Math.max(0, booked - paid - plus(ZERO, ...asked)));
  return asked.map((fee, index) => (index === 0 ? plus(fee, missing) : fee));
}

function extensionsOf({ extensions }: LateFeeDebt, part: DebtPart): readonly GrantedDue[] {
  if (part.no === undefined) return extensions;
  return part.isByTerms === true ? extensions.filter(({ dueOn }) => dueOn > part.firstDueOn) : [];
}

/** How much of a disputed amount lies on each part: the first ones with anything open then. All of it: undefined. */
function sharesOf({ from, amount }: Dispute, parts: readonly DebtPart[]): readonly Minor[] | undefined {
  if (amount === undefined) return undefined;
  let left = amount;
  return parts.map((part) => {
    const before = part.reductions.filter((one) => one.on < from).map((one) => one.amount);
    const share = minor(Math.max(0, Math.min(left, minus(part.amount, plus(ZERO, ...before)))));
    left = minus(left, share);
    return share;
  });
}

function suspensionOf({ from, to, amount }: Dispute, share: Minor | undefined): readonly Suspension[] {
  if (amount !== undefined && share === ZERO) return [];
  return [{ from, ...(to === undefined ? {} : { to }), ...(share === undefined ? {} : { amount: share }) }];
}
