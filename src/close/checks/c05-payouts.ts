import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** A payout that is due has its bank credit; what isn't due yet is listed as in transit. */
const check: Check = {
  code: 'C05',
  title: { en: 'payouts are in the bank or in transit', zh: '提现已到账或在途' },
  severity: 'B',
  run: (facts) => openFindings(facts, ['payout-missing', 'payout-returned']),
};

export default check;
