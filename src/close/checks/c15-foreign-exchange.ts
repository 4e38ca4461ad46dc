import type { Check } from '../check.ts';
import { reason } from '../reasons.ts';

/** Open items in another currency have the month's booking rate, `vouchers: rates:` of settle.yaml. */
const check: Check = {
  code: 'C15',
  title: { en: 'foreign items have a rate', zh: '外币项目有汇率' },
  severity: 'B',
  run: ({ rates, month }) =>
    rates
      .filter((rate) => !rate.isKnown)
      .map(({ currency }) =>
        reason(
          `${currency}: open items and no rate of ${month} (settle.yaml: vouchers: rates: { ${currency}: { ${month}: … } })`,
          `${currency}：有未清项但缺少 ${month} 汇率（settle.yaml：vouchers: rates: { ${currency}: { ${month}: … } }）`,
        ),
      ),
};

export default check;
