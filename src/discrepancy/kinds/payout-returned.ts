import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** The bank sent a payout back. */
export default kind({
  code: 'payout-returned',
  title: { en: 'Payout returned', zh: '提现退票' },
  message: {
    en: '{account}: payout {batch} of {expected} was sent back',
    zh: '{account} 提现 {batch} 金额 {expected} 被退回',
  },
  looksAt: 'payout',
  severities: ['high'],
  find(subject) {
    if (subject.state !== 'returned') return [];
    return [
      finding({
        code: 'payout-returned',
        severity: 'high',
        leg: 'payout-bank',
        batchNo: subject.batchNo,
        account: subject.account,
        expected: subject.amount,
        currency: subject.currency,
        date: subject.day,
        since: subject.bankDay ?? subject.day,
        place: subject.place,
      }),
    ];
  },
  remedy: {
    en: 'check the account details and withdraw again',
    zh: '核对收款账号后重新提现',
  },
});
