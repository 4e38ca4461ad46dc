import { formatGrouped, minus } from '../../model/money.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A cheque or transfer was sent back: what it had paid is owed again, with its old due day. */
export default kind({
  code: 'receipt-returned',
  title: { en: 'Receipt returned', zh: '退票' },
  message: {
    en: '{counterparty}: {expected} of {on} ({ref}) was sent back on {returned}; {open} is owed again',
    zh: '{counterparty} {on} 的来款 {expected}（{ref}）已于 {returned} 退回，{open} 恢复应收',
  },
  looksAt: 'receipt',
  severities: ['high'],
  find(subject) {
    const { returnedOn, reopened, amount, currency } = subject;
    if (returnedOn === undefined || reopened <= 0) return [];
    return [
      finding({
        code: 'receipt-returned',
        severity: 'high',
        leg: 'receipt-receivable',
        bankRef: subject.account === undefined ? undefined : (subject.reference ?? subject.ref),
        account: subject.account,
        counterparty: subject.customer,
        expected: amount,
        actual: minus(amount, reopened),
        currency,
        date: returnedOn,
        since: returnedOn,
        place: subject.place,
        details: {
          on: subject.on,
          returned: returnedOn,
          ref: subject.chequeNo ?? subject.ref,
          open: formatGrouped(reopened, currency),
        },
      }),
    ];
  },
  remedy: {
    en: 'ask for another payment; a second return is a reason to take no more cheques',
    zh: '要求客户改以其他方式付款；再次退票的，不再接受支票',
  },
});
