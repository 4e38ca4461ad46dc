import type { Preview } from '../../jobs/formats.ts';
import type { Currency } from '../../model/currency.ts';
import { formatAmount, minor } from '../../model/money.ts';
import type { Cell, Column, Row } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { describe } from '../words.ts';

/** What `--explain` adds: where each field is read from, the first rows as they would be stored, and what can't be. */
export const EXPLAIN_COLUMNS: readonly Column[] = [
  { key: 'missing', title: { en: 'Missing', zh: '缺少' }, type: 'data', below: true, shown: missingLines },
  { key: 'remedy', title: { en: 'What to do', zh: '处理' }, type: 'text', below: true },
  {
    key: 'columns',
    title: { en: 'Read from', zh: '取自列' },
    type: 'data',
    below: true,
    shown: (cell) => [same(linkText(cell))],
  },
  { key: 'first_rows', title: { en: 'First rows', zh: '前几行' }, type: 'data', below: true, shown: rowLines },
  { key: 'problems', title: { en: 'Problems', zh: '问题' }, type: 'data', below: true, shown: problemLines },
];

type TypedRow = Preview['rows'][number];

/** The cells of those columns. */
export function explainRow(previews: readonly Preview[]): Row {
  const problems = previews.flatMap((one) => one.problems);
  const columns = Object.entries(Object.assign({}, ...previews.map((one) => one.columns)) as Preview['columns']);
  return {
    ...(columns.length > 0 && { columns: Object.fromEntries(columns.map(([field, names]) => [snake(field), names])) }),
    first_rows: previews.flatMap((one) => one.rows.map(storedRow)),
    ...(problems.length > 0 && { problems }),
  };
}

/** A typed row with its amounts as money, under the names of JSON. */
function storedRow(row: TypedRow): Readonly<Record<string, unknown>> {
  const { currency } = row;
  const entries = Object.entries(row).filter(([field, value]) => field !== 'currency' && value !== undefined);
  const cells = entries.map(([field, value]) => {
    const isMoney = typeof value === 'number' && field !== 'line';
    return [snake(field), isMoney ? { minor: minor(value), currency } : value] as const;
  });
  return Object.fromEntries([...cells, ['currency', currency]]);
}

function rowLines(cell: Cell): readonly Words[] {
  return listOf(cell).map((row) => {
    const { line, currency, ...fields } = row;
    const shown = Object.entries(fields).map(([field, value]) => `${field} ${valueText(value)}`);
    const text = `${shown.join(', ')} (${String(currency)})`;
    return { en: `line ${String(line)}: ${text}`, zh: `第 ${String(line)} 行：${text}` };
  });
}

/** A column that isn't there, with the one of the file that comes nearest: it may have been renamed. */
function missingLines(cell: Cell): readonly Words[] {
  return listOf(cell).map((missing) => {
    const { column: name, nearest: near = '' } = missing as { readonly column: string; readonly nearest?: string };
    return {
      en: near === '' ? `missing: «${name}»` : `missing: «${name}»; the file has «${near}»`,
      zh: near === '' ? `缺少“${name}”` : `缺少“${name}”；文件中有“${near}”`,
    };
  });
}

function problemLines(cell: Cell): readonly Words[] {
  return listOf(cell).map((problem) => {
    const { code, line, column = '', text = '' } = problem as unknown as Preview['problems'][number];
    const params = { line, column, text };
    const where = column === '' ? '' : ` ${column}`;
    return {
      en: `line ${String(line)}${where}: ${describe(code, params, 'en').message}`,
      zh: `第 ${String(line)} 行${where}：${describe(code, params, 'zh').message}`,
    };
  });
}

function linkText(cell: Cell): string {
  const links = typeof cell === 'object' ? Object.entries(cell as Preview['columns']) : [];
  return links.map(([field, names]) => `${field} ← ${names.join(' + ')}`).join('; ');
}

function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { minor: amount, currency } = value as { readonly minor: number; readonly currency: Currency };
  return formatAmount(minor(amount), currency);
}

function listOf(cell: Cell): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(cell) ? (cell as readonly Readonly<Record<string, unknown>>[]) : [];
}

function same(text: string): Words {
  return { en: text, zh: text };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
