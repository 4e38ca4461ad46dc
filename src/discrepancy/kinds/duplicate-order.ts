import { orderDay } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** The same order number twice in one file, or from two shops, with other contents. */
export default kind({
  code: 'duplicate-order',
  title: { en: 'Duplicate order', zh: '重复订单' },
  message: {
    en: 'order {order} stands twice with different contents: {expected} and {actual} ({others})',
    zh: '订单号 {order} 出现两次且内容不同：{expected} 与 {actual}（{others}）',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject, context) {
    const { order } = subject;
    if (!order) return [];
    const [other] = subject.duplicates;
    if (!other) return [];
    return [
      finding({
        ...orderRefs(subject),
        code: 'duplicate-order',
        severity: 'high',
        leg: 'order-settlement',
        expected: order.payable,
        actual: other.payable,
        currency: order.currency,
        date: orderDay(subject, context.asOf),
        since: orderDay(subject, context.asOf),
        place: order.place,
        others: subject.duplicates.map((one) => `${one.place.file}:${one.place.line}`),
      }),
    ];
  },
  remedy: {
    en: 'decide which one holds and void the other',
    zh: '确认哪一条有效，作废另一条',
  },
});
