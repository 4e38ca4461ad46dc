import type { Check } from '../check.ts';
import { reason, sums } from '../reasons.ts';

/** Late fees that have come up are billed, or waived by a person. */
const check: Check = {
  code: 'C13',
  title: { en: 'late fees are billed or waived', zh: '滞纳金已开单或豁免' },
  severity: 'W',
  run: ({ receivables: { lateFees }, to }) => {
    const open = sums(lateFees);
    return open === ''
      ? []
      : [
          reason(
            `late fees neither billed nor waived: ${open}`,
            `未开单也未豁免的滞纳金：${open}`,
            `settle report late-fees --as-of ${to}`,
          ),
        ];
  },
};

export default check;
