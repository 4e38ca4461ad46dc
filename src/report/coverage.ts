import type { Day } from '../model/day.ts';
import type { Column, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { dataColumn, dayColumn, integerColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadCoverageRanges, type CoverageRange } from './coverage-ranges.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
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

const REPLACED: readonly Column[] = [
  textColumn('account', 'Account | 账户'),
  dayColumn('from', 'From | 起'),
  dayColumn('to', 'To | 止'),
  textColumn('file', 'File | 文件'),
  textColumn('replaced_by', 'Replaced by | 替代文件'),
];

/** Statements whose place a later one took. */
async function loadReplaced({ db, asOf, filters }: ReportContext): Promise<readonly Row[]> {
  const rows = await db.all<{ account: string; from: Day; to: Day; file: string; replaced_by: string }>(
    `SELECT s.account, s.from_on AS "from", s.to_on AS "to", s.file, n.file AS replaced_by
     FROM v_statement_version s JOIN v_statement_version n ON n.id = s.replaced_by
     WHERE s.from_on <= :asOf ORDER BY s.account, s.from_on, s.file`,
    { asOf },
  );
  return rows.filter((row) => filters.account === undefined || filters.account === row.account);
}

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
        {
          key: 'replaced',
          title: wordsOf('Sent again with other rows | 重新发送并替代'),
          columns: REPLACED,
          rows: await loadReplaced(context),
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
