import { dayOf } from '../../model/day.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** The contract gives the fee back with a refund, and less came back than DOMAIN.md 4 says. */
export default kind({
  code: 'fee-not-returned',
  title: { en: 'Refund fee not returned', zh: '退款手续费未退' },
  message: {
    en: 'order {order}: {expected} of the fee should have come back with the refund, {actual} did',
    zh: '订单 {order}：退款应退手续费 {expected}，实退 {actual}',
  },
  looksAt: 'order',
  severities: ['low'],
  find(subject) {
    // A trade that nobody knows is one finding: its fee is no second one.
    if (!subject.order) return [];
    return subject.feeReturns
      .filter((fee) => fee.actual < fee.expected)
      .map((fee) =>
        finding({
          ...orderRefs(subject, fee.line),
          code: 'fee-not-returned',
          severity: 'low',
          leg: 'order-settlement',
          expected: fee.expected,
          actual: fee.actual,
          currency: fee.line.currency,
          date: dayOf(fee.line.occurredAt),
          since: dayOf(fee.line.occurredAt),
        }),
      );
  },
  remedy: {
    en: 'claim the fee back by contract',
    zh: '按合同向平台追回手续费',
  },
});
