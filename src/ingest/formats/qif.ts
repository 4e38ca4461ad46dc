import type { DocumentFormat } from '../document.ts';
import { qifStatements } from '../rows/qif-statements.ts';

const HEADER = /(?:^|[\r\n])!(?:Type:\s*\w|Account\s*[\r\n]|(?:Option|Clear):\s*AutoSwitch)/iu;

/** QIF, Quicken's export: it names no currency and seldom an account (formats/bank.md 5). */
const qif: DocumentFormat<'bank'> = {
  id: 'qif',
  title: { en: 'QIF export', zh: 'QIF 导出文件' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and payee to payouts', zh: '按金额、日期和对方名称勾对出款' },
  marks: ['!Type:Bank', '!Account'],
  recognise(head) {
    const found = HEADER.exec(head);
    return found === null ? undefined : [found[0].trim()];
  },
  read: qifStatements,
};
export default qif;
