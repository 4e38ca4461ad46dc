import { dayOf } from '../../model/day.ts';
import type { OrderStatus } from '../../model/statement.ts';
import { isVoid, sumsOf } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** A cancelled or unpaid order that was settled and not refunded in full. */
export default kind({
  code: 'status-mismatch',
  title: { en: 'Status differs', zh: '状态不符' },
  message: {
    en: 'order {order} is {status} in the books, yet {actual} was settled',
    zh: '订单 {order} 状态为{status}，平台却已结算 {actual}',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject) {
    const { order } = subject;
    if (!order || !isVoid(subject)) return [];
    const { sale, refund, sales } = sumsOf(subject);
    const [line] = sales;
    if (!line || sale + refund <= 0) return [];
    return [
      finding({
        ...orderRefs(subject, line),
        code: 'status-mismatch',
        severity: 'high',
        leg: 'order-settlement',
        actual: sale,
        currency: order.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
        details: statusWords(order.status),
      }),
    ];
  },
  remedy: {
    en: 'correct the order, or refund the buyer',
    zh: '更正订单状态，或为买家办理退款',
  },
});

const STATUS: Partial<Readonly<Record<OrderStatus, string>>> = { cancelled: '已取消', unpaid: '待付款' };

/** The status as each language says it; an order is void by these two only. */
function statusWords(status: OrderStatus | undefined): Readonly<Record<string, string>> {
  if (status === undefined) return {};
  return { status, 'status.zh': STATUS[status] ?? status };
}
