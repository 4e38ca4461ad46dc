import { dayOf } from '../../model/day.ts';
import { bookedRefund, speaksForItself, sumsOf } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** Money given back at the platform of which the books know nothing. */
export default kind({
  code: 'refund-unbooked',
  title: { en: 'Refund not booked', zh: '退款未入账' },
  message: {
    en: 'order {order}: {actual_size} refunded at the platform, nothing in the books',
    zh: '订单 {order}：平台已退款 {actual_size}，账上未记',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject) {
    if (speaksForItself(subject) || bookedRefund(subject) !== 0) return [];
    const { refund, refunds } = sumsOf(subject);
    const [line] = refunds;
    if (!line || refund === 0) return [];
    return [
      finding({
        ...orderRefs(subject, line),
        code: 'refund-unbooked',
        severity: 'high',
        leg: 'order-settlement',
        actual: refund,
        currency: line.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
      }),
    ];
  },
  remedy: {
    en: 'book the refund on the order',
    zh: '在订单上补记退款',
  },
});
