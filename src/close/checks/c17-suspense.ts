import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** Money in that nobody explains is parked with a reason or explained; what the bank took is listed in the 调节表. */
const check: Check = {
  code: 'C17',
  title: { en: 'suspense is zero or listed', zh: '待核销为零或已列明' },
  severity: 'B',
  run: (facts) => openFindings(facts, ['bank-credit-unexplained']),
};

export default check;
