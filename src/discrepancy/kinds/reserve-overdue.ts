import { addDays } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** 保证金、冻结 that is held past its release day, by the account's own rule (settle.yaml, reserve). */
export default kind({
  code: 'reserve-overdue',
  title: { en: 'Reserve not released', zh: '保证金超期未释放' },
  message: {
    en: '{account}: {expected} held back on {held_on} was to be released by {due} (grace to {last}), and is still held',
    zh: '{account} 于 {held_on} 冻结的 {expected} 应于 {due} 前释放（宽限至 {last}），至今未释放',
  },
  looksAt: 'reserve',
  severities: ['medium'],
  find(subject, context) {
    const { open, day, dueOn, lastOn } = subject;
    if (open <= 0 || lastOn === undefined || context.asOf <= lastOn) return [];
    return [
      finding({
        code: 'reserve-overdue',
        severity: 'medium',
        leg: 'wallet',
        orderNo: subject.orderNo,
        tradeNo: subject.tradeNo,
        batchNo: subject.batchNo,
        account: subject.account,
        expected: open,
        currency: subject.currency,
        date: day,
        since: addDays(lastOn, 1),
        place: subject.place,
        details: { held_on: day, due: dueOn ?? lastOn, last: lastOn },
      }),
    ];
  },
  remedy: {
    en: 'ask the platform for its release; check that the statement of the release day is imported',
    zh: '向平台申请释放；确认释放日的账单是否已导入',
  },
});
