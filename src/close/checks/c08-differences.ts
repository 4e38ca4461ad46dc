import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** Every difference of amount has a resolution with its reason. */
const check: Check = {
  code: 'C08',
  title: { en: 'differences are explained', zh: '差异已说明' },
  severity: 'B',
  run: (facts) =>
    openFindings(facts, [
      'amount-mismatch',
      'fee-mismatch',
      'status-mismatch',
      'refund-unbooked',
      'refund-missing',
      'refund-mismatch',
      'fee-not-returned',
      'currency-mismatch',
      'chargeback',
      'payout-mismatch',
      'batch-remainder',
      'closed-period-change',
    ]),
};

export default check;
