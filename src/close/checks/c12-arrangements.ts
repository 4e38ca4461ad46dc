import type { Check } from '../check.ts';
import { listed, reason } from '../reasons.ts';

/** Arrangements with customers whose day has gone by are cleared. */
const check: Check = {
  code: 'C12',
  title: { en: 'extensions, plans and disputes are looked at', zh: '展期、分期与争议已复核' },
  severity: 'W',
  run: ({ receivables: { expired }, to }) =>
    expired.length === 0
      ? []
      : [
          reason(
            `expired: ${listed(expired)}`,
            `已到期未清：${listed(expired)}`,
            `settle receivable extend ${expired[0] ?? 'REF'} --due DATE --on ${to} --reason TEXT`,
          ),
        ],
};

export default check;
