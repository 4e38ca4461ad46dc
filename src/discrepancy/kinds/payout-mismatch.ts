import { isWithin } from '../../model/rules.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A payout and its bank credit are one, and their amounts differ. */
export default kind({
  code: 'payout-mismatch',
  title: { en: 'Bank credit differs', zh: '到账金额不符' },
  message: {
    en: '{account}: payout {batch} of {expected}, bank credit {actual}, difference {difference}',
    zh: '{account} 打款 {batch} 金额 {expected}，银行到账 {actual}，差 {difference}',
  },
  looksAt: 'payout',
  severities: ['high'],
  find(subject, { tolerances }) {
    const { bankAmount, bankDay, groupAmount, amount } = subject;
    const expected = groupAmount ?? amount;
    if (subject.state !== 'matched' || bankAmount === undefined) return [];
    const tolerance = tolerances[subject.ref.startsWith('day:') ? 'settlement-bank' : 'payout-bank'];
    if (isWithin(tolerance, { expected, actual: bankAmount, lines: 1 })) return [];
    return [
      finding({
        code: 'payout-mismatch',
        severity: 'high',
        leg: 'payout-bank',
        batchNo: subject.batchNo,
        bankRef: subject.bankRef,
        account: subject.account,
        expected,
        actual: bankAmount,
        currency: subject.currency,
        date: bankDay ?? subject.day,
        since: bankDay ?? subject.day,
        place: subject.place,
        details: { ref: subject.ref },
      }),
    ];
  },
  remedy: {
    en: 'find out whether the bank or the platform kept the difference',
    zh: '查明差额是否为银行手续费或被扣款项',
  },
});
