import { addDays } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** Money in at the bank that nobody expected, after the bank's grace. */
export default kind({
  code: 'bank-credit-unexplained',
  title: { en: 'Unexplained bank credit', zh: '银行来款不明' },
  message: {
    en: '{account}: {actual} from {counterparty} (ref {bank}), expected by nobody',
    zh: '{account} 收到 {counterparty} {actual}（流水号 {bank}），来源不明',
  },
  looksAt: 'bank',
  severities: ['high'],
  find(subject, context) {
    const { amount, day } = subject;
    const lastOn = addDays(day, context.bankGraceDays);
    if (amount <= 0 || subject.isAmbiguous || subject.payer !== undefined || context.asOf <= lastOn) return [];
    return [
      finding({
        code: 'bank-credit-unexplained',
        severity: 'high',
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
    en: 'find out who paid and for what; claim it or park it',
    zh: '查明付款人与款项用途，挂账或认领',
  },
});
