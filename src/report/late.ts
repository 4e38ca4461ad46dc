import { addDays, type Day } from '../model/day.ts';
import { minus, ZERO } from '../model/money.ts';
import type { Column } from '../model/table.ts';
import { loadLateRows } from '../store/read/late-data.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { boundsOf, factsOf, isListed } from './facts.ts';
import { note } from './notes.ts';
import type { Report } from './report.ts';

const ITEMS: NonNullable<Column['values']> = {
  line: wordsOf('platform line | 平台明细'),
  bank: wordsOf('bank line | 银行明细'),
  order: wordsOf('order | 订单'),
  invoice: wordsOf('invoice | 发票'),
  receipt: wordsOf('receipt | 收款'),
};

const COLUMNS: readonly Column[] = [
  dayColumn('date', 'Counts from | 计入日期'),
  textColumn('orig_period', 'Of | 原期间'),
  dayColumn('orig_date', 'Printed for | 原日期', WIDE),
  textColumn('item', 'What | 类别', { values: ITEMS }),
  textColumn('ref', 'Item | 项目', { whole: true }),
  textColumn('account', 'Account | 账户', WIDE),
  moneyColumn('before', 'Known | 结账时'),
  moneyColumn('after', 'Said now | 现为'),
  moneyColumn('difference', 'Difference | 差额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('file', 'File | 文件', WIDE),
  integerColumn('line', 'Line | 行', WIDE),
];

const report: Report = {
  name: 'late',
  title: wordsOf('Late adjustments | 已结账期后补调整'),
  summary: wordsOf('what came after a month was closed and counts from the next | 结账后补来、计入次期的数据'),
  filters: ['account'],
  async build(context) {
    const { account } = context.filters;
    const found = await loadLateRows(context.db, boundsOf(context).next as Day);
    const rows = found.filter(
      (one) => (account === undefined || one.account === account) && isListed(one.day, context.period),
    );
    return {
      schema: 'settle.report.late/1',
      title: report.title,
      facts: { ...factsOf(context), as_of: addDays(boundsOf(context).next as Day, -1) },
      columns: COLUMNS,
      rows: rows.map((one) => ({
        date: one.day,
        orig_period: one.origDay.slice(0, 7),
        orig_date: one.origDay,
        item: one.item,
        ref: one.ref,
        account: one.account,
        before: money(one.before, one.currency),
        after: money(one.after, one.currency),
        difference: money(minus(one.after, one.before ?? ZERO), one.currency),
        currency: one.currency,
        file: one.place.file,
        line: one.place.line,
      })),
      totals: { count: rows.length },
      notes: [
        note(
          'The closed months themselves stay as they were: settle close verify MONTH works them out again.',
          '已结账月份本身不变：可用 settle close verify MONTH 重算核对。',
        ),
      ],
    };
  },
};

export default report;
