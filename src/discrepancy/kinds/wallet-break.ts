import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A balance that doesn't follow from the rows before it. */
export default kind({
  code: 'wallet-break',
  title: { en: 'Wallet does not roll forward', zh: '平台余额不平' },
  message: {
    en: '{account}: the balance should be {expected}, the statement says {actual}, difference {difference}',
    zh: '{account} 账户余额不平：推算 {expected}，账单 {actual}，差 {difference}',
  },
  looksAt: 'wallet',
  severities: ['critical'],
  find(subject) {
    return [
      finding({
        code: 'wallet-break',
        severity: 'critical',
        leg: 'wallet',
        account: subject.account,
        expected: subject.expected,
        actual: subject.actual,
        currency: subject.currency,
        date: subject.day,
        since: subject.day,
        place: subject.place,
      }),
    ];
  },
  remedy: {
    en: 'import the missing fund bill, or ask the platform',
    zh: '补导缺失的资金账单，或向平台查询',
  },
});
