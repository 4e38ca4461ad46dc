import type { Cell, Column } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { integerColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report } from './report.ts';

const VERBS: NonNullable<Column['values']> = {
  import: wordsOf('import | 导入'),
  revise: wordsOf('statement replaced | 对账单更正'),
  match: wordsOf('match | 勾对'),
  link: wordsOf('link | 手工勾对'),
  accept: wordsOf('accept | 确认'),
  unlink: wordsOf('unlink | 解除'),
  reject: wordsOf('reject | 否决'),
  undo: wordsOf('undo | 撤销'),
  resolve: wordsOf('resolve | 处理差异'),
  backup: wordsOf('backup | 备份'),
  export: wordsOf('export | 导出'),
  sign: wordsOf('sign | 签字'),
  close: wordsOf('close | 结账'),
  reopen: wordsOf('reopen | 反结账'),
  'late-data': wordsOf('data for a closed month | 已结账期迟到数据'),
  'receivable-extend': wordsOf('term extended | 展期'),
  'receivable-plan': wordsOf('instalments agreed | 分期'),
  'receivable-dispute': wordsOf('dispute | 争议'),
  'receivable-promise': wordsOf('promise to pay | 付款承诺'),
  'receivable-write-off': wordsOf('written off | 核销'),
  'receivable-return': wordsOf('payment returned | 退票'),
  'receivable-method': wordsOf('method changed | 变更收款方式'),
  'receivable-letter': wordsOf('letter written | 催款函'),
  'receivable-late-fee': wordsOf('late fee billed | 滞纳金开单'),
  'receivable-waive': wordsOf('late fee waived | 滞纳金豁免'),
  'receivable-undo': wordsOf('decision taken back | 撤销处理'),
};

const COLUMNS: readonly Column[] = [
  integerColumn('seq', 'No. | 序号'),
  { key: 'at', title: wordsOf('When | 时间'), type: 'text', whole: true, shown: (cell) => [readable(cell)] },
  textColumn('operator', 'Who | 操作人'),
  textColumn('verb', 'What | 操作', { values: VERBS }),
  textColumn('target', 'Of what | 对象'),
  { key: 'detail', title: wordsOf('Details | 明细'), type: 'data', wide: true },
  textColumn('prev_hash', 'Link before | 前一哈希', WIDE),
  textColumn('hash', 'Link | 哈希', WIDE),
];

/** `2026-06-30T18:05:09.120+08:00` → `2026-06-30 18:05:09+08:00`; CSV and JSON keep the whole. */
function readable(cell: Cell): Words {
  const text = (typeof cell === 'string' ? cell : '').replace('T', ' ').replace(/\.\d+/u, '');
  return { en: text, zh: text };
}

interface EventRow {
  readonly seq: number;
  readonly at: string;
  readonly operator: string;
  readonly verb: string;
  readonly target: string;
  readonly detail: string;
  readonly prev_hash: string;
  readonly hash: string;
}

const report: Report = {
  name: 'audit',
  title: wordsOf('Audit log | 审计日志'),
  summary: wordsOf('who did what to the books, in a chain that shows changes | 账套操作日志，哈希链可发现改动'),
  filters: [],
  async build(context) {
    const rows = await context.db.all<EventRow>(
      'SELECT seq, at, operator, verb, target, detail, prev_hash, hash FROM v_event ORDER BY seq',
    );
    const { period, asOf } = context;
    // An event happens at an instant, not on a business day: its own date is what is cut.
    const listed = rows.filter(({ at }) => {
      const day = at.slice(0, 10);
      return day <= asOf && (period === undefined || (day >= period.from && day <= period.to));
    });
    return {
      schema: 'settle.report.audit/1',
      title: report.title,
      facts: { ...factsOf(context), audit_head: listed.at(-1)?.hash },
      columns: COLUMNS,
      rows: listed.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Readonly<Record<string, unknown>> })),
      notes: [note('settle verify works every link out again.', '可用 settle verify 重新校验整条链。')],
    };
  },
};

export default report;
