import type { Check } from '../check.ts';
import { listed, openFindings, reason } from '../reasons.ts';

/** Every order paid in the month is settled, refunded, or open with the day it is expected on. */
const check: Check = {
  code: 'C06',
  title: { en: 'paid orders are settled, refunded or listed', zh: '已付订单已结算、退款或列明' },
  severity: 'W',
  run: (facts) => {
    const undated = facts.open.filter((item) => item.kind === 'order' && item.due === undefined);
    return [
      ...openFindings(facts, ['order-unsettled']),
      ...(undated.length === 0
        ? []
        : [
            reason(
              `orders without an expected day: ${listed(undated.map((item) => item.ref))}`,
              `没有预计结算日的订单：${listed(undated.map((item) => item.ref))}`,
              `settle report open --as-of ${facts.to}`,
            ),
          ]),
    ];
  },
};

export default check;
