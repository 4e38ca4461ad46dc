import type { Day } from '../model/day.ts';
import type { LateFeeTerms } from '../model/late-fee-terms.ts';
import { minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableEvent } from '../model/receivable.ts';
import type { LateFeeMove } from '../model/receivable-case.ts';
import { accruedLateFees, askedOf, type LateFeeDebt } from './debt-late-fee.ts';
import { lateFeeSums } from './late-fee-sums.ts';

/** How the late fee of a debt stands: accrued = booked + waived + undecided, where the contract gives no less by now. */
export interface LateFeeStanding {
  /** By the contract up to the day, whatever became of it. */
  readonly accrued: Minor;
  /** Billed, less what of it was waived; and paid, whichever is more: it stands in the ledger (DOMAIN.md 1.6). */
  readonly booked: Minor;
  readonly waived: Minor;
  readonly paid: Minor;
  /** Booked and not paid. */
  readonly owed: Minor;
  /** Come up and neither billed nor waived nor paid (check C13). */
  readonly undecided: Minor;
}

/** How the late fee of a debt stands on a day; without terms nothing accrues, what was billed is owed all the same. */
export function lateFeeStanding(debt: LateFeeDebt, terms: LateFeeTerms | undefined, asOf: Day): LateFeeStanding {
  const sums = lateFeeSums(debt.lateFeeMoves);
  const owed = minus(sums.booked, sums.paid);
  const fees = terms === undefined ? [ZERO] : accruedLateFees(debt, terms, asOf);
  const asked = plus(ZERO, ...askedOf(fees, debt.lateFeeMoves));
  return { ...sums, accrued: plus(ZERO, ...fees), owed, undecided: minus(asked, owed) };
}

/**
 * What people decided about a debt's late fee by a day; what was taken back by then is a move of its own day. What was
 * taken back on the day it was decided has never held.
 */
export function decidedLateFees(events: readonly ReceivableEvent[], asOf: Day): readonly LateFeeMove[] {
  return events.flatMap(({ on, undoneOn, decision }): readonly LateFeeMove[] => {
    const move = moveOf(decision);
    if (move === undefined || on > asOf || undoneOn === on) return [];
    if (undoneOn === undefined || undoneOn > asOf) return [{ ...move, on }];
    const { kind, amount, ofBilled } = move;
    const back = { kind, amount: negate(amount), ...(ofBilled === undefined ? {} : { ofBilled: negate(ofBilled) }) };
    return [
      { ...move, on },
      { ...back, on: undoneOn },
    ];
  });
}

function moveOf(decision: ReceivableEvent['decision']): Omit<LateFeeMove, 'on'> | undefined {
  if (decision.kind === 'late-fee') return { kind: 'billed', amount: plus(decision.amount, decision.paid ?? ZERO) };
  if (decision.kind !== 'waive') return undefined;
  return { kind: 'waived', amount: decision.amount, ofBilled: decision.billed };
}
