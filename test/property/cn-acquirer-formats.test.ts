import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayBetween } from './arbitrary.ts';
import { readText, refusalOf } from '../ingest/read-text.ts';

const RUNS = { numRuns: 15 };

/** `1234` fen as a statement prints it in yuan. */
function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\r\n`).join('');

const fen = fc.integer({ min: 100, max: 9_999_999 });
const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
const clock = fc.tuple(two(23), two(59), two(59));
const day = dayBetween('2026-06-01', '2026-06-30');
const number = fc.integer({ min: 10 ** 11, max: 10 ** 12 - 1 }).map(String);
const words = fc.constantFrom('示例商户', '', 'SHOP', '茶杯, 一只');

interface Trade {
  readonly day: string;
  readonly clock: readonly string[];
  readonly isRefund: boolean;
  readonly amount: number;
  readonly fee: number;
  readonly no: string;
  readonly words: string;
}

const trades: fc.Arbitrary<readonly Trade[]> = fc.array(
  fc.record({
    day,
    clock,
    isRefund: fc.boolean(),
    amount: fen,
    fee: fc.integer({ min: 0, max: 99 }),
    no: number,
    words,
  }),
  { minLength: 1, maxLength: 12 },
);

interface Line {
  readonly kind: string;
  readonly occurredAt: string;
  readonly orderNo: string;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
}

function expectedOf({ day: on, clock: at, isRefund, amount, fee, no }: Trade): Line {
  const sign = isRefund ? -1 : 1;
  return {
    kind: isRefund ? 'refund' : 'sale',
    occurredAt: `${on} ${at.join(':')}`,
    orderNo: `SO${no}`,
    gross: sign * amount,
    fee: fee === 0 ? 0 : sign * fee,
    net: sign * (amount - fee),
  };
}

async function linesIn(text: string, name?: string): Promise<readonly Line[]> {
  const { rows, outcome } = await readText(text, {}, name);
  expect([outcome.problems, outcome.issues, outcome.remarks, outcome.pending]).toEqual([[], [], [], 0]);
  return (rows as readonly Line[]).map(({ kind, occurredAt, orderNo, gross, fee, net }) => {
    return { kind, occurredAt, orderNo, gross, fee, net };
  });
}

/** Bytes of the 39 fields of the file, each with the blank behind it (formats/cn.md §14). */
const FIELDS = [
  12, 12, 7, 11, 20, 13, 13, 13, 5, 7, 5, 9, 16, 13, 3, 7, 12, 7, 3, 4, 13, 13, 13, 2, 4, 2, 2, 11, 12, 2, 3, 3, 13, 15,
  20, 3, 41, 4, 132,
];

function fixedWidth(cells: Readonly<Record<number, string>>): string {
  return FIELDS.map((width, place) => {
    const text = cells[place + 1] ?? '';
    const bytes = Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) < 128 ? 1 : 2), 0);
    return text + ' '.repeat(width - bytes);
  }).join('');
}

test('a UnionPay merchant file reads back as it was written, Chinese text taking two bytes a character', async () => {
  await fc.assert(
    fc.asyncProperty(trades, async (some) => {
      const text = some.map(({ day: on, clock: at, isRefund, amount, fee, no, words: told }) =>
        fixedWidth({
          1: '01020000',
          2: '00010000',
          3: '000101',
          4: `${on.slice(5).replace('-', '')}${at.join('')}`,
          5: '622200******0000',
          6: String(amount).padStart(12, '0'),
          7: '0'.repeat(12),
          8: '0'.repeat(12),
          9: '0200',
          10: isRefund ? '200000' : '000000',
          11: '5311',
          13: '898000000000001',
          14: no,
          15: told.slice(0, 1),
          23: `${isRefund ? 'C' : 'D'}${String(fee).padStart(11, '0')}`,
          37: `SO${no}`,
          39: told,
        }),
      );
      expect(await linesIn(lines(text), 'IND26063001ACOMN')).toEqual(some.map(expectedOf));
    }),
    RUNS,
  );
});

test('an AllinPay file reads back as it was written: fen, and a refund under the number of its payment', async () => {
  const header =
    '通联订单号|订单类型|交易金额(单位：分)|平台抽佣金额(单位：分)|交易时间|商户订单号|原商户订单号|原通联订单号|支付模式|扩展参数|结算金额|渠道流水号|渠道手续费(单位：分)|';
  await fc.assert(
    fc.asyncProperty(trades, async (some) => {
      const text = some.map(({ day: on, clock: at, isRefund, amount, fee, no }) => {
        const moment = `${on.replaceAll('-', '')}${at.join('')}`;
        const [type, own, original] = isRefund ? ['2294', `RF${no}`, `SO${no}|9${no}`] : ['2085', `SO${no}`, '|'];
        return `1${no}|${type}|${String(amount)}|0|${moment}|${own}|${original}|WX||0|4200|${isRefund ? '-' : ''}${String(fee)}|`;
      });
      expect(await linesIn(lines([header, ...text]))).toEqual(some.map(expectedOf));
    }),
    RUNS,
  );
});

const LAKALA =
  '商户编号|交易日期|交易时间|终端号|交易类型|拉卡拉流水号|原拉卡拉流水号|支付渠道|交易金额(分)|手续费(分)|结算金额(分)|商户订单号';

function lakala({ day: on, clock: at, isRefund, amount, fee, no }: Trade, print: (amount: number) => string): string {
  const money = [amount, fee, amount - fee].map(print).join('|');
  return `822000000000001|${on}|${at.join(':')}|T1|${isRefund ? '退货' : '消费'}|LK${no}||微信|${money}|SO${no}`;
}

test('a Lakala file is read in yuan where every amount has its point', async () => {
  await fc.assert(
    fc.asyncProperty(trades, async (some) => {
      const text = lines([LAKALA, ...some.map((trade) => lakala(trade, yuan))]);
      expect(await linesIn(text)).toEqual(some.map(expectedOf));
    }),
    RUNS,
  );
});

test('one amount without its point leaves the unit of a Lakala file open, until a person says it', async () => {
  await fc.assert(
    fc.asyncProperty(trades, fc.nat(), async (some, pick) => {
      const at = pick % some.length;
      const mixed = some.map((trade, place) => lakala(trade, place === at ? String : yuan));
      expect(await refusalOf(lines([LAKALA, ...mixed]))).toMatchObject({ code: 'FORMAT_AMBIGUOUS' });
      const whole = lines([LAKALA, ...some.map((trade) => lakala(trade, String))]);
      const { rows } = await readText(whole, { as: 'lakala-trades-fen' });
      expect(rows).toMatchObject(some.map(expectedOf));
    }),
    RUNS,
  );
});

const FEES = [
  ['货款', 'sale', 1],
  ['货款', 'refund', -1],
  ['佣金', 'commission', -1],
  ['佣金', 'commission', 1],
  ['交易服务费', 'fee', -1],
  ['运费保险服务费', 'fee', -1],
  ['随单送的京豆', 'subsidy', -1],
  ['售后卖家赔付费', 'adjustment', -1],
  ['从未见过的项目', 'unknown', -1],
] as const;

test('a JD settlement reads back as it was written, its columns in any order', async () => {
  const row = fc.record({ fee: fc.constantFrom(...FEES), amount: fen, day, no: number, batch: number });
  const header = ['订单编号', '费用名称', '应结金额', '收支方向', '结算状态', '账单生成时间', '商户订单号'];
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), order, async (some, places) => {
      const cells = some.map(({ fee: [name, , sign], amount, day: on, no, batch }) => {
        const direction = sign > 0 ? '收入' : '支出';
        return [`="${no}"`, name, yuan(sign * amount), direction, '已结算', on.replaceAll('-', ''), `="${batch}"`];
      });
      const text = lines([header, ...cells].map((line) => places.map((place) => line[place]).join(',')));
      const { rows, outcome } = await readText(text);
      expect(outcome.problems).toEqual([]);
      expect(rows).toMatchObject(
        some.map(({ fee: [, kind, sign], amount, day: on, no, batch }) => {
          const moved = sign * amount;
          const money = kind === 'fee' ? { gross: 0, fee: -moved, net: moved } : { gross: moved, fee: 0, net: moved };
          return { kind, occurredAt: on, orderNo: no, batchNo: batch, ...money };
        }),
      );
    }),
    RUNS,
  );
});

test("a takeaway bill keeps both sums: the orders' turnover, and all rows for what is paid out", async () => {
  const types = [
    ['外卖订单', 1],
    ['外卖订单', 1],
    ['广告转入', -1],
    ['保险', -1],
    ['部分退款', -1],
  ] as const;
  const row = fc.record({ type: fc.constantFrom(...types), amount: fen, day, no: number });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (some) => {
      const cells = some.map(({ type: [type, sign], amount, day: on, no }) => {
        return `"7001\t","${no}\t",${type},"${on}\t",${yuan(sign * amount)}`;
      });
      const header = '基础信息_门店id,基础信息_订单号,交易类型,基础信息_账单日期,商家应收款';
      const { rows } = await readText(lines([header, ...cells]));
      const read = rows as readonly Line[];
      const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
      const orders = some.filter(({ type: [type] }) => type === '外卖订单');
      expect(sum(read.filter(({ kind }) => kind === 'sale').map(({ net }) => net))).toBe(
        sum(orders.map(({ amount }) => amount)),
      );
      expect(sum(read.map(({ net }) => net))).toBe(sum(some.map(({ type: [, sign], amount }) => sign * amount)));
    }),
    RUNS,
  );
});

test("a person's ICBC statement reads back with its padding, its balances and the sums below it", async () => {
  const padded = (text: string): string => `"${text.padEnd(18)}\t"`;
  const row = fc.record({ moved: fen, incoming: fc.boolean(), day, words });
  const header =
    '交易日期,摘要,交易场所,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名';
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (some) => {
      let balance = 100_000_000_00;
      const entries = some.map(({ moved, incoming, day: on, words: told }) => {
        balance += incoming ? moved : -moved;
        return { bookedAt: on, amount: incoming ? moved : -moved, balance, told };
      });
      const cells = entries.map(({ bookedAt, amount, balance: after, told }) => {
        const money = amount > 0 ? [padded(yuan(amount)), padded('')] : [padded(''), padded(yuan(-amount))];
        const start = [`${bookedAt}     \t`, padded(told), padded(''), padded('-'), padded('-'), '-    \t'];
        return `${[...start, ...money, '人民币  \t', padded(yuan(after)), padded('')].join(',')},`;
      });
      const total = (sign: number): string =>
        yuan(entries.reduce((sum, { amount }) => sum + (amount * sign > 0 ? amount * sign : 0), 0));
      const footer = `人民币合计,,,,,,${padded(total(1))},${padded(total(-1))},`;
      const text = lines(['明细查询文件下载', '', '卡号: 6222****0001', '', header, ...cells, ' ', footer]);
      const { rows, outcome } = await readText(text);
      expect([outcome.problems, outcome.issues]).toEqual([[], []]);
      expect(rows).toMatchObject(
        entries.map(({ bookedAt, amount, balance: after }) => ({ bookedAt, amount, balance: after })),
      );
    }),
    RUNS,
  );
});
