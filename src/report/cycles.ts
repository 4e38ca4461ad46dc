import type { Currency } from '../model/currency.ts';
import { negate, plus, ZERO } from '../model/money.ts';
import type { Column, Note, Row, Section } from '../model/table.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { newDayBook, type LineSums } from './cycle-days.ts';
import { expectedSection } from './cycle-expected.ts';
import { accountStatistics, driftNotes, paidNotes, type Cycle } from './cycle-footer.ts';
import { loadCycles } from './cycle-list.ts';
import { factsOf } from './facts.ts';
import { eachLineGroup } from './line-groups.ts';
import { warning } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
import { totalsOf } from './totals.ts';
import { PAYOUT_STATUS_WORDS, RULE_WORDS } from './words.ts';

const COLUMNS: readonly Column[] = [
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户'),
  textColumn('rule', 'Rule | 周期', { values: RULE_WORDS, ...WIDE }),
  textColumn('batch_no', 'Batch | 批次号', { whole: true }),
  dayColumn('period_start', 'From | 起', WIDE),
  dayColumn('period_end', 'To | 止', WIDE),
  integerColumn('orders', 'Orders | 笔数', WIDE),
  moneyColumn('gross', 'Gross | 收款', WIDE),
  moneyColumn('refunds', 'Refunds | 退款', WIDE),
  moneyColumn('fees', 'Fees | 手续费', WIDE),
  moneyColumn('other', 'Other | 其他', WIDE),
  moneyColumn('net', 'Net | 净额', WIDE),
  dayColumn('expected_date', 'Due | 应到日'),
  dayColumn('payout_date', 'Paid out | 打款日', WIDE),
  dayColumn('bank_date', 'At bank | 到账日'),
  integerColumn('lag_days', 'Lag | 天数', WIDE),
  integerColumn('lag_workdays', 'Working days | 工作日', WIDE),
  integerColumn('late_days', 'Late | 迟到天数'),
  moneyColumn('amount', 'Payout | 应到金额'),
  moneyColumn('bank_amount', 'Bank | 到账金额'),
  moneyColumn('difference', 'Diff. | 差额', WIDE),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('status', 'Status | 状态', { values: PAYOUT_STATUS_WORDS }),
];

/** What payouts come to, and what the bank shows of them; what lies behind a payout is no part of another's. */
const SUMMED = ['amount', 'bank_amount'];

const cycles: Report = {
  name: 'cycles',
  title: wordsOf('Settlement cycles | 结算周期'),
  summary: wordsOf('expected and real payout and bank days, lag, on-time share | 应到与实到日期、到账天数、按时率'),
  filters: ['account', 'platform'],
  async build(context) {
    const days = newDayBook(context);
    await eachLineGroup(context, days.asked, days.add);
    const listed = await loadCycles(context, { days, withSums: true });
    const rows = listed.map(rowOf);
    const { totals, sections } = totalsOf(rows, COLUMNS, SUMMED);
    return {
      schema: 'settle.report.cycles/1',
      title: cycles.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows,
      totals,
      sections: [
        ...sections,
        accountStatistics(listed, days.lags()),
        await expectedSection(context),
      ] satisfies readonly Section[],
      notes: [...driftNotes(listed), ...calendarNotes(listed, context), ...paidNotes(listed)],
    };
  },
};

export default cycles;

function rowOf(cycle: Cycle): Row {
  const { currency } = cycle;
  return {
    platform: cycle.platform,
    account: cycle.account,
    rule: cycle.rule,
    batch_no: cycle.batchNo,
    period_start: cycle.from,
    period_end: cycle.to,
    ...sumCells(cycle.sums ?? NO_LINES, currency),
    expected_date: cycle.expectedOn,
    payout_date: cycle.paidOn,
    bank_date: cycle.bankOn,
    lag_days: cycle.lagDays,
    lag_workdays: cycle.lagWorkdays,
    late_days: cycle.lateDays,
    amount: money(cycle.amount, currency),
    bank_amount: money(cycle.bankAmount, currency),
    difference: money(cycle.difference, currency),
    currency,
    status: cycle.status,
  };
}

const NO_LINES = { orders: 0, gross: ZERO, refunds: ZERO, fees: ZERO, net: ZERO };

/** gross + refunds − fees + other = net. */
function sumCells({ orders, gross, refunds, fees, net }: Omit<LineSums, 'from' | 'to'>, currency: Currency): Row {
  const other = plus(net, negate(gross), negate(refunds), fees);
  return {
    orders,
    gross: money(gross, currency),
    refunds: money(refunds, currency),
    fees: money(fees, currency),
    other: money(other, currency),
    net: money(net, currency),
  };
}

/** Years without a published calendar that due days lean on count as plain Monday to Friday. */
function calendarNotes(listed: readonly Cycle[], { calendar }: ReportContext): readonly Note[] {
  const days = listed.flatMap((cycle) => [cycle.day, cycle.expectedOn ?? cycle.day]).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return calendar
    .uncovered(first, last)
    .map((year) =>
      warning(
        `working days of ${year} aren't published: Monday to Friday was counted`,
        `${year} 年工作日安排尚未公布：按周一至周五计算`,
      ),
    );
}
