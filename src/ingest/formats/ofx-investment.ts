import type { DocumentFormat } from '../document.ts';
import { ofxCharset, ofxMarks, ofxStatements } from '../rows/ofx-answer.ts';

/** OFX of investment accounts alone: holdings and trades, no bank's statement (formats/bank.md 3). */
const ofxInvestment: DocumentFormat<'bank'> = {
  id: 'ofx-investment',
  title: { en: 'OFX investment statement', zh: 'OFX 投资账户对账单' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'nothing', zh: '不勾对' },
  marks: ['INVSTMTRS'],
  ignored: { en: 'an investment account is no bank account', zh: '投资账户不是银行账户' },
  recognise: (head) => ofxMarks(head, 'investment'),
  charset: ofxCharset,
  read: ofxStatements,
};
export default ofxInvestment;
