import { dayOf } from '../../model/day.ts';
import { duplicateSales } from '../order-case.ts';
import { finding, orderRefs } from '../finding.ts';
import { kind } from '../kind.ts';

/** One trade settled by two rows; the later one counts in no sum. */
export default kind({
  code: 'duplicate-settlement',
  title: { en: 'Settled twice', zh: '重复结算' },
  message: {
    en: 'trade {trade} of order {order} was settled twice: {actual} again, see {others}',
    zh: '交易 {trade}（订单 {order}）重复结算 {actual}，另见 {others}',
  },
  looksAt: 'order',
  severities: ['high'],
  find(subject) {
    return duplicateSales(subject.lines).map((line) => {
      const others = subject.lines.filter(
        (other) => other !== line && other.kind === line.kind && other.tradeNo === line.tradeNo,
      );
      return finding({
        ...orderRefs(subject, line),
        code: 'duplicate-settlement',
        severity: 'high',
        leg: 'order-settlement',
        actual: line.gross,
        currency: line.currency,
        date: dayOf(line.occurredAt),
        since: dayOf(line.occurredAt),
        others: others.map((other) => `${other.place.file}:${other.place.line}`),
      });
    });
  },
  remedy: {
    en: 'clear it with the platform; give back or park what came twice',
    zh: '与平台核对，多收款项退回或挂账',
  },
});
