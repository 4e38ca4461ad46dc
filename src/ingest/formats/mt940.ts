import type { DocumentFormat } from '../document.ts';
import { swiftStatements } from '../rows/swift-statements.ts';
import { swiftMarks } from '../rows/swift-marks.ts';

/** SWIFT MT940, the bank statement of most of the world's banks (formats/bank.md 1). */
const mt940: DocumentFormat<'bank'> = {
  id: 'mt940',
  title: { en: 'SWIFT MT940 bank statement', zh: 'SWIFT MT940 银行对账单' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and references to payouts', zh: '按金额、日期和参考号勾对出款' },
  marks: [':20:', ':25:', ':60F:', ':61:'],
  recognise: (head) => swiftMarks(head)?.statement,
  read: swiftStatements,
};
export default mt940;
