import type { Currency } from '../model/currency.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { Row } from '../model/table.ts';
import { integerColumn, money, moneyColumn, ratioColumn, share, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadCustomerMoney } from './customer-money.ts';
import { factsOf, isListed } from './facts.ts';
import { note } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
import { totalsOf } from './totals.ts';

const COLUMNS = [
  textColumn('salesperson', 'Salesperson | 业务员'),
  integerColumn('orders', 'Orders | 单数'),
  moneyColumn('sold', 'Sold | 赊销额'),
  moneyColumn('collected', 'Collected | 回款'),
  moneyColumn('written_off', 'Written off | 核销', WIDE),
  moneyColumn('open', 'Open | 未收'),
  moneyColumn('overdue', 'Overdue | 逾期'),
  ratioColumn('overdue_share', 'Overdue % | 逾期占比', WIDE),
  integerColumn('oldest_days', 'Oldest | 最长逾期', WIDE),
  textColumn('currency', 'Currency | 币种', WIDE),
];

const report: Report = {
  name: 'sales',
  title: wordsOf('Sales on account by salesperson | 业务员赊销与回款'),
  summary: wordsOf(
    'what each salesperson sold on account, what of it came in, what is overdue | 各业务员赊销额、实际回款与逾期',
  ),
  filters: ['customer'],
  async build(context) {
    const receivables = await loadCustomerMoney(context);
    const keys = new Set(receivables.map((one) => `${one.salesperson ?? ''}\n${one.currency}`));
    const rows = [...keys].sort().map((key) => {
      const own = receivables.filter((one) => `${one.salesperson ?? ''}\n${one.currency}` === key);
      const [salesperson = '', currency = ''] = key.split('\n');
      return rowOf(context, own, salesperson, currency as Currency);
    });
    return {
      schema: 'settle.report.sales/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows,
      ...totalsOf(rows, COLUMNS, ['sold', 'collected', 'written_off', 'open', 'overdue']),
      notes: [
        note(
          'Sold and collected are of the period asked for, open and overdue as of the day. Money counts on the day it pays.',
          '赊销额与回款为所选期间，未收与逾期为截止日；回款按核销日计。',
        ),
      ],
    };
  },
};

export default report;

function rowOf(context: ReportContext, own: readonly ReceivableCase[], salesperson: string, currency: Currency): Row {
  const { period } = context;
  const sold = own.filter((one) => isListed(one.openedOn, period));
  const reductions = own.flatMap((one) => one.reductions).filter((one) => isListed(one.on, period));
  const sum = (amounts: readonly Minor[]): Minor => plus(ZERO, ...amounts);
  const late = own.flatMap((one) => one.parts.filter((part) => part.open > 0 && part.daysOverdue > 0));
  const open = sum(own.flatMap((one) => one.parts.map((part) => part.open)));
  const overdue = sum(late.map((part) => part.open));
  const came = reductions.filter((one) => one.kind === 'receipt' || one.kind === 'platform');
  return {
    salesperson: salesperson === '' ? undefined : salesperson,
    orders: sold.length,
    sold: money(sum(sold.map((one) => one.original)), currency),
    collected: money(sum(came.map((one) => one.amount)), currency),
    written_off: money(sum(reductions.filter((one) => one.kind === 'write-off').map((one) => one.amount)), currency),
    open: money(open, currency),
    overdue: money(overdue, currency),
    overdue_share: share(overdue, open),
    oldest_days: Math.max(0, ...late.map((part) => part.daysOverdue)),
    currency,
  };
}
