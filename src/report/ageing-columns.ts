import { BUCKETS, ISSUE_BUCKETS, type AgeingRow } from '../receivables/index.ts';
import type { Column, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import {
  dataColumn,
  dayColumn,
  integerColumn,
  money,
  moneyColumn,
  ratioColumn,
  textColumn,
  WIDE,
  wordsOf,
} from './columns.ts';
import { ACTION_WORDS } from './next-action.ts';
import type { ReportContext } from './report.ts';

const TITLES = {
  not_due: 'Not due | 未到期',
  d0_30: '0–30 | 0–30天',
  d1_30: '1–30 | 1–30天',
  d31_60: '31–60 | 31–60天',
  d61_90: '61–90 | 61–90天',
  d91_180: '91–180 | 91–180天',
  d180_plus: '>180 | 180天以上',
} as const;

/** The age of one debt, in a cell. */
export const BUCKET_WORDS: Readonly<Record<string, Words>> = {
  not_due: wordsOf('not due | 未到期'),
  d0_30: wordsOf('0–30 days | 0–30天'),
  d1_30: wordsOf('1–30 days | 1–30天'),
  d31_60: wordsOf('31–60 days | 31–60天'),
  d61_90: wordsOf('61–90 days | 61–90天'),
  d91_180: wordsOf('91–180 days | 91–180天'),
  d180_plus: wordsOf('over 180 days | 180天以上'),
  all: wordsOf('in all | 合计'),
};

function bucketColumns({ options }: ReportContext, extras: Parameters<typeof moneyColumn>[2] = {}): readonly Column[] {
  const keys = options?.by === 'invoice' ? ISSUE_BUCKETS : BUCKETS;
  return keys.map((key) => moneyColumn(key, TITLES[key], extras));
}

/** What is open, by age, of a customer or a platform. */
export function amountColumns(context: ReportContext): readonly Column[] {
  return [
    textColumn('currency', 'Currency | 币种', WIDE),
    moneyColumn('open', 'Open | 应收余额'),
    ...bucketColumns(context),
    moneyColumn('overdue', 'Overdue | 逾期合计', WIDE),
    integerColumn('oldest_days', 'Oldest (days) | 最长逾期天数', WIDE),
  ];
}

/** A row a customer and currency (REPORTS.md 2). */
export function customerColumns(context: ReportContext): readonly Column[] {
  return [
    textColumn('customer', 'Customer | 客户'),
    textColumn('salesperson', 'Salesperson | 业务员', WIDE),
    ...amountColumns(context),
    moneyColumn('unapplied', 'Unapplied | 预收未核销', WIDE),
    moneyColumn('late_fee', 'Late fee | 滞纳金', WIDE),
    moneyColumn('net', 'Net | 净额', WIDE),
    ratioColumn('share', 'Share | 占比', WIDE),
    moneyColumn('last_open', 'Last period | 上期余额', WIDE),
    moneyColumn('change', 'Change | 较上期增减', WIDE),
    ratioColumn('change_share', 'Change % | 环比', WIDE),
    moneyColumn('allowance', 'Allowance | 坏账准备', WIDE),
    ratioColumn('allowance_rate', 'Allowance % | 坏账计提率', WIDE),
    textColumn('terms', 'Terms | 账期', WIDE),
    moneyColumn('credit_limit', 'Limit | 信用额度', WIDE),
  ];
}

/** What kind of row a detail is. */
const KINDS: Readonly<Record<string, Words>> = {
  invoice: wordsOf('invoice | 发票'),
  order: wordsOf('order | 订单'),
  instalment: wordsOf('instalment | 分期款'),
  unapplied: wordsOf('unapplied money | 预收未核销'),
};

/** A row a debt or part of one, and money that pays nothing (DOMAIN.md 3.7). */
export function detailColumns(context: ReportContext, hasUnapplied: boolean): readonly Column[] {
  return [
    textColumn('customer', 'Customer | 客户'),
    textColumn('salesperson', 'Salesperson | 业务员', WIDE),
    textColumn('ref', 'Ref | 单号', { whole: true }),
    textColumn('kind', 'Kind | 类型', { values: KINDS, ...WIDE }),
    integerColumn('part', 'Part | 期次', WIDE),
    dayColumn('date', 'Date | 单据日期', context.options?.by === 'invoice' ? {} : WIDE),
    dayColumn('due', 'Due | 到期日', context.options?.by === 'invoice' ? WIDE : {}),
    integerColumn('days_overdue', 'Days | 逾期天数', context.options?.by === 'invoice' ? WIDE : {}),
    integerColumn('days_since', 'Days | 开票天数', context.options?.by === 'invoice' ? {} : WIDE),
    textColumn('bucket', 'Age | 账龄', { values: BUCKET_WORDS }),
    textColumn('currency', 'Currency | 币种', WIDE),
    moneyColumn('original', 'Original | 原金额', WIDE),
    moneyColumn('paid', 'Paid | 已收', WIDE),
    moneyColumn('credited', 'Credited | 冲减', WIDE),
    moneyColumn('open', 'Open | 未收'),
    ...bucketColumns(context, WIDE),
    moneyColumn('unapplied', 'Unapplied | 预收', hasUnapplied ? {} : WIDE),
    moneyColumn('late_fee', 'Late fee | 滞纳金', WIDE),
    moneyColumn('discount', 'Discount | 现金折扣', WIDE),
    dayColumn('discount_until', 'Discount until | 折扣截止', WIDE),
    dataColumn('disputed', 'Disputed | 有争议', WIDE),
    dayColumn('promised_by', 'Promised by | 承诺付款日', WIDE),
    dayColumn('last_contact', 'Last letter | 最近函件', WIDE),
    textColumn('next_action', 'Next action | 下一步', { values: ACTION_WORDS, ...WIDE }),
    textColumn('file', 'File | 文件', WIDE),
    integerColumn('line', 'Line | 行', WIDE),
  ];
}

/** A row's amounts by age, under the keys of its columns. */
export function bucketCells(row: AgeingRow, { options }: ReportContext): Row {
  const { currency } = row;
  const amounts = options?.by === 'invoice' ? row.byIssue : row.buckets;
  return {
    currency,
    open: money(row.open, currency),
    ...Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, money(amount, currency)])),
    overdue: money(row.overdue, currency),
    oldest_days: row.oldestDays,
  };
}
