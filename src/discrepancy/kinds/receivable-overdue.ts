import { addDays } from '../../model/day.ts';
import type { Severity } from '../../model/finding.ts';
import { isWithin } from '../../model/rules.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** The due date has passed and money is open. */
export default kind({
  code: 'receivable-overdue',
  title: { en: 'Receivable overdue', zh: '逾期应收' },
  message: {
    en: '{counterparty} {order}: due {due}, {days} days overdue, {expected} due, {actual} received',
    zh: '{counterparty} {order}：{due} 到期，已逾期 {days} 天，应收 {expected}，已收 {actual}',
  },
  looksAt: 'receivable',
  severities: ['high', 'medium', 'low'],
  find(subject, { tolerances }) {
    if (subject.open <= 0 || subject.daysOverdue <= 0) return [];
    const { original, paid } = subject;
    if (isWithin(tolerances['receipt-receivable'], { expected: original, actual: paid, lines: 1 })) return [];
    return [
      finding({
        code: 'receivable-overdue',
        severity: severityOf(subject.daysOverdue),
        leg: 'receipt-receivable',
        orderNo: subject.orderNo ?? subject.invoiceNo,
        counterparty: subject.customer,
        expected: subject.original,
        actual: subject.paid,
        currency: subject.currency,
        date: subject.dueOn,
        since: addDays(subject.dueOn, 1),
        place: subject.place,
        details: { due: subject.dueOn, days: String(subject.daysOverdue), ref: subject.ref },
      }),
    ];
  },
  remedy: {
    en: 'ask the customer; extend or agree instalments where it helps',
    zh: '联系客户催收；必要时展期或开具分期计划',
  },
});

const LOW_DAYS_MAX = 30;
const MEDIUM_DAYS_MAX = 90;

/** FINDINGS.md: low to 30 days overdue, medium to 90, then high. */
function severityOf(daysOverdue: number): Severity {
  if (daysOverdue <= LOW_DAYS_MAX) return 'low';
  return daysOverdue <= MEDIUM_DAYS_MAX ? 'medium' : 'high';
}
