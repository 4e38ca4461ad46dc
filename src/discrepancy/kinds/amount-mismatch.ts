import { isPastDue, orderDay, speaksForItself, sumsOf } from '../order-case.ts';
import type { Severity } from '../../model/finding.ts';
import { dayOf } from '../../model/day.ts';
import { isWithin } from '../../model/rules.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** Σ gross of the sale lines isn't what the order was to bring; short only once past due. */
export default kind({
  code: 'amount-mismatch',
  title: { en: 'Amount differs', zh: '金额不符' },
  message: {
    en: 'order {order}: {expected} due, {actual} settled, difference {difference}',
    zh: '订单 {order}：应收 {expected}，平台收款 {actual}，差 {difference}',
  },
  looksAt: 'order',
  severities: ['high', 'medium'],
  find(subject, context) {
    const { order } = subject;
    if (!order || speaksForItself(subject)) return [];
    const { sale, sales } = sumsOf(subject);
    const difference = sale - order.payable;
    if (
      isWithin(context.tolerances['order-settlement'], { expected: order.payable, actual: sale, lines: sales.length })
    ) {
      return [];
    }
    // The number stands twice in the books and the other version agrees: duplicate-order says it.
    if (subject.duplicates.some((other) => other.payable === sale)) return [];
    if (difference < 0 && !isPastDue(subject, context.asOf)) return [];
    const severity: Severity = difference < 0 ? 'high' : 'medium';
    const [line] = sales;
    return [
      finding({
        ...orderRefs(subject, line),
        code: 'amount-mismatch',
        severity,
        leg: 'order-settlement',
        expected: order.payable,
        actual: sale,
        currency: order.currency,
        date: orderDay(subject, context.asOf),
        since: line ? dayOf(line.occurredAt) : context.asOf,
      }),
    ];
  },
  remedy: {
    en: 'compare price changes, coupons and extra payments; decide who bears the difference',
    zh: '核对改价、优惠与补款；差额由谁承担需有依据',
  },
});
