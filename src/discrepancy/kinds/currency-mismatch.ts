import { dayOf } from '../../model/day.ts';
import { foreignLines } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** The order and its settlement line speak of different currencies. */
export default kind({
  code: 'currency-mismatch',
  title: { en: 'Currency differs', zh: '币种不符' },
  message: {
    en: 'order {order} is in {booked}, its settlement line in {settled}',
    zh: '订单 {order} 为 {booked}，平台明细为 {settled}',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject) {
    const { order } = subject;
    const [line] = foreignLines(subject);
    if (!order || !line) return [];
    return [
      finding({
        ...orderRefs(subject, line),
        code: 'currency-mismatch',
        severity: 'high',
        leg: 'order-settlement',
        actual: line.gross,
        currency: line.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
        details: { booked: order.currency, settled: line.currency },
      }),
    ];
  },
  remedy: {
    en: 'find out in which currency the sale was made',
    zh: '核对订单币种与结算币种',
  },
});
