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
      : [reason(`late fees not billed: ${open}`, `未开单的滞纳金：${open}`, `settle report overdue --as-of ${to}`)];
  },
};

export default check;
