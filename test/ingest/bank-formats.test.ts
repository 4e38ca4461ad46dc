import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openStatements, unpack, type ByteSource } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import { StopError } from '../../src/model/problem.ts';
import type { BankLine, StatementOutcome } from '../../src/model/statement.ts';

interface Answer {
  readonly format: string;
  readonly rows: readonly BankLine[];
  readonly outcome: StatementOutcome;
}

async function read(source: ByteSource): Promise<Answer> {
  for await (const member of unpack(source, {})) {
    for await (const statement of openStatements(member, { currency: CNY })) {
      const rows: BankLine[] = [];
      for await (const batch of statement.batches) rows.push(...(batch.rows as readonly BankLine[]));
      return { format: statement.format.id, rows, outcome: statement.outcome() };
    }
  }
  throw new Error('no statement');
}

/** A table as people type one: columns apart by two blanks or more, `.` for an empty cell. */
async function table(text: string): Promise<Answer> {
  const lines = text.trim().split('\n');
  const csv = lines.map((line) =>
    line
      .trim()
      .split(/ {2,}/u)
      .map((cell) => (cell === '.' ? '' : `"${cell}"`))
      .join(','),
  );
  const bytes = new TextEncoder().encode(`${csv.join('\n')}\n`);
  return await read({
    name: 'statement.csv',
    open: async function* () {
      yield await Promise.resolve(bytes);
    },
  });
}

const amounts = (answer: Answer): readonly number[] => answer.rows.map((row) => row.amount);
const codes = (answer: Answer): readonly string[] =>
  answer.outcome.problems.map((problem) => `${problem.line} ${problem.code}`);

describe('a bank nobody has described', () => {
  it.each([
    ['转入', '转出'],
    ['存入金额', '支出金额'],
    ['贷方金额(收入)', '借方金额（支出）'],
    ['收款金额', '付款金额'],
    ['收入（元）', '支出（元）'],
    ['贷', '借'],
  ])('tells money in by its column %s and money out by %s', async (into, outOf) => {
    const answer = await table(`
      账号  201000000777777
      日期  ${into}  ${outOf}  余额  对方户名  摘要
      2026-06-05  100.00  .  1,100.00  甲公司  货款
      2026-06-06  --  30.50  1,069.50  乙公司  采购
      2026-06-07  0.00  9.50  1,060.00  丙公司  采购
    `);
    expect(answer.format).toBe('bank-generic');
    expect(amounts(answer)).toEqual([10_000, -3_050, -950]);
    expect(answer.outcome.parts).toMatchObject([
      { account: '201000000777777', opening: 100_000, closing: 106_000, credits: 10_000, debits: 4_000 },
    ]);
    expect(answer.outcome.issues).toEqual([]);
  });

  it.each(['贷', '来账', '收入', '转入', '存入', '收', 'C'])(
    'takes %s in a column of its own as money in',
    async (word) => {
      const answer = await table(`
      交易时间  借贷标志  发生额  余额  对方户名  摘要
      2026-06-05 08:00:00  ${word}  100.00  100.00  甲公司  货款
    `);
      expect(amounts(answer)).toEqual([10_000]);
    },
  );

  it.each(['借', '往账', '支出', '转出', '支取', '付', 'D'])(
    'takes %s in a column of its own as money out',
    async (word) => {
      const answer = await table(`
      交易时间  借贷标志  发生额  余额  对方户名  摘要
      2026-06-05 08:00:00  ${word}  100.00  900.00  甲公司  货款
    `);
      expect(amounts(answer)).toEqual([-10_000]);
    },
  );

  it('takes the counterparty from the other end of the payment where both ends are printed', async () => {
    const answer = await table(`
      交易日期  交易金额  余额  付款人名称  付款人账号  收款人名称  收款人账号  用途
      20260605  +100.00  1100.00  甲公司  1001  我公司  9001  货款
      20260606  -30.00  1070.00  我公司  9001  乙公司  2002  采购
    `);
    expect(answer.rows.map((row) => [row.counterparty, row.counterpartyAccount])).toEqual([
      ['甲公司', '1001'],
      ['乙公司', '2002'],
    ]);
  });

  it('joins all columns in which a payout may be named', async () => {
    const answer = await table(`
      交易日期  收入  支出  余额  对方户名  摘要  用途  客户附言  备注
      20260605  100.00  .  100.00  甲公司  转账  货款  .  BATCH-77
      20260606  1.00  .  101.00  甲公司  结息  结息  .  .
    `);
    expect(answer.rows.map((row) => row.memo)).toEqual(['转账 货款 BATCH-77', '结息']);
  });

  it('reads a day and a time that are numbers', async () => {
    const answer = await table(`
      序号  交易日期  交易时间  核心流水号  支出金额  收入金额  余额  对方户名
      1  20260606  84510  K1  .  1.00  1.00  甲公司
      2  20260606  3  K2  .  1.00  2.00  甲公司
    `);
    expect(answer.rows.map((row) => row.bookedAt)).toEqual(['2026-06-06 08:45:10', '2026-06-06 00:00:03']);
  });

  it('is told from a bill of a platform that looks like one', async () => {
    await expect(
      table(`
        日期  收入  支出  余额  对方户名  商户订单号
        2026-06-05  100.00  .  100.00  甲公司  T1
      `),
    ).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
  });
});

describe('a bank statement', () => {
  it('has a problem where a row has money on both sides, or on none', async () => {
    const answer = await table(`
      日期  收入  支出  余额  对方户名
      2026-06-05  100.00  20.00  100.00  甲公司
      2026-06-06  .  .  100.00  甲公司
      2026-06-07  0.00  0  100.00  甲公司
      2026-06-08  -  --  100.00  甲公司
      2026-06-09  1.00  .  101.00  甲公司
    `);
    expect(codes(answer)).toEqual(['2 AMOUNT_SIGN', '3 AMOUNT_MISSING', '4 AMOUNT_MISSING', '5 AMOUNT_MISSING']);
    expect(amounts(answer)).toEqual([100]);
  });

  it('may list its newest row first: its balances say so, even within one day', async () => {
    const answer = await table(`
      日期  收入  支出  余额  对方户名
      2026-06-05  .  30.00  1,070.00  乙公司
      2026-06-05  100.00  .  1,100.00  甲公司
    `);
    expect(answer.outcome.parts).toMatchObject([{ newestFirst: true, opening: 100_000, closing: 107_000 }]);
    expect(answer.outcome.issues).toEqual([]);
  });

  it('shows where a row is missing by its balance', async () => {
    const answer = await table(`
      日期  收入  支出  余额  对方户名
      2026-06-05  100.00  .  1,100.00  甲公司
      2026-06-07  50.00  .  1,250.00  甲公司
    `);
    expect(answer.outcome.issues).toMatchObject([
      { code: 'balance-break', line: 3, expected: 115_000, actual: 125_000, unit: 'amount' },
    ]);
  });

  it.each([
    ['under the columns', '合计  300.00  20.00  .  .'],
    ['in words', '汇总收入金额：300.00 汇总支出金额：20.00 汇总收入笔数：2 汇总支出笔数：1  .  .  .  .'],
    ['in words and counts together', '合计：贷方合计：2笔，金额：300.00 借方合计：1笔，金额：20.00  .  .  .  .'],
  ])('is compared with its sums %s', async (_where, footer) => {
    const rows = `
      日期  收入  支出  余额  对方户名
      2026-06-05  100.00  .  1,100.00  甲公司
      2026-06-06  .  20.00  1,080.00  甲公司
      2026-06-07  200.00  .  1,280.00  甲公司`;
    const right = await table(`${rows}\n${footer}\n以上数据仅供参考  .  .  .  .`);
    expect([right.rows.length, right.outcome.issues, right.outcome.problems]).toEqual([3, [], []]);
    const wrong = await table(`${rows}\n${footer.replace('300.00', '300.01')}`);
    expect(wrong.outcome.issues).toMatchObject([{ code: 'control-total', expected: 30_001, actual: 30_000 }]);
  });

  it('is refused when rows stand below its sums: something was pasted together', async () => {
    const reading = table(`
      日期  收入  支出  余额  对方户名
      2026-06-05  100.00  .  1,100.00  甲公司
      合计  100.00  .  .  .
      2026-06-06  100.00  .  1,200.00  甲公司
    `);
    await expect(reading).rejects.toBeInstanceOf(StopError);
    await expect(reading).rejects.toMatchObject({ code: 'ROWS_AFTER_FOOTER', params: { line: 4 } });
  });

  it('covers the days it states, not only those of its rows', async () => {
    const answer = await table(`
      查询账号[ Inquirer account number ]  350000000777
      查询时间范围[ Time Range ]  20260601-20260630
      日期  收入  支出  余额  对方户名
      2026-06-05  100.00  .  1,100.00  甲公司
    `);
    expect(answer.outcome.parts).toMatchObject([
      { account: '350000000777', from: '2026-06-01', to: '2026-06-30', stated: true },
    ]);
  });

  it('has the currency its lines above the header name', async () => {
    const answer = await table(`
      账号：690000777 币种：美元  .  .  .  .
      日期  收入  支出  余额  对方户名
      2026-06-05  100.00  .  1,100.00  甲公司
    `);
    expect(answer.rows.map((row) => row.currency)).toEqual(['USD']);
  });
});

const FIXTURES = new URL('../../fixtures/formats', import.meta.url).pathname;
/** Spoilt on purpose, or shorter: their own expectations say what comes of them. */
const OWN_STORY = /missing|differ|break|neither/u;
const sound = readdirSync(FIXTURES)
  .filter((format) => format.startsWith('bank-'))
  .flatMap((format) => readdirSync(join(FIXTURES, format)).map((what) => join(FIXTURES, format, what)))
  .filter((folder) => !OWN_STORY.test(folder) && tellsTheStory(folder));

/** Corporate statements tell one story in every bank's layout; persons' and Western ones tell others. */
function tellsTheStory(folder: string): boolean {
  const expected = join(folder, 'expected.json');
  return existsSync(expected) && readFileSync(expected, 'utf8').includes('慈溪市木源家具厂');
}

describe('the fixtures', () => {
  it.each(sound.map((folder) => [folder.slice(FIXTURES.length + 1), folder]))(
    'tell the same seven entries in the layout of %s',
    async (what, folder) => {
      const input = readdirSync(folder).find((file) => file.startsWith('input.')) ?? '';
      const { format, rows, outcome } = await read({ name: input, open: () => createReadStream(join(folder, input)) });
      expect(what).toContain(`${format}/`);
      expect([...amounts({ format, rows, outcome })].sort((left, right) => left - right)).toEqual([
        -630_000, -1_550, 217, 99_999, 99_999, 512_000, 1_825_040,
      ]);
      expect(outcome).toMatchObject({ issues: [], problems: [], pending: 0 });
      expect(outcome.parts).toMatchObject([
        { opening: 4_000_000, closing: 5_905_705, credits: 2_537_255, debits: 631_550 },
      ]);
      expect(rows.filter((row) => row.counterparty === '慈溪市木源家具厂')).toMatchObject([{ amount: -630_000 }]);
    },
  );
});

const CORPUS = new URL('../../../shared/corpus/cn', import.meta.url).pathname;
const collected = existsSync(CORPUS)
  ? readdirSync(CORPUS)
      .filter((folder) => /^bank-.*-corp$/u.test(folder))
      .flatMap((folder) => readdirSync(join(CORPUS, folder)).map((file) => join(CORPUS, folder, file)))
  : [];

describe('the collected statements', () => {
  it.skipIf(collected.length === 0)(
    'tell the same ten entries in every bank’s layout (skipped: the shared data is not here)',
    async () => {
      for (const path of collected) {
        const { rows, outcome } = await read({ name: basename(path), open: () => createReadStream(path) });
        expect([path, rows.length, outcome.issues, outcome.problems]).toEqual([path, 10, [], []]);
        expect(outcome.parts).toMatchObject([
          { credits: 739_610, debits: 211_000, opening: 1_000_000, closing: 1_528_610 },
        ]);
        expect(rows.map((row) => row.memo).join(' ')).toContain('0615-0615费34.07元');
      }
    },
  );
});
