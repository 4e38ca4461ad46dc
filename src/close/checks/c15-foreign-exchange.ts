import type { Check } from '../check.ts';
import { reason } from '../reasons.ts';

/** Open items in another currency have a rate of the month's last day. */
const check: Check = {
  code: 'C15',
  title: { en: 'foreign items are revalued', zh: '外币项目已重估' },
  severity: 'B',
  run: ({ rates, to }) =>
    rates
      .filter((rate) => !rate.isKnown)
      .map(({ currency }) =>
        reason(
          `${currency}: open items and no rate of ${to}`,
          `${currency}：有未清项但缺少 ${to} 汇率`,
          'settle template rates',
        ),
      ),
};

export default check;
