import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** Lines that belong to no order are assigned or decided about. */
const check: Check = {
  code: 'C07',
  title: { en: 'no settlement line without an order', zh: '无主结算已处理' },
  severity: 'B',
  run: (facts) => openFindings(facts, ['settlement-without-order', 'unclassified-deduction']),
};

export default check;
