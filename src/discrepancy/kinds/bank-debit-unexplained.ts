import { addDays } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** Money out at the bank that nobody expected, after the bank's grace. */
export default kind({
  code: 'bank-debit-unexplained',
  title: { en: 'Unexplained bank debit', zh: '银行付款不明' },
  message: {
    en: '{account}: {actual_size} to {counterparty} (ref {bank}), expected by nobody',
    zh: '{account} 付给 {counterparty} {actual_size}（流水号 {bank}），用途不明',
  },
  looksAt: 'bank',
  severities: ['medium'],
  find(subject, context) {
    const { amount, day } = subject;
    const lastOn = addDays(day, context.bankGraceDays);
    if (amount >= 0 || subject.isAmbiguous || context.asOf <= lastOn) return [];
    return [
      finding({
        code: 'bank-debit-unexplained',
        severity: 'medium',
        leg: 'payout-bank',
        bankRef: subject.reference ?? subject.ref,
        account: subject.account,
        counterparty: subject.counterparty,
        actual: amount,
        currency: subject.currency,
        date: day,
        since: addDays(lastOn, 1),
        place: subject.place,
        details: { memo: subject.memo ?? '' },
      }),
    ];
  },
  remedy: {
    en: 'find the paper behind the payment and book it',
    zh: '找出付款依据后入账',
  },
});
