import { describe, expect, it } from 'vitest';

import { formats, openStatements, recognise, templateOf } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { StatementKind } from '../../src/model/statement.ts';
import { readText, refusalOf, textFile } from './read-text.ts';

const FUND =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const TOTALS = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n`0,`0,`0.00,`0,`0.00\n';

describe('a file is known by its columns', () => {
  it('wherever its header stands, with notes above and columns of others between', async () => {
    const text = `备注：六月\n\n,,,\nnew,${FUND.replace(',备注', ',内部号,备注')}\n${TOTALS}`;
    const { statement } = await readText(text, {}, 'x2026-06-05.txt');
    expect(statement.format.id).toBe('wechat-fund-bill');
    expect(statement.evidence.headerLine).toBe(4);
  });

  it('whatever its name says', async () => {
    const { statement } = await readText(`${FUND}\n${TOTALS}`, {}, '支付宝账务明细2026-06-05.xlsx');
    expect(statement.format.id).toBe('wechat-fund-bill');
  });

  it('by the width and wrapping of no name', async () => {
    const wrapped = FUND.split(',')
      .map((name) => `\`${name.replace('(', '（').replace(')', '）')} `)
      .join('\t');
    const { statement } = await readText(`${wrapped}\n${TOTALS.replaceAll(',', '\t')}`, {}, 'a20260605');
    expect(statement.format.id).toBe('wechat-fund-bill');
  });

  it.each(['orders', 'settlement', 'bank', 'invoices', 'customers', 'receipts'] as const)(
    'as the %s template says, in both languages',
    async (kind) => {
      const { columns } = templateOf(kind);
      const examples = columns.map(({ example }) => example).join(',');
      for (const names of [columns.map(({ name }) => name), columns.map(({ zh }) => zh)]) {
        const { statement, rows, outcome } = await readText(`${names.join(',')}\n${examples}\n`);
        expect(statement.format).toMatchObject({ id: `canonical-${kind}`, kind });
        expect(rows).toHaveLength(1);
        expect({ ...outcome, parts: [] }).toEqual({
          parts: [],
          issues: [],
          problems: [],
          rejected: [],
          remarks: [],
          pending: 0,
        });
      }
    },
  );
});

describe('a file that isn’t known is refused with what comes nearest', () => {
  it('a renamed column is named, with the name that took its place', async () => {
    const changed = `${FUND.replace('收支金额(元)', '发生金额(元)')}\n${TOTALS}`;
    expect(await refusalOf(changed)).toMatchObject({
      code: 'HEADER_CHANGED',
      format: 'wechat-fund-bill',
      column: '收支金额(元)',
      nearest: '发生金额(元)',
      line: 1,
    });
  });

  it('a column it could do without is not read as nothing when its name has changed', async () => {
    expect(await refusalOf(`${FUND.replace('业务凭证号', '业务凭证')}\n${TOTALS}`)).toMatchObject({
      code: 'HEADER_CHANGED',
      column: '业务凭证号',
      nearest: '业务凭证',
    });
  });

  it('a column that stands twice leaves open which one counts', async () => {
    expect(await refusalOf(`${FUND},账户结余(元)\n${TOTALS}`)).toMatchObject({
      code: 'HEADER_CHANGED',
      column: '账户结余',
    });
  });

  it('a table of something else is unknown', async () => {
    expect(await refusalOf('name,age\nanna,7\n')).toMatchObject({ code: 'FORMAT_UNKNOWN' });
    expect(await refusalOf('dear sir or madam\n')).toMatchObject({ code: 'FORMAT_UNKNOWN' });
  });

  it('a format named by a person is looked for alone', async () => {
    expect(await refusalOf('name,age\nanna,7\n', { as: 'wechat-fund-bil' })).toMatchObject({
      code: 'USAGE',
      nearest: 'wechat-fund-bill',
    });
    expect(await refusalOf(`${FUND}\n`, { as: 'alipay-fund-bill' })).toMatchObject({
      code: 'HEADER_CHANGED',
      format: 'alipay-fund-bill',
    });
  });

  it('recognise tells the same as data, and never throws for a file', async () => {
    const [answer] = await recognise(textFile(`${FUND.replace('收支类型', '方向')}\n`), { currency: CNY });
    expect(answer).toMatchObject({
      ok: false,
      code: 'HEADER_CHANGED',
      nearest: { headerLine: 1, missing: [{ column: '收支类型' }] },
    });
    expect(await recognise(textFile(''), { currency: CNY })).toMatchObject([{ ok: false, code: 'FILE_EMPTY' }]);
    expect(await recognise(textFile(`${FUND}\n`), { currency: CNY })).toMatchObject([
      { ok: true, format: { id: 'wechat-fund-bill' } },
    ]);
  });
});

it('the outcome of a statement isn’t known before its last row', async () => {
  const file = textFile('order_no,ordered_at,payable\nSO1,2026-03-01,1.00\n');
  for await (const statement of openStatements(file, { currency: CNY })) {
    expect(() => statement.outcome()).toThrow('broken invariant');
  }
  expect.assertions(1);
});

it('every kind of statement has formats, and no two the same id', () => {
  const ids = formats().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const kinds = new Set<StatementKind>(formats().map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['bank', 'customers', 'invoices', 'orders', 'rates', 'receipts', 'settlement']);
});
