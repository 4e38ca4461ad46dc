import { minor, minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { LateFeeMove } from '../model/receivable-case.ts';

/** What was decided and paid of a debt's late fee. */
export interface LateFeeSums {
  readonly booked: Minor;
  readonly waived: Minor;
  readonly paid: Minor;
}

/** Sums of what happened to one debt's late fee; `booked` is never below what was paid. */
export function lateFeeSums(moves: readonly LateFeeMove[]): LateFeeSums {
  const sum = (kind: LateFeeMove['kind']): Minor =>
    plus(ZERO, ...moves.filter((move) => move.kind === kind).map(({ amount }) => amount));
  const paid = sum('paid');
  return { booked: minor(Math.max(0, billedLevel(moves), paid)), waived: sum('waived'), paid };
}

/** What was billed, less what of it was waived. */
export function billedLevel(moves: readonly LateFeeMove[]): Minor {
  return plus(ZERO, ...moves.flatMap(levelChange));
}

function levelChange({ kind, amount, ofBilled = ZERO }: LateFeeMove): readonly Minor[] {
  if (kind === 'billed') return [amount];
  return kind === 'waived' ? [negate(ofBilled)] : [];
}

/**
 * What changes the late fee that stands in the ledger, day by day (DOMAIN.md 1.6): it is billed or paid, whichever comes
 * first. What is paid without having been billed is billed on that day; what was sent back and never billed, and what was
 * billed and then waived, is taken back. They add up to `booked`.
 */
export function lateFeeBookings<T extends LateFeeMove>(moves: readonly T[]): readonly T[] {
  let [level, paid, known] = [ZERO, ZERO, ZERO];
  return [...moves].sort(byDay).flatMap((move) => {
    level = plus(level, ...levelChange(move));
    if (move.kind === 'paid') paid = plus(paid, move.amount);
    const booked = minor(Math.max(0, level, paid));
    const amount = minus(booked, known);
    known = booked;
    return amount === 0 ? [] : [{ ...move, amount }];
  });
}

const ORDER: readonly LateFeeMove['kind'][] = ['billed', 'waived', 'paid'];

/** Of one day what was billed first: paying it is no second billing. */
function byDay(left: LateFeeMove, right: LateFeeMove): number {
  if (left.on === right.on) return ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind);
  return left.on < right.on ? -1 : 1;
}
