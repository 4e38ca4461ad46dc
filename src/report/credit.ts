import type { Currency } from '../model/currency.ts';
import { addDays, dayInMonth, daysBetween, type Day } from '../model/day.ts';
import { Decimal, minor, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceiptCase, ReceivableCase } from '../model/receivable-case.ts';
import type { Row, Section } from '../model/table.ts';
import {
  collectionEffectiveness,
  countBackDso,
  creditScore,
  creditStanding,
  daysSalesOutstanding,
  type MonthOfSales,
} from '../receivables/index.ts';
import {
  dataColumn,
  integerColumn,
  money,
  moneyColumn,
  ratioColumn,
  share,
  textColumn,
  WIDE,
  wordsOf,
} from './columns.ts';
import { daysLateOf, daysToPay, hasPaid, openOn, rounded, soldBetween } from './customer-history.ts';
import { loadCustomerMoney, loadCustomerReceipts, loadLimits } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
import { totalsOf } from './totals.ts';

const YEAR_DAYS = 365;
const MONTHS_BACK = 24;

const report: Report = {
  name: 'credit',
  title: wordsOf('Customers’ credit | 客户信用'),
  summary: wordsOf(
    'limit, exposure and score of each customer with its reasons; DSO and its kin | 各客户额度、敞口与评分（附扣分原因），及应收周转天数等指标',
  ),
  filters: ['customer'],
  async build(context) {
    const receivables = await loadCustomerMoney(context);
    const receipts = await loadCustomerReceipts(context);
    const limits = await loadLimits(context);
    const keys = new Set([...receivables, ...receipts, ...limits].map((one) => `${one.customer}\n${one.currency}`));
    const rows = [...keys].sort().map((key) => {
      const isOwn = (one: { readonly customer: string; readonly currency: Currency }): boolean =>
        `${one.customer}\n${one.currency}` === key;
      const [customer = '', currency = ''] = key.split('\n');
      return customerRow(context, {
        customer,
        currency: currency as Currency,
        limit: limits.find(isOwn)?.limit,
        receivables: receivables.filter(isOwn),
        receipts: receipts.filter(isOwn),
      });
    });
    const { totals, sections } = totalsOf(rows, COLUMNS, ['limit', 'open', 'unapplied', 'exposure', 'overdue']);
    return {
      schema: 'settle.report.credit/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows,
      totals,
      sections: [...sections, kin(context, receivables)],
      notes: [
        note(
          'Score: 100 less days late (at most 50), overdue share × 20, returned cheques × 10 (at most 20), broken promises × 2 (at most 10). A from 85, B from 70, C from 50.',
          '评分：100 减 平均逾期天数（至多 50）、逾期占比×20、退票×10（至多 20）、失信承诺×2（至多 10）；85 分起为 A，70 为 B，50 为 C。',
        ),
      ],
    };
  },
};

export default report;

const COLUMNS = [
  textColumn('customer', 'Customer | 客户'),
  moneyColumn('limit', 'Limit | 额度'),
  moneyColumn('open', 'Open | 应收', WIDE),
  moneyColumn('unapplied', 'Unapplied | 预收', WIDE),
  moneyColumn('exposure', 'Exposure | 敞口'),
  moneyColumn('available', 'Available | 可用'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('state', 'State | 状态', {
    values: {
      fine: wordsOf('fine | 正常'),
      hold: wordsOf('hold | 停止赊销'),
      'first-order': wordsOf('first order | 首单'),
    },
  }),
  textColumn('score', 'Score | 评分'),
  textColumn('grade', 'Grade | 等级'),
  textColumn('days_late', 'Days late | 平均逾期天数', WIDE),
  textColumn('days_to_pay', 'Days to pay | 平均回款天数', WIDE),
  moneyColumn('overdue', 'Overdue | 逾期', WIDE),
  integerColumn('returned', 'Returned | 退票次数', WIDE),
  integerColumn('broken_promises', 'Broken promises | 失信次数', WIDE),
  dataColumn('taken_off', 'Taken off | 扣分', WIDE),
  textColumn('method_advice', 'Take | 收款方式', {
    values: { transfer: wordsOf('bank transfer only | 仅收银行转账'), any: wordsOf('any | 不限') },
    ...WIDE,
  }),
];

interface Own {
  readonly customer: string;
  readonly currency: Currency;
  readonly limit: Minor | undefined;
  readonly receivables: readonly ReceivableCase[];
  readonly receipts: readonly ReceiptCase[];
}

function customerRow(context: ReportContext, own: Own): Row {
  const { asOf, settings } = context;
  const { customer, currency, limit, receivables, receipts } = own;
  const open = plus(ZERO, ...receivables.map((one) => one.open));
  const unapplied = plus(ZERO, ...receipts.map((one) => one.unapplied));
  const parts = receivables.flatMap((one) => one.parts.filter((part) => part.open > 0));
  const overdue = plus(ZERO, ...parts.filter((part) => part.daysOverdue > 0).map((part) => part.open));
  const { exposure, available, isOver } = creditStanding({
    limit: limit ?? ZERO,
    open,
    unbilled: ZERO,
    advance: unapplied,
  });
  const returned = receipts.filter((one) => one.returnedOn !== undefined).length;
  const broken = receivables.filter((one) => one.promise?.state === 'broken').length;
  const daysLate = daysLateOf(receivables, asOf);
  const score = hasPaid(receivables)
    ? creditScore({
        daysLate: daysLate ?? new Decimal(0),
        overdue,
        open,
        returnedCheques: returned,
        brokenPromises: broken,
      })
    : undefined;
  const isLong = parts.some((part) => part.daysOverdue > settings.receivables.holdDays);
  const isHeld = (limit !== undefined && isOver) || isLong;
  return {
    customer,
    currency,
    limit: money(limit, currency),
    open: money(open, currency),
    unapplied: money(unapplied, currency),
    exposure: money(exposure, currency),
    available: limit === undefined ? undefined : money(available, currency),
    state: stateOf(isHeld, score !== undefined),
    score: rounded(score?.score, 1),
    grade: score?.grade,
    days_late: rounded(daysLate, 1),
    days_to_pay: rounded(daysToPay(receivables, addDays(asOf, -YEAR_DAYS)), 1),
    overdue: money(overdue, currency),
    returned,
    broken_promises: broken,
    taken_off: score === undefined ? undefined : takenOff(score),
    method_advice: returned > 1 || score === undefined ? 'transfer' : 'any',
  };
}

function stateOf(isHeld: boolean, isScored: boolean): string {
  if (isHeld) return 'hold';
  return isScored ? 'fine' : 'first-order';
}

function takenOff(score: NonNullable<ReturnType<typeof creditScore>>): Readonly<Record<string, string>> {
  const { lateness, overdue, cheques, promises } = score;
  const parts = { lateness, overdue, cheques, promises };
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, rounded(value, 1) ?? '']));
}

/** DSO and its kin by currency, over the period asked for, else the year up to the day (DOMAIN.md 3.10). */
function kin(context: ReportContext, receivables: readonly ReceivableCase[]): Section {
  const { asOf, period } = context;
  const from = period?.from ?? addDays(asOf, 1 - YEAR_DAYS);
  const to = period !== undefined && period.to < asOf ? period.to : asOf;
  const currencies = [...new Set(receivables.map((one) => one.currency))].sort();
  return {
    key: 'indicators',
    title: wordsOf('How fast money comes in | 回款指标'),
    columns: [
      textColumn('currency', 'Currency | 币种'),
      moneyColumn('sales', 'Sold on account | 赊销额'),
      moneyColumn('closing', 'Open | 期末应收'),
      textColumn('dso', 'DSO | 周转天数'),
      textColumn('count_back', 'Count-back | 倒推法'),
      textColumn('best_dso', 'Best DSO | 最佳'),
      ratioColumn('cei', 'CEI | 回款效率'),
      textColumn('days_to_pay', 'Days to pay | 回款天数'),
    ],
    rows: currencies.map((currency) => {
      const own = receivables.filter((one) => one.currency === currency);
      const sales = soldBetween(own, from, to, currency);
      const [opening, closing] = [openOn(own, addDays(from, -1), currency), openOn(own, to, currency)];
      const notDue = notDueOn(own, to);
      const days = daysBetween(from, to) + 1;
      const cei = collectionEffectiveness({ opening, sales, closing, closingNotDue: notDue });
      return {
        currency,
        sales: money(sales, currency),
        closing: money(closing, currency),
        dso: rounded(daysSalesOutstanding(closing, sales, days), 1),
        count_back: rounded(countBackDso(closing, monthsBack(own, to, currency)).days, 1),
        best_dso: rounded(daysSalesOutstanding(notDue, sales, days), 1),
        cei: cei === undefined ? undefined : share(cei.times(10_000).toDecimalPlaces(0).toNumber(), 10_000),
        days_to_pay: rounded(daysToPay(own, from), 1),
      };
    }),
  };
}

/** Open and not due on a day, by the due days in force now. */
function notDueOn(receivables: readonly ReceivableCase[], day: Day): Minor {
  const open = receivables.flatMap((one) =>
    one.openedOn > day
      ? []
      : one.parts
          .filter((part) => part.dueOn >= day)
          .map((part) => {
            const lowered = part.reductions.filter((reduction) => reduction.on <= day);
            return minor(Math.max(0, part.amount - plus(ZERO, ...lowered.map((reduction) => reduction.amount))));
          }),
  );
  return plus(ZERO, ...open);
}

function monthsBack(receivables: readonly ReceivableCase[], to: Day, currency: Currency): readonly MonthOfSales[] {
  return Array.from({ length: MONTHS_BACK }, (_, index) => {
    const first = dayInMonth(to, -index, 1);
    const last = index === 0 ? to : dayInMonth(to, -index, 31);
    return { sales: soldBetween(receivables, first, last, currency), days: daysBetween(first, last) + 1 };
  });
}
