import type { Check } from '../check.ts';
import { monthOf, openFindings, reason, sums, warning } from '../reasons.ts';

/** Money in that nobody explains is parked with a reason or explained; what the bank took is listed in the 调节表. */
const check: Check = {
  code: 'C17',
  title: { en: 'suspense is zero or listed', zh: '待核销为零或已列明' },
  severity: 'B',
  run: (facts) => {
    const left = sums(facts.suspense);
    const command = `settle report vouchers --period ${monthOf(facts)} --as-of ${facts.to}`;
    const told = reason(`the vouchers leave ${left} in suspense`, `凭证待核销科目余额 ${left}`, command);
    return [...openFindings(facts, ['bank-credit-unexplained']), ...(left === '' ? [] : warning([told]))];
  },
};

export default check;
