import type { DocumentFormat } from '../document.ts';
import { camtKnownBy, camtMarks, camtReports } from '../rows/camt-message.ts';
import { xmlCharset } from '../tokenise/xml.ts';

/** ISO 20022 camt.052, the interim report of an account: its entries come again in the statement (formats/bank.md 2). */
const camt052: DocumentFormat<'bank'> = {
  id: 'camt-052',
  title: { en: 'CAMT.052 account report (ISO 20022)', zh: 'CAMT.052 账户报告（ISO 20022）' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'nothing', zh: '不勾对' },
  marks: camtKnownBy('Rpt'),
  ignored: {
    en: 'an interim report: its entries come again in the statement (camt.053); of a bank that sends no other, --as camt-052-booked',
    zh: '日间报告：其分录会在对账单（camt.053）中再次出现；若银行只提供此报告，请用 --as camt-052-booked',
  },
  recognise: (head) => camtMarks(head, 'Rpt'),
  charset: xmlCharset,
  read: (text, context) => camtReports(text, context, 'Rpt'),
};
export default camt052;
