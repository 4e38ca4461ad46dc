import { Decimal, formatAmount, type Minor } from '../../model/money.ts';
import { instalmentsOf, instalmentStanding, REMAINDERS } from '../../receivables/index.ts';
import type { Area } from '../area.ts';
import { namedBuckets } from '../buckets.ts';
import { paymentsOf } from '../late-fee-fields.ts';

/** No plan is longer than a hundred years. */
const MOST_MONTHS = 1200;
const SHARE_PLACES = 4;

const instalments: Area = {
  name: 'instalments',
  work(input) {
    const currency = input.currency();
    const asOf = input.day('as_of');
    const count = input.count('count', 1, MOST_MONTHS);
    const plan = {
      total: input.positive('total', currency),
      count,
      firstDueOn: input.day('first_due'),
      stepMonths: input.countIf('step_months', 1, Math.floor(MOST_MONTHS / count)) ?? 1,
      remainder: input.choiceIf('remainder', REMAINDERS) ?? 'last',
    };
    const stands = instalmentStanding(instalmentsOf(plan), paymentsOf(input, currency), asOf);
    const money = (amount: Minor): string => formatAmount(amount, currency);
    const share = stands.overdueShare.toDecimalPlaces(SHARE_PLACES, Decimal.ROUND_HALF_UP).toFixed(SHARE_PLACES);
    const buckets = Object.entries(namedBuckets(stands.buckets));
    return {
      result: {
        schedule: stands.parts.map((part) => ({
          no: part.no,
          due: part.dueOn,
          amount: money(part.amount),
          open: money(part.open),
        })),
        overdue: money(stands.overdue),
        buckets: Object.fromEntries(buckets.map(([name, amount]) => [name, money(amount)])),
        overdue_share_of_total: share,
        art_634_one_fifth_reached: stands.oneFifthReached,
        advance: money(stands.advance),
      },
      working: {
        en: `${plan.count} parts of ${money(plan.total)}; overdue as of ${asOf}: ${money(stands.overdue)}, ${share} of the total${stands.oneFifthReached ? ': a fifth or more, Civil Code 634' : ''}`,
        zh: `${money(plan.total)} 分 ${plan.count} 期；截至 ${asOf} 逾期 ${money(stands.overdue)}，占总额 ${share}${stands.oneFifthReached ? '，已达五分之一（民法典第 634 条）' : ''}`,
      },
    };
  },
};
export default instalments;
