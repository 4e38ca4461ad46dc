import type { DocumentFormat } from '../document.ts';
import { ofxCharset, ofxMarks, ofxStatements } from '../rows/ofx-answer.ts';

/** OFX 1 (SGML) and 2 (XML) as banks let them be downloaded, also as .qfx and .qbo (formats/bank.md 3). */
const ofx: DocumentFormat<'bank'> = {
  id: 'ofx',
  title: { en: 'OFX, QFX or QBO statement', zh: 'OFX / QFX / QBO 对账单' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  marks: ['OFXHEADER', 'OFX'],
  recognise: (head) => ofxMarks(head, 'bank'),
  charset: ofxCharset,
  read: ofxStatements,
};
export default ofx;
