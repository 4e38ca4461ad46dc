import { expect, test } from 'vitest';

import { FORMS, isFileForm } from '../../src/render/index.ts';
import { displayWidth, wrap } from '../../src/render/width.ts';
import { column, HOSTILE, money, printed, tableOf } from './worlds.ts';

const sales = tableOf({
  title: { en: 'Platforms', zh: '平台汇总' },
  facts: { book: '杭州示例商贸有限公司', as_of: '2026-06-30', currency: 'CNY' },
  columns: [
    column('platform', 'text', {
      title: { en: 'Platform', zh: '平台' },
      values: { wechat: { en: 'WeChat Pay', zh: '微信支付' } },
    }),
    column('day', 'day', { title: { en: 'Day', zh: '日期' } }),
    column('amount', 'money', { title: { en: 'Amount', zh: '金额' } }),
    column('rate', 'ratio', { title: { en: 'Matched', zh: '匹配率' } }),
    column('evidence', 'data', { title: { en: 'Evidence', zh: '依据' }, wide: true }),
  ],
  rows: [
    { platform: 'wechat', day: '2026-06-01', amount: money(123456789), rate: 0.9876, evidence: [{ pass: 'x' }] },
    { platform: 'alipay', amount: money(-1) },
  ],
  totals: { amount: money(123456788), lines: 2 },
});

test('a Chinese table lines up by the columns a terminal uses, not by characters', async () => {
  expect(await printed(sales, { format: 'table', lang: 'zh' })).toBe(`平台汇总
账套：杭州示例商贸有限公司   截止日期：2026-06-30   币种：CNY

平台      日期                金额  匹配率
────────  ──────────  ────────────  ──────
微信支付  2026-06-01  1,234,567.89  98.76%
alipay                       -0.01
────────  ──────────  ────────────  ──────
合计                  1,234,567.88
lines：2
`);
});

test('the English table has English words for the same values', async () => {
  const text = await printed(sales, { format: 'table' });
  expect(text).toContain('WeChat Pay  2026-06-01  1,234,567.89   98.76%');
  expect(text).toContain('Books: 杭州示例商贸有限公司   As of: 2026-06-30');
  expect(text).not.toContain('微信支付');
});

test('an amount in another currency than the heading says so', async () => {
  const table = tableOf({
    facts: { currency: 'CNY' },
    columns: [column('amount', 'money')],
    rows: [{ amount: money(100000, 'JPY') }, { amount: money(12800) }],
  });
  expect(await printed(table, { format: 'table' })).toContain('100,000 JPY\n     128.00\n');
});

test('long text wraps inside 80 columns and nothing is cut off', async () => {
  const memo = '浙江省杭州市西湖区某某路一百二十三号某某大厦六楼杭州示例商贸有限公司货款第二笔尾款';
  const table = tableOf({
    columns: [column('no', 'text'), column('memo', 'text'), column('note', 'text'), column('amount', 'money')],
    rows: [
      { no: 'O-1', memo, note: 'seventeen short words are more than enough to need another line', amount: money(100) },
    ],
  });
  const lines = (await printed(table, { format: 'table' })).split('\n');
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  const body = lines.slice(4).join('');
  for (const character of new Set(memo)) expect(body).toContain(character);
});

test('where the columns cannot fit, each row becomes a block of lines', async () => {
  const text = await printed(sales, { format: 'table', width: 20 });
  expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(20);
  expect(text.replaceAll('\n', '')).toContain('1,234,567.89');
});

test('a report without rows says so', async () => {
  expect(await printed(tableOf({ columns: [column('a', 'text')] }), { format: 'table' })).toBe('Test\n\n(none)\n');
});

test('a prescribed layout is printed as it stands, by the table form only', async () => {
  const table = tableOf({
    columns: [column('item', 'text')],
    rows: [{ item: 'balance' }],
    layout: { en: ['│ LAYOUT │'], zh: ['│ 调节表 │'] },
    notes: [{ words: { en: 'Not a voucher.', zh: '不得作为记账凭证。' } }],
  });
  expect(await printed(table, { format: 'table', lang: 'zh' })).toBe('│ 调节表 │\n\n不得作为记账凭证。\n');
  expect(await printed(table, { format: 'md' })).not.toContain('LAYOUT');
});

test('warnings are for stderr: the table is the answer only', async () => {
  const table = tableOf({ notes: [{ words: { en: 'careful', zh: '注意' }, warning: true }] });
  expect(await printed(table, { format: 'table' })).not.toContain('careful');
});

test('colour only when it is asked for, and it moves nothing', async () => {
  const coloured = await printed(sales, { format: 'table', colour: true });
  expect(coloured).toContain('\u001b[31m');
  // eslint-disable-next-line no-control-regex -- the very characters under test
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(await printed(sales, { format: 'table' }));
});

test('a long list is drawn like a short one', async () => {
  const columns = [column('name', 'text'), column('amount', 'money', { title: { en: 'amount', zh: 'amount' } })];
  const rows = Array.from({ length: 60 }, (_, at) => ({ name: `订单${at % 7}号 x`, amount: money(at * 1000 - 20000) }));
  const long = (await printed(tableOf({ columns, rows }), { format: 'table' })).split('\n').slice(4, 34);
  const short = await printed(tableOf({ columns, rows: [...rows.slice(0, 30), ...rows.slice(59)] }), {
    format: 'table',
  });
  expect(short.split('\n').slice(4, 34)).toEqual(long);
});

test('text breaks at spaces where it has some', () => {
  expect(wrap('two words here', 9)).toEqual(['two words', 'here']);
  expect(wrap('对账单余额', 4)).toEqual(['对账', '单余', '额']);
});

const TEXT_FORMS = FORMS.filter((form) => !isFileForm(form));

test.each(HOSTILE.map((text) => ({ text })))('no form lets $text reach the terminal as it is', async ({ text }) => {
  const plain = tableOf({
    title: { en: `Title ${text}`, zh: text },
    facts: { book: text },
    columns: [column('memo', 'text'), column('why', 'data')],
    rows: [{ memo: text, why: { note: text } }],
    notes: [{ words: { en: text, zh: text } }, { words: { en: text, zh: text }, warning: true }],
  });
  const table = { ...plain, layout: { en: [text], zh: [text] } };
  for (const format of TEXT_FORMS) {
    expect(await printed(table, { format })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(await printed(plain, { format })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

test('a line feed in a memo cannot fake a row', async () => {
  const table = tableOf({ columns: [column('memo', 'text')], rows: [{ memo: 'a\nb' }] });
  expect(await printed(table, { format: 'table' })).toContain('a\\nb');
});

test('a number that must not be broken moves below the row where it has no room beside the others', async () => {
  const ref = `order:${'7'.repeat(20)}`;
  const table = tableOf({
    columns: [column('who', 'text'), column('ref', 'text', { whole: true }), column('day', 'day')],
    rows: [{ who: 'Alder and Sons', ref, day: '2026-06-01' }],
  });
  const lines = async (width: number): Promise<string[]> =>
    (await printed(table, { format: 'table', width })).trimEnd().split('\n').slice(-2);
  expect((await lines(60))[1]).toBe(`Alder and Sons  ${ref}  2026-06-01`);
  expect(await lines(40)).toEqual(['Alder and Sons  2026-06-01', `  ${ref}`]);
});

test('lines that people read of a cell stand below each other, in their language', async () => {
  const shown = () => [
    { en: 'expected A', zh: '应收 A' },
    { en: 'actual B', zh: '实收 B' },
  ];
  const table = tableOf({
    columns: [column('group', 'text'), column('members', 'data', { shown, below: true })],
    rows: [{ group: 'm-1', members: [] }],
  });
  expect(await printed(table, { format: 'table', lang: 'zh' })).toContain('m-1\n  应收 A\n  实收 B\n');
});

test('Chinese breaks between characters, not before a mark that closes', () => {
  expect(wrap('其后余额 1626.58；交易账单', 16)).toEqual(['其后余额', '1626.58；交易账', '单']);
  expect(wrap('手续费；其后余额', 6)).toEqual(['手续', '费；其', '后余额']);
});

test('where a row is a block, its amounts end below each other', async () => {
  const names = ['opening', 'payouts', 'closing', 'a', 'b', 'c', 'd', 'e'];
  const row = Object.fromEntries(names.map((name, at) => [name, money(at === 1 ? 1420120 : 3754)]));
  const text = await printed(tableOf({ columns: names.map((name) => column(name, 'money')), rows: [row] }), {
    format: 'table',
    width: 60,
  });
  expect(text).toContain('payouts  14,201.20 CNY\nclosing      37.54 CNY\n');
});

test('an emoji that other programs draw narrow pushes no line past the width', async () => {
  const columns = [column('a', 'text'), column('b', 'text')];
  const emoji = tableOf({ columns, rows: [{ a: '\u{1F5DC}\u0000\u0000', b: '订账单 a' }] });
  for (const line of (await printed(emoji, { format: 'table', width: 20 })).split('\n')) {
    expect(displayWidth(line)).toBeLessThanOrEqual(20);
  }
});
