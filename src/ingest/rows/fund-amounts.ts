import { minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';

/**
 * Amounts of a line whose statement prints the signed `moved` amount and the `fee` taken from it (positive when
 * charged). A line that is itself a fee has no gross: all of it is fee.
 */
export function lineAmounts(kind: LineKind, moved: Minor, fee: Minor): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  if (kind === 'fee') {
    const charged = plus(negate(moved), fee);
    return { gross: ZERO, fee: charged, net: negate(charged) };
  }
  return { gross: moved, fee, net: minus(moved, fee) };
}
