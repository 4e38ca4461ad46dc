import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** Bank money that nobody explains is parked with a reason or explained. */
const check: Check = {
  code: 'C17',
  title: { en: 'suspense is zero or listed', zh: '待核销为零或已列明' },
  severity: 'B',
  run: (facts) => openFindings(facts, ['bank-credit-unexplained', 'bank-debit-unexplained']),
};

export default check;
