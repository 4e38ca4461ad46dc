import { dayOf } from '../../model/day.ts';
import { plus } from '../../model/money.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';
import { duplicateSales } from '../order-case.ts';

/** A sale or refund at the platform whose order the books don't have. */
export default kind({
  code: 'settlement-without-order',
  title: { en: 'Settlement without order', zh: '结算无订单（掉单）' },
  message: {
    en: 'the platform shows {actual} for order {order} (trade {trade}), which is not in the books',
    zh: '平台有 {actual}（订单号 {order}，交易号 {trade}），账上无此订单',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject) {
    if (subject.order) return [];
    const own = subject.lines.filter((line) => line.kind === 'sale' || line.kind === 'refund');
    const [first] = own;
    if (!first) return [];
    // A sale that came back whole is no money, but still nobody's order: the sale is what is shown.
    const sales = own.filter((line) => line.kind === 'sale');
    const again = new Set(duplicateSales(own));
    const counted = (sales.length > 0 ? sales : own).filter((line) => !again.has(line));
    return [
      finding({
        ...orderRefs(subject, first),
        code: 'settlement-without-order',
        severity: 'high',
        leg: 'order-settlement',
        actual: plus(...counted.map((line) => line.gross)),
        currency: first.currency,
        date: dayOf(first.occurredAt),
        since: dayOf(first.occurredAt),
      }),
    ];
  },
  remedy: {
    en: 'add the order, or find out whose sale it is',
    zh: '补录订单，或确认是否他店/测试交易',
  },
});
