import type { Check } from '../check.ts';
import { unequal } from '../reasons.ts';

/** Both sides of every 银行存款余额调节表 come to the same. */
const check: Check = {
  code: 'C04',
  title: { en: 'adjusted bank balances are equal', zh: '银行存款余额调节表平衡' },
  severity: 'B',
  run: (facts) => unequal(facts.banks, `settle report bank-reconciliation --as-of ${facts.to}`),
};

export default check;
