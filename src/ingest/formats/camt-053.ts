import type { DocumentFormat } from '../document.ts';
import { camtKnownBy, camtMarks, camtStatements } from '../rows/camt-message.ts';
import { xmlCharset } from '../tokenise/xml.ts';

/** ISO 20022 camt.053, the booked statement of an account, .001.01 to .001.14 (formats/bank.md 2). */
const camt053: DocumentFormat<'bank'> = {
  id: 'camt-053',
  title: { en: 'CAMT.053 bank statement (ISO 20022)', zh: 'CAMT.053 银行对账单（ISO 20022）' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'references in the memo, amount and day to payouts', zh: '按摘要中的参考号、金额和日期勾对出款' },
  marks: camtKnownBy('Stmt'),
  recognise: (head) => camtMarks(head, 'Stmt'),
  charset: xmlCharset,
  read: (text, context) => camtStatements(text, context, 'Stmt'),
};
export default camt053;
