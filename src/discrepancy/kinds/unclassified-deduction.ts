import { dayOf } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** Money taken with no order and a type the format doesn't know. */
export default kind({
  code: 'unclassified-deduction',
  title: { en: 'Unclassified deduction', zh: '未知扣款' },
  message: {
    en: '{account}: {actual} taken as "{type}", a type this format does not know, with no order',
    zh: '{account} 被扣 {actual}，类型“{type}”不在已知之列，且无订单号',
  },
  looksAt: 'line',
  severities: ['high'],
  find(subject) {
    const { line } = subject;
    if (line.kind !== 'unknown' || subject.hasOrder || line.net >= 0) return [];
    return [
      finding({
        code: 'unclassified-deduction',
        severity: 'high',
        leg: 'wallet',
        orderNo: line.orderNo,
        tradeNo: line.tradeNo,
        account: line.account,
        actual: line.net,
        currency: line.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
        place: line.place,
        details: { type: line.typeWords ?? line.memo ?? '' },
      }),
    ];
  },
  remedy: {
    en: 'ask the platform what it was for, then classify it',
    zh: '向平台查明扣款原因后归类',
  },
});
