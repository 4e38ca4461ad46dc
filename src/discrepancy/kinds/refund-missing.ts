import { addDays } from '../../model/day.ts';
import { bookedRefund, isPastDue, orderDay, speaksForItself, sumsOf } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** A refund in the books that the platform never paid; without a day of its own it is due with its order. */
export default kind({
  code: 'refund-missing',
  title: { en: 'Refund not paid out', zh: '退款未出款' },
  message: {
    en: 'order {order}: refund of {expected_size} booked, none at the platform',
    zh: '订单 {order}：账上退款 {expected_size}，平台无退款',
  },
  looksAt: 'order',
  severities: ['medium'],
  find(subject, context) {
    const { order, lastOn } = subject;
    const booked = bookedRefund(subject);
    if (!order || lastOn === undefined || booked === 0 || speaksForItself(subject)) return [];
    if (sumsOf(subject).refunds.length > 0 || !isPastDue(subject, context.asOf)) return [];
    return [
      finding({
        ...orderRefs(subject),
        code: 'refund-missing',
        severity: 'medium',
        leg: 'order-settlement',
        expected: booked,
        currency: order.currency,
        date: orderDay(subject, context.asOf),
        since: addDays(lastOn, 1),
      }),
    ];
  },
  remedy: {
    en: 'find out whether the refund was ever sent to the platform',
    zh: '确认退款是否已提交平台',
  },
});
