import { addDays } from '../../model/day.ts';
import { foreignLines, isPastDue, isVoid, orderDay, sumsOf } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** A paid order without any settlement line, once its cycle has gone by. */
export default kind({
  code: 'order-unsettled',
  title: { en: 'Order not settled', zh: '订单未结算' },
  message: {
    en: 'order {order}: {expected} paid, to be settled by {due}, no settlement line',
    zh: '订单 {order} 已付款 {expected}，应于 {due} 前结算，平台无对应明细',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject, context) {
    const { order, lastOn } = subject;
    if (!order || !subject.isPaid || lastOn === undefined || order.payable === 0) return [];
    if (isVoid(subject) || foreignLines(subject).length > 0 || !isPastDue(subject, context.asOf)) return [];
    if (sumsOf(subject).sales.length > 0) return [];
    return [
      finding({
        ...orderRefs(subject),
        code: 'order-unsettled',
        severity: 'high',
        leg: 'order-settlement',
        expected: order.payable,
        currency: order.currency,
        date: orderDay(subject, context.asOf),
        since: addDays(lastOn, 1),
        details: { due: subject.dueOn ?? lastOn, last: lastOn },
      }),
    ];
  },
  remedy: {
    en: 'look the order up at the platform; check that every statement is imported',
    zh: '到平台后台按订单号查询；确认账单是否导入完整',
  },
});
