import { dayOf } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A dispute debit at the platform. */
export default kind({
  code: 'chargeback',
  title: { en: 'Chargeback', zh: '拒付/争议' },
  message: {
    en: '{account}: chargeback of {actual} on order {order}',
    zh: '{account}：订单 {order} 被拒付 {actual}',
  },
  looksAt: 'line',
  severities: ['high'],
  find(subject) {
    const { line } = subject;
    if (line.kind !== 'chargeback') return [];
    return [
      finding({
        code: 'chargeback',
        severity: 'high',
        leg: 'order-settlement',
        orderNo: line.orderNo,
        tradeNo: line.tradeNo,
        account: line.account,
        actual: line.net,
        currency: line.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
        place: line.place,
      }),
    ];
  },
  remedy: {
    en: 'answer the dispute at the platform before its deadline',
    zh: '在平台规定期限内提交申诉材料',
  },
});
