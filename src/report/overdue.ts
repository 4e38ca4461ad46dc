import { daysBetween, type Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import { minor, plus } from '../model/money.ts';
import type { Cell, Column, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { byKey, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { lateFeeOf, loadCustomerMoney, type CustomerMoney } from './customer-money.ts';
import { factsOf, isListed } from './facts.ts';
import { note } from './notes.ts';
import { loadPlatformMoney, type PlatformMoney } from './platform-money.ts';
import type { Report, ReportContext } from './report.ts';

/** What is done at which age (DOMAIN.md 3.11), the last first. */
const STEPS = [
  { from: 90, action: 'bad-debt-review' },
  { from: 60, action: 'lawyer-letter' },
  { from: 30, action: 'demand-letter' },
  { from: 15, action: 'second-reminder' },
  { from: 0, action: 'reminder' },
] as const;

const ACTIONS: Readonly<Record<string, Words>> = {
  reminder: wordsOf('friendly reminder | 友好提醒'),
  'second-reminder': wordsOf('second reminder | 二次催收'),
  'demand-letter': wordsOf('demand letter with late fee | 催款函（计滞纳金）'),
  'lawyer-letter': wordsOf('stop supply, lawyer’s letter | 停止供货、律师函'),
  'bad-debt-review': wordsOf('review as a bad debt | 坏账评估'),
  'ask-platform': wordsOf('look the order up at the platform | 到平台核查订单'),
  'trace-payout': wordsOf('trace the payout with platform and bank | 向平台和银行查询打款'),
  decided: wordsOf('decided: see its finding | 已处理，见差异记录'),
};

const KINDS: Readonly<Record<string, Words>> = {
  invoice: wordsOf('invoice | 发票'),
  order: wordsOf('order | 订单'),
  payout: wordsOf('payout | 打款'),
};

const COLUMNS: readonly Column[] = [
  textColumn('customer', 'Customer | 客户'),
  textColumn('ref', 'Ref | 单号', { whole: true }),
  textColumn('kind', 'Kind | 类型', { values: KINDS, ...WIDE }),
  dayColumn('date', 'Date | 日期', WIDE),
  dayColumn('due', 'Due | 到期日'),
  integerColumn('days_overdue', 'Days | 逾期天数'),
  moneyColumn('original', 'Original | 原金额', WIDE),
  moneyColumn('paid', 'Paid | 已收', WIDE),
  moneyColumn('open', 'Open | 未收'),
  moneyColumn('late_fee', 'Late fee | 滞纳金'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('next_action', 'Next action | 下一步', { values: ACTIONS, below: true }),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户', WIDE),
  textColumn('file', 'File | 文件', WIDE),
  integerColumn('line', 'Line | 行', WIDE),
];

const report: Report = {
  name: 'overdue',
  title: wordsOf('Overdue receivables | 逾期应收明细'),
  summary: wordsOf(
    'what customers and platforms owe past its due day, oldest first | 客户与平台逾期未付的款项，最久的在前',
  ),
  filters: ['account', 'platform', 'shop', 'customer', 'order'],
  async build(context) {
    const decided = decidedRefs(await context.findings());
    const isPlatformOnly = [context.filters.account, context.filters.platform, context.filters.shop].some(
      (filter) => filter !== undefined,
    );
    const customers = isPlatformOnly ? [] : await loadCustomerMoney(context);
    const rows = [
      // A period asks for what fell due in it.
      ...customers.filter((one) => one.open > 0 && one.daysOverdue > 0).map((one) => customerRow(one, context)),
      ...(await loadPlatformMoney(context))
        .filter((one) => isLate(one, context))
        .map((one) => platformRow(one, context)),
    ]
      .filter((row) => isListed(row['due'] as Day, context.period))
      .map((row) => (decided.has(row['ref']) ? { ...row, next_action: 'decided' } : row))
      .sort(byKey(sortKey));
    return {
      schema: 'settle.report.overdue/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows,
      ...totalsOf(rows, context),
      notes: [
        note(
          'Days count from the due day. A late fee is worked out for customers only, to the day of the report.',
          '逾期天数自到期日起算；滞纳金只对客户计算，计至截止日期。',
        ),
      ],
    };
  },
};

export default report;

/** Past its day and grace: what is still within its grace is in transit. */
function isLate(one: PlatformMoney, { asOf }: ReportContext): boolean {
  return one.dueOn !== undefined && asOf > (one.lastOn ?? one.dueOn);
}

/** Refs of findings a person has decided about. */
function decidedRefs(findings: readonly NamedFinding[]): ReadonlySet<Cell> {
  const about = findings.filter(
    (one) => one.state === 'resolved' && ['receivable-overdue', 'payout-missing', 'order-unsettled'].includes(one.code),
  );
  return new Set(about.map((one) => one.details?.['ref'] ?? `order:${one.orderNo ?? ''}`));
}

function customerRow(one: CustomerMoney, context: ReportContext): Row {
  const { currency, original, paid, open } = one;
  return {
    customer: one.customer,
    ref: one.ref,
    kind: one.invoiceNo === undefined ? 'order' : 'invoice',
    date: one.openedOn,
    due: one.dueOn,
    days_overdue: one.daysOverdue,
    original: money(original, currency),
    paid: money(paid, currency),
    open: money(open, currency),
    late_fee: money(lateFeeOf(one, context), currency),
    currency,
    next_action: STEPS.find((step) => one.daysOverdue >= step.from)?.action,
    file: one.place.file,
    line: one.place.line,
  };
}

function platformRow(one: PlatformMoney, { asOf }: ReportContext): Row {
  const { currency, amount, place } = one;
  return {
    customer: one.customer ?? one.platform,
    ref: one.ref,
    kind: one.kind,
    date: one.date,
    due: one.dueOn,
    days_overdue: daysBetween(one.dueOn ?? asOf, asOf),
    original: money(amount, currency),
    paid: money(0, currency),
    open: money(amount, currency),
    currency,
    next_action: one.kind === 'payout' ? 'trace-payout' : 'ask-platform',
    platform: one.platform,
    account: one.account,
    file: place?.file,
    line: place?.line,
  };
}

/** Oldest first, then by whom and what. */
function sortKey(row: Row): string {
  const cells = [row['due'], row['customer'], row['ref'], row['account']];
  return cells.map((cell) => (typeof cell === 'string' ? cell : '')).join('\n');
}

/** Sums, where the rows are of one currency. */
function totalsOf(rows: readonly Row[], { settings }: ReportContext): { readonly totals?: Row } {
  const currencies = new Set(rows.map((row) => row['currency']));
  if (currencies.size > 1) return {};
  const [currency = settings.currency] = [...currencies] as (typeof settings.currency)[];
  const sum = (key: string): number =>
    plus(...rows.map((row) => (row[key] as { minor?: number } | undefined)?.minor ?? 0).map(minor));
  return {
    totals: { count: rows.length, open: money(sum('open'), currency), late_fee: money(sum('late_fee'), currency) },
  };
}
