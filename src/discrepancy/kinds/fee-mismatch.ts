import { dayOf } from '../../model/day.ts';
import type { Severity } from '../../model/finding.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** A fee that isn't the contract's rate on its own line, rounded as the platform rounds. */
export default kind({
  code: 'fee-mismatch',
  title: { en: 'Fee differs', zh: '手续费差异' },
  message: {
    en: 'order {order}: fee {expected} by contract, {actual} charged, difference {difference}',
    zh: '订单 {order}：合同手续费 {expected}，实扣 {actual}，差 {difference}',
  },
  looksAt: 'order',
  severities: ['medium', 'low'],
  find(subject) {
    // A trade that nobody knows is one finding: its fee is no second one.
    if (!subject.order) return [];
    return subject.fees
      .filter((fee) => fee.expected !== fee.actual)
      .map((fee) => {
        const severity: Severity = fee.actual > fee.expected ? 'medium' : 'low';
        return finding({
          ...orderRefs(subject, fee.line),
          code: 'fee-mismatch',
          severity,
          leg: 'order-settlement',
          expected: fee.expected,
          actual: fee.actual,
          currency: fee.line.currency,
          date: dayOf(fee.line.occurredAt),
          since: dayOf(fee.line.occurredAt),
        });
      });
  },
  remedy: {
    en: 'claim it from the platform, or bring the contract rate up to date',
    zh: '按合同费率向平台申诉，或更新合同费率',
  },
});
