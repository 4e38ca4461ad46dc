import { formatGrouped } from '../../model/money.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** Two or more equally good candidates: nothing is taken, all are named. */
export default kind({
  code: 'ambiguous-match',
  title: { en: 'Ambiguous match', zh: '多重候选' },
  message: {
    en: '{account}: several equal candidates for {amount}, none taken: {others}',
    zh: '{account}：{amount} 有多个同等候选，未作勾对：{others}',
  },
  looksAt: 'ambiguous',
  severities: ['medium'],
  find(subject) {
    const { payouts, credits } = subject;
    const [payout] = payouts;
    const [credit] = credits;
    const isAboutPayout = payouts.length === 1 || credits.length !== 1;
    return [
      finding({
        code: 'ambiguous-match',
        severity: 'medium',
        leg: 'payout-bank',
        batchNo: isAboutPayout ? payout?.batchNo : undefined,
        bankRef: isAboutPayout ? undefined : (credit?.reference ?? credit?.ref),
        account: subject.account,
        currency: subject.currency,
        date: subject.day,
        since: subject.day,
        place: payout?.place ?? credit?.place,
        others: [...payouts.map((one) => one.ref), ...credits.map((one) => one.ref)],
        details: { amount: formatGrouped(subject.amount, subject.currency) },
      }),
    ];
  },
  remedy: {
    en: 'look at the papers of both sides and link them by hand',
    zh: '查看双方凭证后人工勾对',
  },
});
