import type { CommandSpec } from '../command.ts';
import { ANSWER, FILTERS, SPAN } from '../options.ts';

/** The reports by name: a test holds them against the report room, so that help loads none of it. */
const REPORT_NAMES = [
  'ageing',
  'audit',
  'bank-reconciliation',
  'coverage',
  'credit',
  'cycles',
  'discrepancies',
  'dunning',
  'fees',
  'first-orders',
  'forecast',
  'late',
  'late-fees',
  'matches',
  'open',
  'overdue',
  'pipeline',
  'platforms',
  'sales',
  'statement',
  'summary',
  'vouchers',
  'wallet',
  'wallet-reconciliation',
] as const;

const report: CommandSpec = {
  name: 'report',
  summary: { en: `print a report: ${REPORT_NAMES.join(' ')}`, zh: `输出报表：${REPORT_NAMES.join(' ')}` },
  arguments: [
    {
      name: 'NAME',
      required: true,
      choices: REPORT_NAMES,
      summary: { en: 'which report', zh: '报表名称' },
    },
  ],
  options: [
    {
      name: 'by',
      value: 'DAY',
      choices: ['due', 'invoice'],
      summary: { en: 'ageing: days count from the due or the invoice day', zh: 'ageing：按到期日或开票日计账龄' },
    },
    { name: 'detail', summary: { en: 'ageing: a row a debt, not a customer', zh: 'ageing：逐笔列示' } },
    {
      name: 'snapshot',
      value: 'MONTH#N',
      summary: {
        en: 'as a close kept it: 2026-06, or 2026-06#1 for an older one',
        zh: '结账快照：2026-06，或旧快照 2026-06#1',
      },
    },
  ],
  shared: [...SPAN, ...FILTERS, ...ANSWER],
  load: () => import('../actions/report.ts'),
};
export default report;
