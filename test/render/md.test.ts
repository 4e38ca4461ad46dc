import { expect, test } from 'vitest';

import { column, money, printed, tableOf } from './worlds.ts';

test('a Markdown page has heading, facts, pipes and totals', async () => {
  const table = tableOf({
    facts: { currency: 'CNY' },
    columns: [column('name', 'text'), column('amount', 'money')],
    rows: [{ name: 'A_1', amount: money(123456) }],
    totals: { amount: money(123456) },
  });
  expect(await printed(table, { format: 'md' })).toBe(`# Test

- Currency: CNY

| name | amount |
| --- | ---: |
| A_1 | 1,234.56 |
| Total | 1,234.56 |
`);
});

test.each([
  ['a|b', 'a\\|b'],
  ['<script>', '\\<script\\>'],
  ['[click](javascript:x)', '\\[click\\](javascript:x)'],
  ['*bold* `code`', '\\*bold\\* \\`code\\`'],
  ['end\\', 'end\\\\'],
])('the name %j stays text', async (name, expected) => {
  const text = await printed(tableOf({ columns: [column('name', 'text')], rows: [{ name }] }), { format: 'md' });
  expect(text).toContain(`| ${expected} |\n`);
});
