import { plus, type Minor } from '../model/money.ts';
import type { Column, Note, Row } from '../model/table.ts';
import type { SourceRuns, Voucher, VoucherLine } from '../model/voucher.ts';
import {
  KIND_WORDS,
  remarkWords,
  summaryOf,
  totalOf,
  type MonthVouchers,
  type VoucherVerdict,
} from '../vouchers/index.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf } from './facts.ts';
import { warning } from './notes.ts';
import type { Report } from './report.ts';

const NUMBER = textColumn('number', 'Number | 凭证号');
const CURRENCY = textColumn('currency', 'Currency | 币种', WIDE);
const SOURCES: Column = { key: 'sources', title: wordsOf('Sources | 来源'), type: 'data', wide: true };

const COLUMNS: readonly Column[] = [
  NUMBER,
  dayColumn('date', 'Date | 日期'),
  textColumn('kind', 'Kind | 类别', { values: KIND_WORDS, ...WIDE }),
  { key: 'summary', title: wordsOf('Summary | 摘要'), type: 'words' },
  moneyColumn('debit', 'Debit | 借方'),
  moneyColumn('credit', 'Credit | 贷方'),
  CURRENCY,
  textColumn('period', 'Period | 会计期间', WIDE),
  integerColumn('part', 'Part | 序次', WIDE),
  textColumn('adjusts', 'Adjusts | 调整月份', WIDE),
  { key: 'exported', title: wordsOf('Exported | 已导出'), type: 'text' },
  SOURCES,
];

const LINES: readonly Column[] = [
  NUMBER,
  textColumn('account', 'Account | 科目'),
  textColumn('code', 'Code | 科目编码', WIDE),
  textColumn('customer', 'Customer | 客户', WIDE),
  textColumn('platform', 'Platform | 平台', WIDE),
  moneyColumn('debit', 'Debit | 借方'),
  moneyColumn('credit', 'Credit | 贷方'),
  CURRENCY,
  textColumn('period', 'Period | 会计期间', WIDE),
  SOURCES,
];

const report: Report = {
  name: 'vouchers',
  title: wordsOf('Vouchers | 记账凭证'),
  summary: wordsOf(
    'the entries of a month, balanced and numbered, with their sources | 当月记账凭证，借贷平衡、连续编号、附来源',
  ),
  filters: [],
  async build(context) {
    const months = await context.vouchers();
    const all = months.flatMap((month) => month.vouchers);
    return {
      schema: 'settle.report.vouchers/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows: months.flatMap((month) => month.vouchers.map((voucher) => voucherRow(voucher, month))),
      totals: totalsOf(all),
      sections: [
        {
          key: 'lines',
          title: wordsOf('Lines | 分录'),
          columns: LINES,
          rows: all.flatMap((voucher) => voucher.lines.map((line) => lineRow(voucher, line))),
        },
      ],
      notes: months.flatMap((month) => [...faults(month), ...remarks(month)]),
    };
  },
};

export default report;

function voucherRow(voucher: Voucher, { paper }: MonthVouchers): Row {
  const { currency, about } = voucher;
  const names = new Map(Object.entries(paper.names));
  return {
    number: `${voucher.word}-${voucher.number}`,
    date: voucher.on,
    kind: voucher.kind,
    summary: summaryOf(voucher, names.get(about) ?? about),
    debit: money(totalOf(voucher, 'debit'), currency),
    credit: money(totalOf(voucher, 'credit'), currency),
    currency,
    period: voucher.period,
    part: voucher.part,
    adjusts: voucher.of?.slice(0, 7),
    exported: voucher.isExported,
    sources: sourceTexts(voucher.lines.flatMap((line) => line.sources)),
  };
}

function lineRow({ word, number, period, currency }: Voucher, line: VoucherLine): Row {
  const { account, customer, platform, debit, credit } = line;
  return {
    number: `${word}-${number}`,
    account: [account.code, account.name, ...(customer === undefined ? [] : [`(${customer})`])].join(' '),
    code: account.code,
    customer,
    platform,
    debit: debit === 0 ? undefined : money(debit, currency),
    credit: credit === 0 ? undefined : money(credit, currency),
    currency,
    period,
    sources: sourceTexts(line.sources),
  };
}

/** `june.csv:2-14`, each once. */
function sourceTexts(sources: readonly SourceRuns[]): readonly string[] {
  const texts = sources.flatMap(({ file, runs }) =>
    runs.map(([from, to]) => (from === to ? `${file}:${from}` : `${file}:${from}-${to}`)),
  );
  return [...new Set(texts)];
}

/** Debits and credits of all, where they are in one currency. */
function totalsOf(vouchers: readonly Voucher[]): Row {
  const [currency, ...others] = [...new Set(vouchers.map((voucher) => voucher.currency))];
  const count = { count: vouchers.length };
  if (currency === undefined || others.length > 0) return count;
  const sum = (side: 'debit' | 'credit'): Minor => plus(...vouchers.map((voucher) => totalOf(voucher, side)));
  return { ...count, debit: money(sum('debit'), currency), credit: money(sum('credit'), currency) };
}

/** What must never be: told by number, and looked at by check C18. */
function faults({ period, verdict }: MonthVouchers): readonly Note[] {
  const { unbalanced, gaps }: VoucherVerdict = verdict;
  const list = (numbers: readonly number[]): string => numbers.join(', ');
  return [
    ...(unbalanced.length === 0
      ? []
      : [warning(`${period}: not balanced: ${list(unbalanced)}`, `${period}：借贷不平：${list(unbalanced)}`)]),
    ...(gaps.length === 0
      ? []
      : [warning(`${period}: numbers missing: ${list(gaps)}`, `${period}：断号：${list(gaps)}`)]),
  ];
}

function remarks({ period, remarks: all }: MonthVouchers): readonly Note[] {
  return all.map((remark) => {
    const { en, zh } = remarkWords(remark);
    return warning(`${period}: ${en}`, `${period}：${zh}`);
  });
}
