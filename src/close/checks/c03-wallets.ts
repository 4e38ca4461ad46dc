import type { Check } from '../check.ts';
import { monthOf, openFindings, unequal } from '../reasons.ts';

/** Opening + settled − refunds − fees − payouts ± other is the closing balance. */
const check: Check = {
  code: 'C03',
  title: { en: 'wallets are proved by their balance', zh: '平台余额核对' },
  severity: 'B',
  run: (facts) => [
    ...unequal(facts.wallets, `settle report wallet --period ${monthOf(facts)}`),
    ...openFindings(facts, ['wallet-break']),
  ],
};

export default check;
