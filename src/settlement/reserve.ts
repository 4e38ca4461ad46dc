import { minor, minus, negate, type Minor } from '../model/money.ts';

/** Something held back (above zero) or released (below zero), in the order in which it happened. */
export interface HeldMove {
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly amount: Minor;
}

/**
 * What of each amount held back is still held, in the order of the moves. A release goes to what names the same trade
 * or order; what is left of it, and one that names none, to what has been held longest. More than was held is nobody's.
 */
export function stillHeld<M extends HeldMove>(
  moves: readonly M[],
): readonly { readonly move: M; readonly open: Minor }[] {
  const held: { readonly move: M; open: Minor }[] = [];
  for (const move of moves) {
    if (move.amount > 0) {
      held.push({ move, open: move.amount });
      continue;
    }
    let left = negate(move.amount);
    const own = held.filter((one) => isSame(one.move, move));
    for (const one of [...own, ...held]) {
      const part = minor(Math.min(left, one.open));
      one.open = minus(one.open, part);
      left = minus(left, part);
    }
  }
  return held.filter(({ open }) => open > 0);
}

function isSame(one: HeldMove, other: HeldMove): boolean {
  if (other.tradeNo !== undefined && one.tradeNo === other.tradeNo) return true;
  return other.orderNo !== undefined && one.orderNo === other.orderNo;
}
