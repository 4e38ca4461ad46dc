import type { Day } from '../model/day.ts';
import type { LateFeeTerms } from '../model/late-fee-terms.ts';
import { minor, minus, ZERO, type Minor } from '../model/money.ts';
import type { Decision } from '../model/receivable.ts';
import { lateFeeStanding } from './late-fee-account.ts';
import type { LateFeeDebt } from './debt-late-fee.ts';

/**
 * What of a late fee that nobody billed falls away by a decision on its day (DOMAIN.md 3.2, 3.4): an extension that
 * doesn't keep it, and a plan, whose parts age from days of their own. What was billed stays.
 */
export function lateFeeDropped(debt: LateFeeDebt, decision: Decision, terms: LateFeeTerms | undefined, on: Day): Minor {
  const after = decidedUpon(debt, decision, on);
  if (after === undefined) return ZERO;
  const undecided = (one: LateFeeDebt): Minor => lateFeeStanding(one, terms, on).undecided;
  return minor(Math.max(0, minus(undecided(debt), undecided(after))));
}

function decidedUpon(debt: LateFeeDebt, decision: Decision, on: Day): LateFeeDebt | undefined {
  if (decision.kind === 'extend') {
    const { newDue: dueOn, keepAccrued } = decision;
    return { ...debt, extensions: [...debt.extensions, { grantedOn: on, dueOn, keepAccrued }] };
  }
  if (decision.kind !== 'plan') return undefined;
  // What was paid keeps its due day and its fee.
  return { ...debt, parts: debt.parts.map((part) => ({ ...part, amount: minus(part.amount, part.open), open: ZERO })) };
}
