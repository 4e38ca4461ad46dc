import { wordsOf } from './columns.ts';
import { discrepancyTable } from './discrepancy-table.ts';
import type { Report } from './report.ts';

const discrepancies: Report = {
  name: 'discrepancies',
  title: wordsOf('Discrepancies | 差异明细'),
  summary: wordsOf('what is wrong as of the day, worst first | 截至当日的差异，按严重程度排列'),
  filters: ['account', 'platform', 'customer', 'order'],
  build: async (context) => discrepancyTable(await context.findings(), context),
};

export default discrepancies;
