import { addDays } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A payout or withdrawal, past due, that no bank credit answers. */
export default kind({
  code: 'payout-missing',
  title: { en: 'Payout not at the bank', zh: '打款未到账' },
  message: {
    en: '{account}: payout {batch} of {expected} was due at the bank on {due} (grace to {last}), no credit',
    zh: '{account} 打款 {batch} 金额 {expected}，应于 {due} 到账（宽限至 {last}），银行无入账',
  },
  looksAt: 'payout',
  severities: ['critical'],
  find(subject, context) {
    const { lastOn } = subject;
    if (subject.state !== 'open' || lastOn === undefined || context.asOf <= lastOn || subject.amount <= 0) return [];
    return [
      finding({
        code: 'payout-missing',
        severity: 'critical',
        leg: 'payout-bank',
        batchNo: subject.batchNo,
        account: subject.account,
        expected: subject.amount,
        currency: subject.currency,
        date: subject.day,
        since: addDays(lastOn, 1),
        place: subject.place,
        details: { due: subject.dueOn ?? lastOn, last: lastOn, ref: subject.ref },
      }),
    ];
  },
  remedy: {
    en: 'trace the payout with the platform and the bank; check that the bank statement is complete',
    zh: '凭打款单号向平台和银行查询；确认银行流水是否导入完整',
  },
});
