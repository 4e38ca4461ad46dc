import type { Currency } from '../../src/model/currency.ts';
import { minor, type Money } from '../../src/model/money.ts';
import type { Column, Table } from '../../src/model/table.ts';
import { render, type RenderOptions } from '../../src/render/index.ts';

export function money(value: number, code = 'CNY'): Money {
  return { minor: minor(value), currency: code as Currency };
}

export function column(key: string, type: Column['type'], more: Partial<Column> = {}): Column {
  return { key, title: { en: key, zh: key }, type, ...more };
}

export function tableOf(more: Partial<Table>): Table {
  return { schema: 'settle.report.test/1', title: { en: 'Test', zh: '测试' }, columns: [], rows: [], ...more };
}

export async function printed(
  table: Table,
  options: Partial<RenderOptions> & Pick<RenderOptions, 'format'>,
): Promise<string> {
  return joined(render(table, { lang: 'en', colour: false, width: 80, ...options }));
}

/** The pieces of an answer as one text. */
export async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** What must never reach a terminal, as it may stand in a memo, a name or a file name. */
export const HOSTILE = [
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  'a\u0007b\bc',
  'over\rwritten',
  'two\nlines',
  'tab\there',
  '\u202Egnp.exe',
  '\u2066isolated\u2069',
  'zero\u200Bwidth\uFEFF',
  'del\u007F c1\u009B31m nul\u0000',
  'line\u2028separator',
  '\u{E0041}tag',
] as const;
