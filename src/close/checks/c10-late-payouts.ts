import type { Check } from '../check.ts';
import { listed, reason } from '../reasons.ts';

/** Payouts that are past the day their cycle says. */
const check: Check = {
  code: 'C10',
  title: { en: 'late payouts are looked at', zh: '迟到打款已复核' },
  severity: 'W',
  run: (facts) => {
    const late = facts.open.filter((item) => item.kind === 'payout' && item.due !== undefined && item.due < facts.to);
    const names = listed(late.map((item) => item.ref));
    const command = `settle report cycles --as-of ${facts.to}`;
    return late.length === 0 ? [] : [reason(`past their day: ${names}`, `已过预计到账日：${names}`, command)];
  },
};

export default check;
