import { read, utils, type WorkBook } from '@e965/xlsx';
import { expect, test } from 'vitest';

import type { Table } from '../../src/model/table.ts';
import { renderAny } from '../../src/render/index.ts';
import { column, HOSTILE, money, printed, tableOf } from './worlds.ts';

const TABLE = tableOf({
  title: { en: 'Open items', zh: '未达账项' },
  facts: { book: '测试商行', currency: 'CNY', as_of: '2026-06-30' },
  columns: [
    column('ref', 'text'),
    column('file', 'text', { wide: true }),
    column('count', 'integer'),
    column('amount', 'money'),
    column('state', 'text', { values: { open: { en: 'open', zh: '未结' } } }),
  ],
  rows: [
    { ref: 'order:1', file: 'a.csv', count: 2, amount: money(123_456), state: 'open' },
    { ref: '=1+1', file: '<b>.csv', count: 0, amount: money(-5) },
  ],
  totals: { count: 2, amount: money(123_451), checked: money(7) },
  sections: [
    {
      key: 'more',
      title: { en: 'More / less', zh: '其他' },
      columns: [column('amount', 'money')],
      rows: [{ amount: money(1, 'JPY') }],
    },
  ],
  notes: [{ words: { en: 'A note.', zh: '说明。' } }],
});

test('a page in HTML: every column, totals, sections and notes, in the language asked for', async () => {
  const page = await printed(TABLE, { format: 'html', lang: 'zh' });
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain('<td>order:1</td><td>a.csv</td><td class="n">2</td><td class="n">1,234.56</td><td>未结</td>');
  expect(page).toContain(
    '<tfoot><tr><td>合计</td><td></td><td class="n">2</td><td class="n">1,234.51</td><td></td></tr></tfoot>',
  );
  expect(page).toContain('<h2>其他</h2>');
  expect(page).toContain('<td class="n">1 JPY</td>');
  expect(page).toContain('<p>checked：0.07 CNY</p>');
  expect(page).toContain('<p>说明。</p>');
});

test.each([
  ...HOSTILE,
  '<script>alert(1)</script>',
  '" onload="x',
  "' onclick='x",
  '&lt;img src=x&gt;',
  '</td></table><h1>',
])('HTML shows %j as text wherever it stands', async (text) => {
  const words = { en: text, zh: text };
  const table: Table = {
    ...tableOf({ title: words, facts: { book: text }, columns: [column('memo', 'text'), column('why', 'data')] }),
    rows: [{ memo: text, why: { [text]: text } }],
    totals: { memo: text, other: text },
    sections: [{ key: 'more', title: words, columns: [{ ...column('m', 'text'), title: words }], rows: [{ m: text }] }],
    notes: [{ words }],
  };
  const page = await printed(table, { format: 'html' });
  const innocent = await printed(
    JSON.parse(JSON.stringify(table).replaceAll(JSON.stringify(text).slice(1, -1), 'x')) as Table,
    {
      format: 'html',
    },
  );
  const tags = (html: string): readonly string[] => html.match(/<[^>]*>/gu) ?? [];
  expect(tags(page)).toEqual(tags(innocent));
  expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

async function bytesOf(table: Table): Promise<Uint8Array> {
  for await (const bytes of renderAny(table, { format: 'xlsx', lang: 'en', colour: false, width: 80 })) {
    if (bytes instanceof Uint8Array) return bytes;
  }
  throw new Error('no workbook');
}

function rowsOf(book: WorkBook, at: number): readonly (readonly unknown[])[] {
  return utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[at] ?? ''] ?? {}, { header: 1 });
}

test('a workbook, as another program reads it: amounts and counts are numbers, a page a section', async () => {
  const book = read(await bytesOf(TABLE));
  expect(book.SheetNames).toEqual(['Open items', 'More   less']);
  expect(rowsOf(book, 0)).toEqual([
    ['Open items'],
    ['Books', '测试商行'],
    ['Currency', 'CNY'],
    ['As of', '2026-06-30'],
    [],
    ['ref', 'file', 'count', 'amount', 'state', 'Currency'],
    ['order:1', 'a.csv', 2, 1234.56, 'open', 'CNY'],
    ['=1+1', '<b>.csv', 0, -0.05, undefined, 'CNY'],
    ['Total', undefined, 2, 1234.51, undefined, 'CNY'],
    ['checked', 0.07],
    ['A note.'],
  ]);
  expect(rowsOf(book, 1)).toEqual([
    ['amount', 'Currency'],
    [1, 'JPY'],
  ]);
});

test.each([...HOSTILE, '=cmd|calc!A0', '@SUM(1)', '+1', '<v>1</v>', ']]>', '&amp;'])(
  'no formula and no markup comes of %j',
  async (text) => {
    const table = tableOf({ columns: [column('memo', 'text')], rows: [{ memo: text }], title: { en: text, zh: text } });
    const book = read(await bytesOf(table), { cellFormula: true });
    const cells = Object.values(book.Sheets[book.SheetNames[0] ?? ''] ?? {}) as {
      readonly f?: string;
      readonly t?: string;
    }[];
    expect(cells.filter((cell) => cell.f !== undefined)).toEqual([]);
    expect(
      rowsOf(book, 0)
        .flat()
        .filter((cell) => typeof cell !== 'string'),
    ).toEqual([]);
  },
);

test('a cell longer than a spreadsheet takes ends with a sign that it was cut', async () => {
  const table = tableOf({ columns: [column('memo', 'text')], rows: [{ memo: 'x'.repeat(40_000) }] });
  const [cell] = rowsOf(read(await bytesOf(table)), 0)
    .flat()
    .filter((one) => typeof one === 'string' && one.startsWith('x'));
  expect(cell).toHaveLength(32_767);
  expect(cell).toMatch(/x \[…\]$/u);
});

test('the same table is the same bytes, whenever it is written', async () => {
  const first = await bytesOf(TABLE);
  await new Promise((done) => setTimeout(done, 2_100));
  expect(Buffer.from(await bytesOf(TABLE)).equals(Buffer.from(first))).toBe(true);
});
