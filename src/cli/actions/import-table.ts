import type { ImportRemark, ImportRow } from '../../jobs/import-files.ts';
import { parseCurrency } from '../../model/currency.ts';
import { formatAmount, minor } from '../../model/money.ts';
import type { ProblemCode, ProblemParams, StopError } from '../../model/problem.ts';
import type { Cell, Column, Row, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import type { MissingAccount } from '../missing-accounts.ts';
import { describe } from '../words.ts';
import { fill } from '../words/fill.ts';
import { revisionData } from './revision-words.ts';

const STATUS = {
  stored: { en: 'stored', zh: '已存入' },
  known: { en: 'already known', zh: '已有' },
  refused: { en: 'refused', zh: '拒绝' },
};

const COLUMNS: readonly Column[] = [
  { key: 'file', title: { en: 'File', zh: '文件' }, type: 'text' },
  { key: 'sha256', title: { en: 'SHA-256', zh: 'SHA-256' }, type: 'text', wide: true },
  { key: 'format', title: { en: 'Format', zh: '格式' }, type: 'text' },
  { key: 'statement', title: { en: 'Statement', zh: '账单' }, type: 'text', wide: true },
  { key: 'kind', title: { en: 'Kind', zh: '类型' }, type: 'text', wide: true },
  { key: 'account', title: { en: 'Account', zh: '账户' }, type: 'text' },
  { key: 'from', title: { en: 'From', zh: '起' }, type: 'day', wide: true },
  { key: 'to', title: { en: 'To', zh: '止' }, type: 'day', wide: true },
  { key: 'rows', title: { en: 'Rows', zh: '行数' }, type: 'integer' },
  { key: 'stored', title: { en: 'Stored', zh: '存入' }, type: 'integer' },
  { key: 'known', title: { en: 'Known', zh: '已有' }, type: 'integer' },
  { key: 'rejected', title: { en: 'Rows kept aside', zh: '另存的错误行' }, type: 'integer', wide: true },
  { key: 'status', title: { en: 'Status', zh: '状态' }, type: 'text', values: STATUS },
  { key: 'problems', title: { en: 'Problems', zh: '问题' }, type: 'data', wide: true },
  { key: 'currency', title: { en: 'Currency', zh: '币种' }, type: 'text', wide: true },
  { key: 'credits', title: { en: 'Credits', zh: '收入合计' }, type: 'money', wide: true },
  { key: 'debits', title: { en: 'Debits', zh: '支出合计' }, type: 'money', wide: true },
  { key: 'opening', title: { en: 'Opening', zh: '期初余额' }, type: 'money', wide: true },
  { key: 'closing', title: { en: 'Closing', zh: '期末余额' }, type: 'money', wide: true },
  { key: 'pending', title: { en: 'Pending', zh: '未入账' }, type: 'integer', wide: true },
  { key: 'revises', title: { en: 'Replaces', zh: '替代' }, type: 'data', wide: true },
  { key: 'late', title: { en: 'For closed months', zh: '已结账期' }, type: 'data', wide: true },
];

/**
 * The answer of `settle import` (CLI.md, row shapes). Its totals speak of what is stored: of a refused file nothing is
 * kept aside. A table leaves out that total where it is none.
 */
export function importTable(rows: readonly ImportRow[], book: string, isDrawn: boolean): Table {
  const sum = (key: 'rows' | 'stored' | 'known' | 'rejected'): number =>
    rows.reduce((total, row) => total + (row.status === 'refused' ? 0 : row[key]), 0);
  const aside = sum('rejected');
  return {
    schema: 'settle.import/1',
    title: { en: 'Import', zh: '导入' },
    columns: COLUMNS,
    rows: rows.map(rowOf),
    totals: {
      rows: sum('rows'),
      stored: sum('stored'),
      known: sum('known'),
      rejected: isDrawn && aside === 0 ? undefined : aside,
    },
    facts: { book },
  };
}

function rowOf(row: ImportRow): Row {
  // A problem of the whole file stands on no line.
  const problems = row.problems.map(({ line, ...rest }) => (line > 0 ? { ...rest, line } : rest));
  const revises = row.revises?.map(revisionData);
  const late: Cell = row.late === undefined ? undefined : { ...row.late };
  const values: Readonly<Record<string, Cell>> = { ...row, problems, revises, late };
  const cells = COLUMNS.map(({ key }) => [key, values[key]] as const);
  return Object.fromEntries(cells.filter(([, value]) => value !== undefined));
}

/** A refused file's refusal as it is laid out: with its name, and the rows behind it. */
export function refusalOf(row: ImportRow): Pick<StopError, 'code' | 'params' | 'rows'> {
  const { code, params } = row.refusal ?? { code: 'FILE_UNREADABLE' as const, params: {} };
  return { code, params: { file: row.file, ...printed(params) }, rows: row.rejected > 0 ? row.problems : [] };
}

/** The accounts that settle.yaml lacks, each once however many files spoke of it. */
export function missingAccounts(rows: readonly ImportRow[]): readonly MissingAccount[] {
  const missing = new Map<string, MissingAccount>();
  for (const { params } of rows.flatMap((row) => row.remarks).filter(isOfAccount)) {
    const { id = '', kind, platform = '', number = '' } = params;
    missing.set(String(id), {
      id: String(id),
      kind: kind === 'bank' ? 'bank' : 'wallet',
      ...(platform === '' ? {} : { platform: String(platform) }),
      ...(number === '' ? {} : { number: String(number) }),
    });
  }
  return [...missing.values()];
}

function isOfAccount({ kind }: ImportRemark): boolean {
  return kind === 'account-unknown';
}

/** A remark in a sentence for stderr; unknown accounts are told once, at the end. */
export function remarkWords({ kind, params }: ImportRemark, file: string): Words | undefined {
  const values = printed(params);
  switch (kind) {
    case 'account-unknown':
      return undefined;
    case 'difference':
      if (params['code'] === 'balance-break') return brokenChain(values, file);
      return {
        en: `${file}: ${said('CONTROL_TOTAL_DIFFERS', values, 'en')}`,
        zh: `${file}：${said('CONTROL_TOTAL_DIFFERS', values, 'zh')}`,
      };
    case 'cell': {
      const code = String(params['code']) as ProblemCode;
      const column = params['column'] ?? '';
      const place = `${file}:${String(params['line'])}${column === '' ? '' : `: ${column}`}`;
      return { en: `${place}: ${said(code, values, 'en')}`, zh: `${place}：${said(code, values, 'zh')}` };
    }
    case 'no-rows':
      return {
        en: `${file}: no rows are taken: ${params['en'] ?? ''}`,
        zh: `${file}：不导入明细：${params['zh'] ?? ''}`,
      };
  }
}

const BROKEN_CHAIN: Words = {
  en: '{file}:{line}: [{column}: ][statement {number}: ]the balance should be {expected} by the rows before it, the statement says {actual}',
  zh: '{file}:{line}：[{column}：][账单 {number}：]按前面各行，余额应为 {expected}，账单上为 {actual}',
};

/** Here the rows say what is expected, other than with control totals. `what` is a column or the statement's number. */
function brokenChain(params: ProblemParams, file: string): Words {
  const { what = '' } = params;
  const values = { ...params, file, [/^\d/u.test(String(what)) ? 'number' : 'column']: what };
  return { en: fill(BROKEN_CHAIN.en, values), zh: fill(BROKEN_CHAIN.zh, values) };
}

function said(code: ProblemCode, params: ProblemParams, lang: 'en' | 'zh'): string {
  return describe(code, params, lang).message;
}

/** Compared amounts arrive as minor units beside their currency. */
function printed(params: ProblemParams): ProblemParams {
  const currency = params['unit'] === 'amount' ? parseCurrency(String(params['currency'] ?? '')) : undefined;
  if (currency === undefined) return params;
  const amount = (key: string): string => formatAmount(minor(Number(params[key] ?? 0)), currency);
  return { ...params, expected: amount('expected'), actual: amount('actual') };
}
