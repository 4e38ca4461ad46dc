import { StopError } from '../../model/problem.ts';
import type { DocumentFormat } from '../document.ts';
import { swiftStatements } from '../rows/swift-statements.ts';
import { swiftMarks } from '../rows/swift-marks.ts';

/** SWIFT MT942: what moved during the day, without balances. Its entries come again, booked, in an MT940. */
const mt942: DocumentFormat<'bank'> = {
  id: 'mt942',
  title: { en: 'SWIFT MT942 interim report', zh: 'SWIFT MT942 日间交易报告' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'nothing: its entries come again in the MT940', zh: '不勾对：明细会在 MT940 中再次出现' },
  marks: [':20:', ':34F:', ':13D:', ':90C:'],
  ignored: {
    en: 'an interim report: nothing in it is booked yet, import the MT940 of the day',
    zh: '日间报告，尚未记账；请导入当日的 MT940',
  },
  recognise: (head) => swiftMarks(head)?.interim,
  async *read(text, context) {
    for await (const statement of swiftStatements(text, context)) {
      // Booked entries behind an interim report would be lost with it.
      if (statement.rows.length > 0 || statement.closing !== undefined) {
        const { line } = statement;
        throw new StopError('FORMAT_AMBIGUOUS', { file: context.file, line, formats: 'mt940, mt942' });
      }
      yield statement;
    }
  },
};
export default mt942;
