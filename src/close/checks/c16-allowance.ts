import type { Check } from '../check.ts';
import { reason, sums } from '../reasons.ts';

/** What is overdue has its allowance, what is given up is written off. */
const check: Check = {
  code: 'C16',
  title: { en: 'allowance and write-offs are booked', zh: '坏账准备与核销已入账' },
  severity: 'W',
  run: ({ receivables: { overdue }, to }) => {
    const open = sums(overdue);
    return open === ''
      ? []
      : [
          reason(
            `overdue ${open}: book the allowance for it`,
            `逾期 ${open}：请计提坏账准备`,
            `settle report ageing --as-of ${to}`,
          ),
        ];
  },
};

export default check;
