import type { DocumentFormat } from '../document.ts';
import { camtKnownBy, camtMarks, camtStatements } from '../rows/camt-message.ts';
import { xmlCharset } from '../tokenise/xml.ts';

/**
 * A camt.052 whose bank sends no statement: its booked entries and balances are taken as one (formats/bank.md 2). Only
 * a person can know that, so it is never recognised by itself.
 */
const camt052Booked: DocumentFormat<'bank'> = {
  id: 'camt-052-booked',
  title: { en: 'CAMT.052 account report, taken as a statement', zh: 'CAMT.052 账户报告（视同对账单）' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'references in the memo, amount and day to payouts', zh: '按摘要中的参考号、金额和日期勾对出款' },
  marks: camtKnownBy('Rpt'),
  onRequest: true,
  recognise: (head) => camtMarks(head, 'Rpt'),
  charset: xmlCharset,
  read: (text, context) => camtStatements(text, context, 'Rpt'),
};
export default camt052Booked;
