import { addDays } from '../../model/day.ts';
import type { Severity } from '../../model/finding.ts';
import { isWithin } from '../../model/rules.ts';
import { minus, plus } from '../../model/money.ts';
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
    const late = subject.parts.filter((part) => part.open > 0 && part.daysOverdue > 0);
    if (subject.open <= 0 || late.length === 0) return [];
    const due = subject.parts.filter((part) => part.daysOverdue > 0).map((part) => part.amount);
    const open = plus(...late.map((part) => part.open));
    // Of a plan only what has fallen due; else all of it, less what was credited or given up.
    const isPlanned = subject.parts.length > 1;
    const expected = isPlanned ? plus(...due) : plus(subject.paid, subject.open);
    const actual = minus(expected, open);
    if (isWithin(tolerances['receipt-receivable'], { expected, actual, lines: 1 })) return [];
    return [
      finding({
        code: 'receivable-overdue',
        severity: severityOf(subject.daysOverdue),
        leg: 'receipt-receivable',
        orderNo: subject.orderNo ?? subject.invoiceNo,
        counterparty: subject.customer,
        expected,
        actual,
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
