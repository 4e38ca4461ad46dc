import { absolute, minus, negate, ZERO, type Minor } from '../../model/money.ts';
import type { Footer, Row } from '../profile.ts';

/** `合计` below the rows: a sum under the column of each direction. */
export const SUMS_OF_BOTH: Footer = {
  starts: /^[合总]\s*计/u,
  underColumns: {
    income: { tally: 'in', unit: 'amount', absolute: true },
    outgo: { tally: 'out', unit: 'amount', absolute: true },
  },
};

/**
 * The signed amount of a row with a column for each direction, one of which is empty or zero. The outgoing one is
 * printed negative by most and positive by some: the column tells the direction. Tallied as `in` or `out`.
 */
export function movedInTwoColumns<F extends string>(row: Row<F>, incoming: F, outgoing: F): Minor {
  const income = absolute(row.amount(incoming) ?? ZERO);
  const outgo = absolute(row.amount(outgoing) ?? ZERO);
  if (income !== ZERO && outgo !== ZERO) row.fail('AMOUNT_SIGN', outgoing);
  if (row.text(incoming) === undefined && row.text(outgoing) === undefined) row.fail('AMOUNT_MISSING', incoming);
  if (income !== ZERO) row.tally('in', income);
  else if (outgo !== ZERO) row.tally('out', outgo);
  return minus(income, outgo);
}

const INCOMING = /^(?:收入|入[账帐])$/u;
const OUTGOING = /^(?:支出|出[账帐])$/u;

/**
 * The signed amount of a row whose direction stands in words: 收入 or 入账, 支出 or 出账. The amount is printed with or
 * without its sign; an income with a minus contradicts itself, and any other word is no direction.
 */
export function movedByDirection<F extends string>(row: Row<F>, amount: F, direction: F): Minor {
  const printed = row.needAmount(amount);
  const words = row.text(direction) ?? '';
  if (OUTGOING.test(words)) return negate(absolute(printed));
  if (!INCOMING.test(words)) row.fail('KIND_UNKNOWN', direction);
  else if (printed < ZERO) row.fail('AMOUNT_SIGN', amount);
  return printed;
}
