import { expect, test } from 'vitest';

import { renderError, warningsOf } from '../../src/render/index.ts';
import { column, HOSTILE, money, printed, tableOf } from './worlds.ts';

async function answer(more: Parameters<typeof tableOf>[0], ok?: boolean): Promise<unknown> {
  return JSON.parse(await printed(tableOf(more), { format: 'json', ...(ok === undefined ? {} : { ok }) }));
}

test('the envelope has schema, ok, facts, rows, totals, sections and warnings', async () => {
  const table = {
    facts: { as_of: '2026-11-01', period: '2026-10', account: undefined },
    columns: [column('ref', 'text'), column('amount', 'money'), column('currency', 'text'), column('gone', 'day')],
    rows: [
      { ref: 'order:1', amount: money(12800), currency: 'CNY' },
      { ref: 'order:2', amount: money(5, 'JPY'), currency: 'JPY' },
    ],
    totals: { amount: money(12800), count: 2 },
    sections: [
      { key: 'older', title: { en: 'Older', zh: '较早' }, columns: [column('n', 'integer')], rows: [{ n: 1 }] },
    ],
    notes: [
      { words: { en: 'no calendar for 2031', zh: '没有 2031 年的日历' }, warning: true },
      { words: { en: 'a remark', zh: '说明' } },
    ],
  } as const;
  expect(await answer(table)).toEqual({
    schema: 'settle.report.test/1',
    ok: true,
    as_of: '2026-11-01',
    period: '2026-10',
    rows: [
      { ref: 'order:1', amount: '128.00', currency: 'CNY' },
      { ref: 'order:2', amount: '5', currency: 'JPY' },
    ],
    totals: { amount: '128.00', count: 2, currency: 'CNY' },
    older: [{ n: 1 }],
    notes: ['a remark'],
    warnings: ['no calendar for 2031'],
  });
  expect(warningsOf(tableOf(table), 'zh')).toEqual(['没有 2031 年的日历']);
});

test('a command that ended with 2 or more says so', async () => {
  expect(await answer({}, false)).toEqual({ schema: 'settle.report.test/1', ok: false, rows: [], warnings: [] });
});

test('amounts inside evidence are strings in the currency of their row', async () => {
  const table = {
    columns: [column('difference', 'money'), column('members', 'data')],
    rows: [
      {
        difference: money(0),
        members: [
          { side: 'expected', amount: money(100), line: undefined },
          { side: 'actual', amount: money(100, 'USD') },
        ],
      },
    ],
  } as const;
  expect(await answer(table)).toMatchObject({
    rows: [
      {
        difference: '0.00',
        currency: 'CNY',
        members: [
          { side: 'expected', amount: '1.00' },
          { side: 'actual', amount: '1.00', amount_currency: 'USD' },
        ],
      },
    ],
  });
});

test('keys inside evidence are snake_case', async () => {
  const table = { columns: [column('why', 'data')], rows: [{ why: { lagDays: 2, rival_count: 0 } }] } as const;
  expect(await answer(table)).toMatchObject({ rows: [{ why: { lag_days: 2, rival_count: 0 } }] });
});

test('one row a line, for tools that read by line', async () => {
  const text = await printed(tableOf({ columns: [column('n', 'integer')], rows: [{ n: 1 }, { n: 2 }] }), {
    format: 'json',
  });
  expect(text.split('\n').filter((line) => line.startsWith('{"n"'))).toEqual(['{"n":1},', '{"n":2}']);
});

test.each(HOSTILE.map((text) => ({ text })))('$text comes back from JSON as it was', async ({ text }) => {
  expect(await answer({ columns: [column('memo', 'text')], rows: [{ memo: text }] })).toMatchObject({
    rows: [{ memo: text }],
  });
});

test('an error is an answer of its own', () => {
  const text = renderError({ code: 'FORMAT_UNKNOWN', message: 'Kein "Format"\u001b[31m', file: 'x.csv', line: 27 });
  expect(text).not.toContain('\u001b');
  expect(JSON.parse(text)).toEqual({
    schema: 'settle.error/1',
    ok: false,
    error: { code: 'FORMAT_UNKNOWN', message: 'Kein "Format"\u001b[31m', file: 'x.csv', line: 27 },
  });
});
