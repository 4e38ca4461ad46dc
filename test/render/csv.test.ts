import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';

import { column, money, printed, tableOf } from './worlds.ts';

async function csvOf(rows: Parameters<typeof tableOf>[0]['rows'] = []): Promise<string[][]> {
  const columns = [column('name', 'text'), column('amount', 'money', { wide: true }), column('count', 'integer')];
  return parse(await printed(tableOf({ columns, rows }), { format: 'csv' }));
}

test('the header is the keys, wide columns are kept, and the currency stands beside the amounts', async () => {
  expect(await csvOf([{ name: 'A', amount: money(-1230), count: 3 }])).toEqual([
    ['name', 'amount', 'count', 'currency'],
    ['A', '-12.30', '3', 'CNY'],
  ]);
});

test('the language changes nothing', async () => {
  const table = tableOf({
    columns: [column('state', 'text', { values: { open: { en: 'Open', zh: '未解决' } } })],
    rows: [{ state: 'open' }],
  });
  expect(await printed(table, { format: 'csv', lang: 'zh' })).toBe('state\nopen\n');
});

test.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', "'=1"])(
  'the text %j is no formula in a spreadsheet',
  async (name) => {
    expect((await csvOf([{ name }]))[1]?.[0]).toMatch(/^'/);
  },
);

test('negative amounts stay numbers', async () => {
  expect((await csvOf([{ name: 'refund', amount: money(-1230), count: -2 }]))[1]).toEqual([
    'refund',
    '-12.30',
    '-2',
    'CNY',
  ]);
});

test('commas, quotes and line feeds come back as they were', async () => {
  const names = ['a,b', 'say "hi"', 'two\nlines', ' spaced ', ''];
  expect((await csvOf(names.map((name) => ({ name })))).slice(1).map((row) => row[0])).toEqual(names);
});

test('a missing value is an empty cell', async () => {
  expect((await csvOf([{ name: 'A' }]))[1]).toEqual(['A', '', '', '']);
});

test('a list is its items with semicolons between them; an object is JSON', async () => {
  const columns = [column('files', 'data'), column('why', 'data')];
  const table = tableOf({ columns, rows: [{ files: ['a.csv', 'b.csv'], why: { rivals: 2 } }] });
  expect(parse(await printed(table, { format: 'csv', lang: 'zh' }))).toEqual([
    ['files', 'why'],
    ['a.csv; b.csv', '{"rivals":2}'],
  ]);
});

test('a list that people read in words is the English ones, whatever the language', async () => {
  const shown = () => [
    { en: 'expected A', zh: '应收 A' },
    { en: 'actual B', zh: '实收 B' },
  ];
  const table = tableOf({ columns: [column('members', 'data', { shown })], rows: [{ members: [{}, {}] }] });
  expect(await printed(table, { format: 'csv', lang: 'zh' })).toBe('members\nexpected A; actual B\n');
});
