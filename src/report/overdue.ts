import { daysBetween, type Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { minor, plus } from '../model/money.ts';
import type { DebtPart, ReceivableCase } from '../model/receivable-case.ts';
import type { Cell, Column, Note, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import {
  byKey,
  dataColumn,
  dayColumn,
  integerColumn,
  money,
  moneyColumn,
  textColumn,
  WIDE,
  wordsOf,
} from './columns.ts';
import { lateFeeOfPart, loadCustomerMoney } from './customer-money.ts';
import { factsOf, isListed } from './facts.ts';
import { lateFeeClause } from './late-fee-words.ts';
import { note } from './notes.ts';
import { loadPlatformMoney, type PlatformMoney } from './platform-money.ts';
import { ACTION_WORDS, nextAction } from './next-action.ts';
import type { Report, ReportContext } from './report.ts';

const KINDS: Readonly<Record<string, Words>> = {
  invoice: wordsOf('invoice | 发票'),
  instalment: wordsOf('instalment | 分期款'),
  order: wordsOf('order | 订单'),
  payout: wordsOf('payout | 打款'),
};

const COLUMNS: readonly Column[] = [
  textColumn('customer', 'Customer | 客户'),
  textColumn('ref', 'Ref | 单号', { whole: true }),
  textColumn('kind', 'Kind | 类型', { values: KINDS, ...WIDE }),
  integerColumn('part', 'Part | 期次', WIDE),
  dayColumn('date', 'Date | 日期', WIDE),
  dayColumn('due', 'Due | 到期日'),
  dayColumn('first_due', 'First due | 原到期日', WIDE),
  integerColumn('days_overdue', 'Days | 逾期天数'),
  moneyColumn('original', 'Original | 原金额', WIDE),
  moneyColumn('paid', 'Paid | 已收', WIDE),
  moneyColumn('open', 'Open | 未收'),
  moneyColumn('late_fee', 'Late fee | 滞纳金'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('next_action', 'Next action | 下一步', { values: ACTION_WORDS, below: true }),
  dayColumn('promised_by', 'Promised by | 承诺付款日', WIDE),
  dataColumn('disputed', 'Disputed | 有争议', WIDE),
  textColumn('salesperson', 'Salesperson | 业务员', WIDE),
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
      ...customers.flatMap((one) => lateParts(one.parts).map((part) => customerRow(one, part, context))),
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
        ...lateFeeNotes(context),
        ...fifthNotes(customers),
      ],
    };
  },
};

export default report;

/** 民法典 634: a fifth of a price paid in parts is overdue, so after a demand all of it may be asked for. */
function fifthNotes(customers: readonly ReceivableCase[]): readonly Note[] {
  const reached = customers.filter(({ original, parts }) => {
    const overdue = lateParts(parts).reduce((sum, { open }) => sum + open, 0);
    return parts.length > 1 && overdue > 0 && overdue * ONE_IN >= original;
  });
  if (reached.length === 0) return [];
  const refs = reached.map(({ ref }) => ref).join(', ');
  return [
    note(
      `A fifth or more is overdue of ${refs}: after a demand and a fair time all of it may be asked for (Civil Code 634).`,
      `${refs} 的逾期分期款已达总价五分之一：催告并经合理期限后可要求支付全部价款（民法典第 634 条）。`,
    ),
  ];
}

const ONE_IN = 5;

/** By which contract; one of a customer's own is named where one is asked for. */
function lateFeeNotes({ settings, filters }: ReportContext): readonly Note[] {
  const terms = lateFeeTermsFor(settings, filters.customer ?? '', settings.currency);
  if (terms === undefined) return [];
  const { en, zh } = lateFeeClause(terms, settings.currency);
  const isOwn = filters.customer === undefined && settings.terms.lateFeeOf !== undefined;
  return [
    note(
      `Late fee: ${en}${isOwn ? '; some customers have contracts of their own' : ''}.`,
      `滞纳金：${zh}${isOwn ? '；部分客户另有约定' : ''}。`,
    ),
  ];
}

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

/** Parts past their due day with anything open. */
function lateParts(parts: readonly DebtPart[]): readonly DebtPart[] {
  return parts.filter((part) => part.open > 0 && part.daysOverdue > 0);
}

function customerRow(one: ReceivableCase, part: DebtPart, context: ReportContext): Row {
  const { currency } = one;
  const kind = one.invoiceNo === undefined ? 'order' : 'invoice';
  return {
    customer: one.customer,
    ref: one.ref,
    kind: part.no === undefined ? kind : 'instalment',
    part: part.no,
    date: one.openedOn,
    due: part.dueOn,
    first_due: part.firstDueOn === part.dueOn ? undefined : part.firstDueOn,
    days_overdue: part.daysOverdue,
    original: money(part.amount, currency),
    paid: money(part.amount - part.open, currency),
    open: money(part.open, currency),
    late_fee: money(lateFeeOfPart(one, part, context), currency),
    currency,
    next_action: nextAction(one, part, context),
    promised_by: one.promise?.by,
    disputed: one.isDisputed ? true : undefined,
    salesperson: one.salesperson,
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
