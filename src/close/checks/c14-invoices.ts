import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** Missing lines, missing red invoices (DOMAIN.md 1.8). */
const check: Check = {
  code: 'C14',
  title: { en: 'invoices agree with orders', zh: '发票与订单相符' },
  severity: 'W',
  run: (facts) => openFindings(facts, ['invoice-mismatch']),
};

export default check;
