import type { DocumentFormat } from '../document.ts';
import { bai2Statements } from '../rows/bai2-statements.ts';

const FILE_HEADER = /^\s*01,[^,\r\n]*,[^,\r\n]*,\d{6}(?:\d\d)?,/u;
const GROUP_HEADER = /[\r\n/]\s*02,[^,\r\n]*,[^,\r\n]*,\d?,\d{6}/u;

/** BAI2, the cash management report of banks in the United States and beyond (formats/bank.md 4). */
const bai2: DocumentFormat<'bank'> = {
  id: 'bai2',
  title: { en: 'BAI2 bank report', zh: 'BAI2 银行报告' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and references to payouts', zh: '按金额、日期和参考号勾对出款' },
  marks: ['01,', '02,', '03,', '16,'],
  recognise: (head) => (FILE_HEADER.test(head) && GROUP_HEADER.test(head) ? ['01,', '02,'] : undefined),
  read: bai2Statements,
};
export default bai2;
