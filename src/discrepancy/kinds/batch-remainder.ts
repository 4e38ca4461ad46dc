import { isWithin } from '../../model/rules.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** What was paid out for a batch isn't the sum of its lines. */
export default kind({
  code: 'batch-remainder',
  title: { en: 'Batch remainder', zh: '批次差额' },
  message: {
    en: '{account}: batch {batch} has {lines} lines worth {expected}, {actual} was paid out, remainder {difference}',
    zh: '{account} 批次 {batch}：{lines} 行合计 {expected}，打款 {actual}，差额 {difference}',
  },
  looksAt: 'batch',
  severities: ['high'],
  find(subject, { tolerances }) {
    const { net, paid, lines } = subject;
    if (isWithin(tolerances['settlement-payout'], { expected: net, actual: paid, lines })) return [];
    return [
      finding({
        code: 'batch-remainder',
        severity: 'high',
        leg: 'settlement-payout',
        batchNo: subject.batchNo,
        account: subject.account,
        expected: subject.net,
        actual: subject.paid,
        currency: subject.currency,
        date: subject.day,
        since: subject.day,
        place: subject.place,
        details: { lines: String(subject.lines) },
      }),
    ];
  },
  remedy: {
    en: 'explain the remainder line by line; ask the platform for its breakdown',
    zh: '逐项说明差额，向平台索取明细',
  },
});
