import { dayOf } from '../../model/day.ts';
import { bookedRefund, isPastDue, speaksForItself, sumsOf } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** Refunds on both sides whose sums differ. */
export default kind({
  code: 'refund-mismatch',
  title: { en: 'Refund differs', zh: '退款金额不符' },
  message: {
    en: 'order {order}: refund {expected_size} booked, {actual_size} paid, difference {difference}',
    zh: '订单 {order}：账上退款 {expected_size}，平台退款 {actual_size}，差 {difference}',
  },
  looksAt: 'order',
  severities: ['medium'],
  find(subject, context) {
    const { order } = subject;
    const booked = bookedRefund(subject);
    if (!order || booked === 0 || speaksForItself(subject)) return [];
    const { refund, refunds } = sumsOf(subject);
    const [line] = refunds;
    if (!line || refund === booked) return [];
    // More of it may still come while the order isn't past due.
    if (refund > booked && !isPastDue(subject, context.asOf)) return [];
    return [
      finding({
        ...orderRefs(subject, line),
        code: 'refund-mismatch',
        severity: 'medium',
        leg: 'order-settlement',
        expected: booked,
        actual: refund,
        currency: order.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
      }),
    ];
  },
  remedy: {
    en: 'compare partial refunds and returned shipping',
    zh: '核对部分退款与退运费',
  },
});
