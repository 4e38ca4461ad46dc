import type { FeeCheck, LineFacts } from '../model/case.ts';
import { minor, minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { FeeSchedule } from '../model/settings.ts';
import { expectedFee, expectedFeeReturn } from './fees.ts';

/** Which schedule holds for a line's account; undefined: nobody agreed one, nothing is checked. */
export type ScheduleOf = (line: LineFacts) => FeeSchedule | undefined;

/** One trade's lines on one account. */
interface Trade {
  readonly sales: readonly LineFacts[];
  readonly refunds: readonly LineFacts[];
  readonly fees: readonly LineFacts[];
  readonly coupons: readonly LineFacts[];
  readonly schedule: FeeSchedule;
}

/** What the contract says of the fees of an order's lines. */
export function feesByContract(
  lines: readonly LineFacts[],
  scheduleOf: ScheduleOf,
): { readonly fees: readonly FeeCheck[]; readonly feeReturns: readonly FeeCheck[] } {
  const trades = tradesOf(lines, scheduleOf);
  return { fees: feeChecks(trades), feeReturns: feeReturnChecks(trades) };
}

/**
 * What the contract says of every sale line's fee beside what was charged. A fee in the line's own column is measured
 * on that line (less a coupon of the merchant's own in the same row: WeChat's 应结订单金额); fees that stand in rows of
 * their own are measured per trade, on the sum of its sale lines' fees.
 */
function feeChecks(trades: readonly Trade[]): readonly FeeCheck[] {
  return trades.flatMap(({ sales, fees, coupons, schedule }) => {
    const charged = fees.filter((line) => line.fee > 0);
    const [first] = sales;
    if (!first) return [];
    if (charged.length === 0) return sales.map((line) => check(line, feeOf(schedule, paid(line, coupons)), line.fee));
    const expected = plus(...sales.map((line) => feeOf(schedule, paid(line, coupons))));
    return [check(first, expected, plus(...sales.map((line) => line.fee), ...charged.map((line) => line.fee)))];
  });
}

/**
 * What should have come back of the fee with a trade's refunds, by the formula of DOMAIN.md 4 one refund after the
 * other, beside what did. Positive amounts. Nothing is said of a refund whose payment isn't here.
 */
function feeReturnChecks(trades: readonly Trade[]): readonly FeeCheck[] {
  return trades.flatMap(({ sales, refunds, fees, coupons, schedule }) => {
    const [first] = refunds;
    if (!first || sales.length === 0 || !schedule.returnedOnRefund) return [];
    const settled = plus(...sales.map((line) => paid(line, coupons)));
    const fee = plus(...sales.map((line) => line.fee), ...fees.filter((line) => line.fee > 0).map((line) => line.fee));
    let refundedBefore = ZERO;
    let feeReturnedBefore = ZERO;
    for (const line of refunds) {
      const refund = negate(paid(line, coupons));
      if (refund < 0) continue;
      const back = expectedFeeReturn({ settled, fee, refundedBefore, feeReturnedBefore, refund });
      refundedBefore = plus(refundedBefore, refund);
      feeReturnedBefore = plus(feeReturnedBefore, back);
    }
    const actual = [...refunds, ...fees].filter((line) => line.fee < 0).map((line) => minor(-line.fee));
    return [check(first, feeReturnedBefore, plus(...actual))];
  });
}

/** A line's amount without the merchant's own coupon, which stands in the same row of the file and lowers it. */
function paid({ gross, place }: LineFacts, coupons: readonly LineFacts[]): Minor {
  const own = coupons.filter((coupon) => coupon.place.file === place.file && coupon.place.line === place.line);
  return plus(gross, ...own.filter((coupon) => coupon.gross < 0 !== gross < 0).map((coupon) => coupon.gross));
}

/** No platform charges its minimum on a sale of nothing. */
function feeOf(schedule: FeeSchedule, amount: Minor): Minor {
  return amount === 0 ? ZERO : expectedFee(schedule, amount);
}

function check(line: LineFacts, expected: Minor, actual: Minor): FeeCheck {
  return {
    line,
    expected,
    actual: minus(actual, ZERO),
    ...(line.tradeNo === undefined ? {} : { tradeNo: line.tradeNo }),
  };
}

function tradesOf(lines: readonly LineFacts[], scheduleOf: ScheduleOf): readonly Trade[] {
  const groups = new Map<string, LineFacts[]>();
  for (const line of lines) {
    // A line without a trade number stands for itself.
    const key = `${line.account}\n${line.tradeNo ?? `${line.place.file}:${line.place.line}`}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const schedule = first && scheduleOf(first);
    if (!schedule) return [];
    const of = (kind: LineFacts['kind']): readonly LineFacts[] => group.filter((line) => line.kind === kind);
    return [{ sales: of('sale'), refunds: of('refund'), fees: of('fee'), coupons: of('subsidy'), schedule }];
  });
}
