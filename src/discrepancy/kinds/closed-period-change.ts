import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** Data that came after a month was closed and speak about it: they count from the first open day. */
export default kind({
  code: 'closed-period-change',
  title: { en: 'Closed month changed', zh: '已结账期被改动' },
  message: {
    en: '{what} of the closed month {period} came late: {expected} was known, {actual} is said now; it counts from {date}',
    zh: '已结账期 {period} 的{what}事后变动：结账时 {expected}，现为 {actual}；自 {date} 计入',
  },
  looksAt: 'late',
  severities: ['critical'],
  find(subject) {
    return [
      finding({
        code: 'closed-period-change',
        severity: 'critical',
        leg: subject.item === 'order' ? 'order-settlement' : 'file',
        orderNo: subject.orderNo,
        tradeNo: subject.tradeNo,
        bankRef: subject.bankRef,
        account: subject.account,
        counterparty: subject.counterparty,
        expected: subject.before,
        actual: subject.after,
        currency: subject.currency,
        date: subject.day,
        since: subject.day,
        place: subject.place,
        details: { what: subject.ref, period: subject.origDay.slice(0, 7), orig_day: subject.origDay },
      }),
    ];
  },
  remedy: {
    en: 'look at the row; book it in the open month, or reopen the closed one with «settle reopen»',
    zh: '核对该行；在未结账月份入账，或用 settle reopen 反结账后处理',
  },
});
