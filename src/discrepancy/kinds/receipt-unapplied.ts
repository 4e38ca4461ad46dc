import { addDays } from '../../model/day.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A customer's money that names no receivable, after the grace in which its paper may come. */
export default kind({
  code: 'receipt-unapplied',
  title: { en: 'Receipt not applied', zh: '未核销收款' },
  message: {
    en: '{counterparty}: {actual} received on {on} ({ref}), naming nothing that is owed',
    zh: '{counterparty} 于 {on} 来款 {actual}（{ref}），未载明所付款项',
  },
  looksAt: 'receipt',
  severities: ['low'],
  find(subject, context) {
    const lastOn = addDays(subject.on, context.bankGraceDays);
    if (subject.isNamed || subject.unapplied <= 0 || context.asOf <= lastOn) return [];
    return [
      finding({
        code: 'receipt-unapplied',
        severity: 'low',
        leg: 'receipt-receivable',
        bankRef: subject.account === undefined ? undefined : (subject.reference ?? subject.ref),
        account: subject.account,
        counterparty: subject.customer,
        actual: subject.unapplied,
        currency: subject.currency,
        date: subject.on,
        since: addDays(lastOn, 1),
        place: subject.place,
        details: { on: subject.on, ref: subject.ref },
      }),
    ];
  },
  remedy: {
    en: 'ask the customer what it pays; accept the suggestion of «settle match», or link it yourself',
    zh: '向客户核实所付款项；可接受“settle match”的建议，或自行勾对',
  },
});
