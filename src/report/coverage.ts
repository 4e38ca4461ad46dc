import type { Column, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { dataColumn, dayColumn, integerColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadCoverageRanges, type CoverageRange } from './coverage-ranges.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report } from './report.ts';
import { COVERAGE_WORDS } from './words.ts';

const BILLS: Readonly<Record<string, Words>> = {
  trade: wordsOf('trade bill | 交易账单'),
  fund: wordsOf('fund bill | 资金账单'),
  both: wordsOf('statement | 账单'),
};

const SPAN: readonly Column[] = [
  textColumn('account', 'Account | 账户'),
  textColumn('bill', 'Bill | 账单类型', { values: BILLS }),
  dayColumn('from', 'From | 起'),
  dayColumn('to', 'To | 止'),
  integerColumn('days', 'Days | 天数'),
  textColumn('state', 'State | 状态', { values: COVERAGE_WORDS }),
];

const report: Report = {
  name: 'coverage',
  title: wordsOf('Coverage by statements | 对账覆盖表'),
  summary: wordsOf(
    'which days of each account a statement covers: covered, missing, twice, disagreeing | 各账户每日账单：已覆盖、缺失、重复、不符',
  ),
  filters: ['account'],
  async build(context) {
    const ranges = await loadCoverageRanges(context);
    const overlaps = ranges.filter((range) => range.state === 'twice' || range.state === 'disagreeing');
    return {
      schema: 'settle.report.coverage/1',
      title: report.title,
      facts: factsOf(context),
      columns: [...SPAN, integerColumn('statements', 'Files | 文件数'), dataColumn('files', 'Files | 文件', WIDE)],
      rows: ranges.map(rangeRow),
      sections: [
        {
          key: 'overlaps',
          title: wordsOf('Covered by several files | 多个文件覆盖的日期'),
          columns: [...SPAN.filter((column) => column.key !== 'days'), dataColumn('files', 'Files | 文件')],
          rows: overlaps.map(rangeRow),
        },
      ],
      notes: [
        note(
          'A day without rows between two statements whose balances meet is covered.',
          '前后账单余额衔接的无发生额日期视为已覆盖。',
        ),
      ],
    };
  },
};

export default report;

function rangeRow(range: CoverageRange): Row {
  const { account, bill, from, to, days, state, files } = range;
  return { account, bill, from, to, days, state, statements: files.length, files };
}
