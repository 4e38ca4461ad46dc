import type { Check } from '../check.ts';
import { listed, openFindings, reason } from '../reasons.ts';

/** Opening is the closing before, opening and rows come to closing, a file's own totals are its rows. */
const check: Check = {
  code: 'C02',
  title: { en: 'statements continue each other and add up', zh: '对账单连续、合计相符' },
  severity: 'B',
  run: (facts) => [
    ...openFindings(facts, ['balance-break', 'control-total']),
    ...(facts.strays.length === 0
      ? []
      : [
          reason(
            `not in the list of open items of the month before: ${listed(facts.strays)}`,
            `上月未清清单中没有：${listed(facts.strays)}`,
            `settle report open --as-of ${facts.to}`,
          ),
        ]),
  ],
};

export default check;
