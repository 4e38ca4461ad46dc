import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayBetween } from './arbitrary.ts';
import { readText } from '../ingest/read-text.ts';

const RUNS = { numRuns: 40 };

/** `1234` fen as a statement prints it. */
function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function table(rows: readonly (readonly string[])[], order?: readonly number[]): string {
  const moved = order === undefined ? rows : rows.map((row) => order.map((at) => row[at] ?? ''));
  return moved.map((row) => `${row.join(',')}\r\n`).join('');
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

function ordersOf(length: number): fc.Arbitrary<readonly number[]> {
  const places = Array.from({ length }, (_, at) => at);
  return fc.shuffledSubarray(places, { minLength: length, maxLength: length });
}

const amount = fc.integer({ min: 1, max: 9_999_999 });
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const moment = fc.tuple(dayBetween('2026-06-01', '2026-06-30'), clock).map((parts) => parts.join(' '));
const serialNo = fc.integer({ min: 10 ** 14, max: 10 ** 15 - 1 }).map((number) => `2026${String(number)}`);

interface Line {
  readonly kind: string;
  readonly occurredAt: string;
  readonly orderNo?: string;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
}

async function linesOf(text: string): Promise<{ readonly lines: readonly Line[]; readonly clean: boolean }> {
  const { rows, outcome } = await readText(text);
  const { issues, problems, remarks, pending } = outcome;
  return { lines: rows as readonly Line[], clean: issues.length + problems.length + remarks.length + pending === 0 };
}

function brief({ kind, occurredAt, orderNo, gross, fee, net }: Line): Line {
  return { kind, occurredAt, gross, fee, net, ...(orderNo !== undefined && { orderNo }) };
}

const PDD_TYPES = [
  ['交易收入', '0010002|交易收入-订单收入', 'sale', 1],
  ['交易退款', '0020002|交易退款-订单退款', 'refund', -1],
  ['技术服务费', '0030002|技术服务费-基础技术服务费', 'commission', -1],
  ['技术服务费', '0030002|技术服务费-基础技术服务费', 'commission', 1],
  ['多多进宝', '0060001|营销费用-多多进宝', 'commission', -1],
  ['优惠券结算', '0040001|优惠券结算-平台优惠券', 'subsidy', 1],
] as const;

test('a Pinduoduo bill reads back as it was written, equal rows and its own totals included', async () => {
  const row = fc.record({ type: fc.constantFrom(...PDD_TYPES), amount, moment, nth: fc.integer({ min: 1, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), ordersOf(7), async (rows, order) => {
      const header = ['商户订单号', '发生时间', '收入金额（+元）', '支出金额（-元）', '账务类型', '备注', '业务描述'];
      const expected = rows.map(({ type: [, , kind, sign], ...one }) => {
        const moved = sign * one.amount;
        return {
          kind,
          occurredAt: one.moment,
          orderNo: `260601-00000000000000${String(one.nth)}`,
          gross: moved,
          fee: 0,
          net: moved,
        };
      });
      const cells = rows.map(({ type: [name, description] }, at) => {
        const { orderNo, occurredAt, net } = expected[at] ?? { orderNo: '', occurredAt: '', net: 0 };
        return [orderNo, occurredAt, net > 0 ? yuan(net) : '0', net < 0 ? yuan(net) : '0', name, '-', description];
      });
      const nets = expected.map(({ net }) => net);
      const [incoming, outgoing] = [nets.filter((net) => net > 0), nets.filter((net) => net < 0)];
      const text =
        '拼多多店铺账务明细查询\r\n\r\n起始时间：2026-06-01 00:00:00  终止时间：2026-06-30 23:59:59\r\n-----交易记录明细列表-----\r\n' +
        table([header, ...cells], order) +
        `#支出合计：${String(outgoing.length)}笔${yuan(total(outgoing))}元\r\n#收入合计：${String(incoming.length)}笔${yuan(total(incoming))}元\r\n`;
      const { lines, clean } = await linesOf(text);
      expect(lines.map(brief)).toEqual(expected);
      expect(clean).toBe(true);
    }),
    RUNS,
  );
});

test('a Douyin settlement row comes apart into lines whose sum is the amount that moved', async () => {
  const header =
    '动账时间,动帐流水号,动账方向,动账金额,动账场景,子订单号,订单号,订单实付应结,运费实付,实际平台补贴,订单退款,平台服务费,佣金'.split(
      ',',
    );
  const row = fc.record({
    moment,
    serialNo,
    paid: fc.integer({ min: 1, max: 999_999 }),
    shipping: fc.integer({ min: 0, max: 999 }),
    subsidy: fc.integer({ min: 0, max: 9_999 }),
    refund: fc.integer({ min: 0, max: 999_999 }),
    serviceFee: fc.integer({ min: 0, max: 9_999 }),
    commission: fc.integer({ min: 0, max: 9_999 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      ordersOf(header.length),
      fc.boolean(),
      async (rows, order, signed) => {
        const orderNo = '6917000000000000001';
        const moved = rows.map(
          (one) => one.paid + one.shipping + one.subsidy - one.refund - one.serviceFee - one.commission,
        );
        const cells = rows.map((one, at) => {
          const net = moved[at] ?? 0;
          const sides = [net < 0 ? '出账' : '入账', yuan(signed ? net : Math.abs(net))];
          const parts = [one.paid, one.shipping, one.subsidy, -one.refund, -one.serviceFee, -one.commission].map(yuan);
          return [one.moment, `'${one.serialNo}`, ...sides, '货款结算入账', `'${orderNo}`, `'${orderNo}`, ...parts];
        });
        const expected = rows.flatMap((one) => {
          const fee = one.serviceFee + one.commission;
          const gross = one.paid + one.shipping;
          const line = { occurredAt: one.moment, orderNo, fee: 0 };
          return [
            { ...line, kind: 'sale', gross, fee, net: gross - fee },
            ...(one.refund === 0 ? [] : [{ ...line, kind: 'refund', gross: -one.refund, net: -one.refund }]),
            ...(one.subsidy === 0 ? [] : [{ ...line, kind: 'subsidy', gross: one.subsidy, net: one.subsidy }]),
          ];
        });
        const { lines, clean } = await linesOf(`\uFEFF${table([header, ...cells], order)}`);
        expect(lines.map(brief)).toEqual(expected);
        expect(total(lines.map(({ net }) => net))).toBe(total(moved));
        expect(clean).toBe(true);
      },
    ),
    RUNS,
  );
});

const STORE_TYPES = [
  ['订单支付收入', '收入', 'sale'],
  ['退款', '支出', 'refund'],
  ['技术服务费', '支出', 'commission'],
  ['运费险', '支出', 'fee'],
] as const;

test('a WeChat store ledger reads back as it was written, and its balances follow from row to row', async () => {
  const header = [
    '流水单号',
    '记账时间',
    '动帐类型',
    '收支类型',
    '收支金额',
    '账户余额',
    '关联订单号',
    '关联售后单号',
    '关联提现单号',
  ];
  const row = fc.record({ type: fc.constantFrom(...STORE_TYPES), amount, moment, serialNo });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 10 }), async (rows) => {
      let balance = 0;
      const orderNo = '3700000000000000001';
      const cells = rows.map(({ type: [name, side], ...one }) => {
        balance += side === '收入' ? one.amount : -one.amount;
        return [one.serialNo, one.moment, name, side, yuan(one.amount), yuan(balance), orderNo, '', ''];
      });
      const expected = rows.map(({ type: [, side, kind], ...one }) => {
        const moved = side === '收入' ? one.amount : -one.amount;
        const isFee = kind === 'fee';
        return { kind, occurredAt: one.moment, orderNo, gross: isFee ? 0 : moved, fee: isFee ? -moved : 0, net: moved };
      });
      const whole = await linesOf(table([header, ...cells]));
      expect(whole.lines.map(brief)).toEqual(expected);
      expect(whole.clean).toBe(true);
    }),
    RUNS,
  );
});

const PERSONAL_TYPES = [
  ['二维码收款', '收入', '已收钱', 'sale', 1],
  ['商户消费', '支出', '支付成功', 'transfer', -1],
  ['某商户-退款', '收入', '已全额退款', 'transfer', 1],
  ['二维码收款-退款', '支出', '已全额退款', 'refund', -1],
  ['零钱充值', '/', '充值完成', 'deposit', 1],
  ['信用卡还款', '/', '支付成功', 'transfer', -1],
] as const;

test('a personal WeChat bill reads back as it was written, and its declared counts and sums agree', async () => {
  const header = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注'.split(',');
  const row = fc.record({ type: fc.constantFrom(...PERSONAL_TYPES), amount, moment, serialNo });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const cells = rows.map(({ type: [name, side, status], ...one }) => {
        return [
          one.moment,
          name,
          '对方',
          '/',
          side,
          `¥${yuan(one.amount)}`,
          '/',
          status,
          `${one.serialNo}\t`,
          '"/"',
          '/',
        ];
      });
      const declared = [
        ['收入', '收入'],
        ['支出', '支出'],
        ['中性交易', '/'],
      ].map(([words, side]) => {
        const own = rows.filter(({ type }) => type[1] === side);
        return [`${words ?? ''}：${String(own.length)}笔 ${yuan(total(own.map((one) => one.amount)))}元`];
      });
      const above = [
        ['微信支付账单明细'],
        ['起始时间：[2026-06-01 00:00:00] 终止时间：[2026-06-30 23:59:59]'],
        [`共${String(rows.length)}笔记录`],
        ...declared,
        ['-----微信支付账单明细列表-----'],
      ];
      const expected = rows.map(({ type: [, , , kind, sign], ...one }) => {
        const moved = sign * one.amount;
        return { kind, occurredAt: one.moment, gross: moved, fee: 0, net: moved };
      });
      const { lines, clean } = await linesOf(table([...above, header, ...cells]));
      expect(lines.map(brief)).toEqual(expected);
      expect(clean).toBe(true);
    }),
    RUNS,
  );
});

test('Taobao orders read back whatever the order of their columns and the wrapping of their cells', async () => {
  const header = [
    '订单编号',
    '买家应付货款',
    '买家应付邮费',
    '总金额',
    '买家实际支付金额',
    '订单状态',
    '订单创建时间',
    '订单付款时间 ',
  ];
  const row = fc.record({
    orderNo: serialNo,
    due: amount,
    shipping: fc.integer({ min: 0, max: 5_000 }),
    paid: fc.boolean(),
    moment,
    wrap: fc.constantFrom(
      (id: string) => `="${id}"`,
      (id: string) => `'${id}`,
      (id: string) => `"${id}\t"`,
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 10 }), ordersOf(8), async (rows, order) => {
      const cells = rows.map((one) => {
        const sum = yuan(one.due + one.shipping);
        const status = one.paid ? '交易成功' : '等待买家付款';
        const paid = one.paid ? [`${sum}元`, status, one.moment, one.moment] : ['0', status, one.moment, ''];
        return [one.wrap(one.orderNo), yuan(one.due), yuan(one.shipping), sum, ...paid];
      });
      const expected = rows.map((one, at) => ({
        line: at + 2,
        orderNo: one.orderNo,
        platform: 'taobao',
        orderedAt: one.moment,
        ...(one.paid && { paidAt: one.moment }),
        status: one.paid ? 'completed' : 'unpaid',
        currency: 'CNY',
        gross: one.due,
        shipping: one.shipping,
        payable: one.due + one.shipping,
      }));
      const read = await readText(table([header, ...cells], order));
      expect(read.rows).toEqual(expected);
      expect(read.outcome.remarks).toEqual([]);
    }),
    RUNS,
  );
});
