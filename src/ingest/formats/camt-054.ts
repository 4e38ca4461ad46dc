import type { DocumentFormat } from '../document.ts';
import { camtKnownBy, camtMarks, camtReports } from '../rows/camt-message.ts';
import { xmlCharset } from '../tokenise/xml.ts';

/** ISO 20022 camt.054, a notification: the details of an entry that the statement books (formats/bank.md 2). */
const camt054: DocumentFormat<'bank'> = {
  id: 'camt-054',
  title: { en: 'CAMT.054 debit/credit notification (ISO 20022)', zh: 'CAMT.054 借贷记通知（ISO 20022）' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'nothing', zh: '不勾对' },
  marks: camtKnownBy('Ntfctn'),
  ignored: {
    en: 'a notification: what it tells in detail is booked in the statement (camt.053)',
    zh: '借贷记通知：其内容在对账单（camt.053）中入账',
  },
  recognise: (head) => camtMarks(head, 'Ntfctn'),
  charset: xmlCharset,
  read: (text, context) => camtReports(text, context, 'Ntfctn'),
};
export default camt054;
