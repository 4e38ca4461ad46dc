import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  amount,
  inAnyOrder,
  longNo,
  momentOfJune,
  printed,
  readTable,
  someOf,
  table,
  told,
  total,
} from './table-text.ts';

const RUNS = { numRuns: 25 };

type Cells = Readonly<Record<string, string>>;

/** A fee in thousandths of a fen, as WeChat prints it: five places. */
function fivePlaces(thousandths: number): string {
  return printed(thousandths, { decimal: '.', thousands: '', places: 5 });
}

/** Charged at the fen, half-up away from zero (DOMAIN.md 2.2). */
function atTheFen(thousandths: number): number {
  return Math.floor((thousandths + 500) / 1000);
}

function backticked(header: readonly string[], rows: readonly Cells[]): string {
  return table(
    header,
    rows.map((row) => Object.fromEntries(header.map((name) => [name, `\`${row[name] ?? ''}`]))),
  );
}

const NEW_BILL =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'.split(
    ',',
  );
const OLD_BILL =
  '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,代金券或立减优惠金额,微信退款单号,商户退款单号,退款金额,代金券或立减优惠退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率'.split(
    ',',
  );
const OF_REFUNDS = '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,申请退款金额'.split(',');
const SALES_BILL = NEW_BILL.filter((name) => !OF_REFUNDS.includes(name));
const REFUNDS_BILL = [...NEW_BILL.slice(0, 12), '退款申请时间', '退款成功时间', ...NEW_BILL.slice(12)];

interface Trade {
  readonly isRefund: boolean;
  readonly moment: string;
  readonly earlier: string;
  readonly tradeNo: string;
  readonly amount: number;
  readonly coupon: number;
  readonly fee: number;
  readonly refundStatus: string;
  readonly goods: string;
}

const trade: fc.Arbitrary<Trade> = fc.record({
  isRefund: fc.boolean(),
  moment: momentOfJune,
  earlier: momentOfJune,
  tradeNo: longNo,
  amount: amount.map((size) => size + 100),
  coupon: fc.integer({ min: 0, max: 99 }),
  fee: fc.integer({ min: 0, max: 99_999 }),
  refundStatus: fc.constantFrom('SUCCESS', 'PROCESSING', 'FAIL', 'CHANGE'),
  goods: fc.constantFrom('示例商品', '棉麻短袖\\ 白色', '', '两行\\n商品'),
});

const isRefused = ({ isRefund, refundStatus }: Trade): boolean =>
  isRefund && (refundStatus === 'FAIL' || refundStatus === 'CHANGE');

/** All that WeChat prints of a trade, under the names of both layouts. */
function tradeCells(one: Trade): Cells {
  const shared = {
    交易时间: one.moment,
    公众账号ID: 'wx1000000000000001',
    商户号: '1680000001',
    微信订单号: one.tradeNo,
    商户订单号: `SO${one.tradeNo.slice(-6)}`,
    交易类型: 'JSAPI',
    货币种类: 'CNY',
    商品名称: one.goods,
    费率: '0.60%',
  };
  const [size, left, coupon] = [one.amount, one.amount - one.coupon, one.coupon].map((fen) => printed(fen));
  if (!one.isRefund) {
    const settled = {
      应结订单金额: left,
      代金券金额: coupon,
      订单金额: size,
      总金额: size,
      代金券或立减优惠金额: coupon,
    };
    const none = { 退款金额: '0.00', 充值券退款金额: '0.00', 代金券或立减优惠退款金额: '0.00', 申请退款金额: '0.00' };
    return { ...shared, ...settled, ...none, 交易状态: 'SUCCESS', 手续费: fivePlaces(one.fee) } as Cells;
  }
  return {
    ...shared,
    交易状态: 'REFUND',
    应结订单金额: '0.00',
    订单金额: '0.00',
    总金额: '0.00',
    退款金额: size,
    申请退款金额: size,
    充值券退款金额: '0.00',
    代金券或立减优惠退款金额: '0.00',
    微信退款单号: `5${one.tradeNo}`,
    商户退款单号: `R${one.tradeNo}`,
    退款状态: one.refundStatus,
    退款申请时间: one.moment,
    手续费: fivePlaces(-one.fee),
  } as Cells;
}

function tradeLines(
  { isRefund, moment, tradeNo, amount: size, coupon, fee }: Trade,
  isOld: boolean,
): readonly object[] {
  const sign = isRefund ? -1 : 1;
  const charged = atTheFen(fee) === 0 ? 0 : sign * atTheFen(fee);
  // The merchant's own coupon is settled by nobody; the old layout has no such column.
  const given = isRefund || isOld ? 0 : coupon;
  const line = told({
    account: '1680000001',
    kind: isRefund ? 'refund' : 'sale',
    occurredAt: moment,
    orderNo: `SO${tradeNo.slice(-6)}`,
    tradeNo,
    refundNo: isRefund ? `5${tradeNo}` : undefined,
    gross: sign * size,
    fee: charged,
    net: sign * size - charged,
    currency: 'CNY',
    typeWords: isRefund ? 'REFUND' : 'SUCCESS',
    memo: given === 0 ? undefined : `应结订单金额 ${printed(size - given)}`,
  });
  return given === 0 ? [line] : [line, { ...line, kind: 'subsidy', gross: -given, fee: 0, net: -given }];
}

function tradeTotals(trades: readonly Trade[], isOld: boolean): readonly (readonly [name: string, printed: string])[] {
  const [sales, refunds] = [trades.filter((one) => !one.isRefund), trades.filter((one) => one.isRefund)];
  const sold = total(sales.map((one) => one.amount));
  const back = printed(total(refunds.map((one) => one.amount)));
  const fees = fivePlaces(total(sales.map(({ fee }) => fee)) - total(refunds.map(({ fee }) => fee)));
  const count = String(trades.length);
  if (isOld) {
    return [
      ['总交易单数', count],
      ['总交易额', printed(sold)],
      ['总退款金额', back],
      ['总代金券或立减优惠退款金额', '0.00'],
      ['手续费总金额', fees],
    ];
  }
  return [
    ['总交易单数', count],
    ['应结订单总金额', printed(sold - total(sales.map(({ coupon }) => coupon)))],
    ['退款总金额', back],
    ['充值券退款总金额', '0.00'],
    ['手续费总金额', fees],
    ['订单总金额', printed(sold)],
    ['申请退款总金额', back],
  ];
}

function tradeBill(header: readonly string[], trades: readonly Trade[], isOld: boolean): string {
  const totals = tradeTotals(trades, isOld);
  const sums = backticked(
    totals.map(([name]) => name),
    [Object.fromEntries(totals)],
  );
  return backticked(header, trades.map(tradeCells)) + sums;
}

test('a WeChat trade bill reads back as it was written, new or old, its totals agreeing to the last place', async () => {
  const layout = fc.oneof(
    inAnyOrder(NEW_BILL).map((header) => ({ header, isOld: false })),
    inAnyOrder(OLD_BILL).map((header) => ({ header, isOld: true })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(trade, { maxLength: 10 }),
      layout,
      fc.boolean(),
      async (trades, { header, isOld }, bom) => {
        const text = `${bom ? '\uFEFF' : ''}${tradeBill(header, trades, isOld)}`;
        const read = await readTable(text, { name: '1680000001All2026-06-05.csv' });
        expect(read.statement.format.id).toBe('wechat-trade-bill');
        expect(read.rows).toEqual(trades.filter((one) => !isRefused(one)).flatMap((one) => tradeLines(one, isOld)));
        expect([read.clean, read.outcome.pending]).toEqual([true, trades.filter(isRefused).length]);
      },
    ),
    RUNS,
  );
});

test('the bill of sales alone and the bill of refunds alone have columns of their own, and read back', async () => {
  await fc.assert(
    fc.asyncProperty(someOf(trade), fc.boolean(), async (all, isRefund) => {
      const trades = all.map((one) => ({ ...one, isRefund, refundStatus: 'SUCCESS' }));
      const text = tradeBill(isRefund ? REFUNDS_BILL : SALES_BILL, trades, false);
      const read = await readTable(text);
      expect(read.rows).toEqual(trades.flatMap((one) => tradeLines(one, false)));
      expect(read.clean).toBe(true);
    }),
    RUNS,
  );
});

const WECHAT_FUNDS =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'.split(
    ',',
  );
const WECHAT_MOVES = [
  ['交易', '交易', 'sale', 1],
  ['交易', '扣除交易手续费', 'fee', -1],
  ['退款', '退款', 'refund', -1],
  ['退款', '退还交易手续费', 'fee', 1],
  ['提现', '提现', 'payout', -1],
  ['充值', '充值', 'deposit', 1],
  ['企业付款', '企业付款', 'transfer', -1],
  ['分账', '分账', 'commission', -1],
  ['从未见过', '从未见过', 'unknown', -1],
] as const;

const wechatMove = fc.record({
  type: fc.constantFrom(...WECHAT_MOVES),
  amount: amount.map((size) => size + 100),
  fee: fc.integer({ min: 0, max: 99 }),
  moment: momentOfJune,
  no: longNo,
});

test('a WeChat fund bill reads back as it was written: what moved, by the words for in and out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wechatMove, { maxLength: 10 }), fc.boolean(), async (moves, wide) => {
      const widened = (name: string): string => name.replace('(', '（').replace(')', '）');
      const header = wide ? WECHAT_FUNDS.map(widened) : WECHAT_FUNDS;
      let balance = 0;
      const both = moves.map(({ type: [name, words, kind, sign], amount: size, fee, moment, no }) => {
        const moved = sign * size;
        balance += moved;
        const isRefund = kind === 'refund';
        const memo = isRefund ? `退款总金额${printed(size + fee)}元;含手续费${printed(fee)}元` : '';
        const [numbers, amounts] = [wechatNumbers(words, kind, no), wechatAmounts(kind, moved, fee)];
        const typeWords = `${name}/${words}`;
        const line = { kind, occurredAt: moment, ...numbers, ...amounts, currency: 'CNY', balance, typeWords, memo };
        const cells = [moment, `5${no}`, no, name, words, sign > 0 ? '收入' : '支出', printed(size), printed(balance)];
        const row = [...cells, 'system', memo, `SO${no}`];
        return { line: told(line), row: Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])) };
      });
      const side = (sign: number): readonly string[] => {
        const own = moves.filter(({ type }) => type[3] === sign).map((one) => one.amount);
        return [String(own.length), printed(total(own))];
      };
      const names = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额'];
      const sums = [String(moves.length), ...side(1), ...side(-1)];
      const below = backticked(names, [Object.fromEntries(names.map((column, at) => [column, sums[at] ?? '']))]);
      const rows = both.map(({ row }) => row);
      const read = await readTable(backticked(header, rows) + below, { name: '1680000001基本账户2026-06-05.csv' });
      expect(read.rows).toEqual(both.map(({ line }) => line));
      expect(read.clean).toBe(true);
    }),
    RUNS,
  );
});

/** A refund's 资金流水单号 is the trade it takes back (formats/cn.md §5). */
function wechatNumbers(words: string, kind: string, no: string): object {
  if (kind === 'payout') return { batchNo: `5${no}` };
  if (words.startsWith('退')) return { tradeNo: no, refundNo: `5${no}` };
  return { tradeNo: `5${no}`, orderNo: kind === 'sale' || kind === 'fee' ? `SO${no}` : undefined };
}

/** What moves for a refund is less by the fee that comes back with it. */
function wechatAmounts(kind: string, moved: number, fee: number): object {
  if (kind === 'fee') return { gross: 0, fee: -moved, net: moved };
  const returned = kind === 'refund' && fee > 0 ? -fee : 0;
  return { gross: moved + returned, fee: returned, net: moved };
}

const ALIPAY_FUNDS =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注,业务描述,业务账单来源,业务基础订单号,业务订单号'.split(
    ',',
  );
const THIRTEEN =
  '账务流水号,业务流水号,商品名称,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型,备注,商户订单号,对方账号,业务描述,业务基础订单号'.split(
    ',',
  );
/** 业务类型, 备注, whether an order stands behind it. */
const ALIPAY_MOVES = [
  ['交易付款', '', 'sale', 1, true],
  ['在线支付', '', 'sale', 1, true],
  ['交易退款', '', 'refund', -1, true],
  ['交易分账', '', 'commission', -1, true],
  ['收费', '支付服务费[0.6%]', 'fee', -1, true],
  ['退款', '支付服务费退回', 'fee', 1, true],
  ['其它', '淘宝客佣金代扣款', 'commission', -1, true],
  ['其它', '天猫保证金-充值（代扣）', 'reserve', -1, false],
  ['其它', '天猫保证金-充值（代扣）-延迟发货', 'adjustment', -1, true],
  ['提现', '', 'payout', -1, false],
  ['转账', '余利宝申购', 'transfer', -1, false],
  ['从未见过', '', 'unknown', -1, true],
] as const;

const alipayMove = fc.record({
  type: fc.constantFrom(...ALIPAY_MOVES),
  amount,
  moment: momentOfJune,
  no: longNo,
  wrapped: fc.boolean(),
});
const alipayStyle = fc.record({
  header: fc.oneof(inAnyOrder(ALIPAY_FUNDS), inAnyOrder(ALIPAY_FUNDS.slice(0, 12)), inAnyOrder(THIRTEEN)),
  none: fc.constantFrom('', '0', '0.00'),
  minus: fc.boolean(),
  writtenIn: fc.constantFrom('utf8', 'gb18030'),
  tail: fc.constantFrom('', ',,,,,,,'),
});

function alipayFile(what: string, body: string, below: readonly string[]): string {
  const rule = '-----------------------------------------';
  return [
    `#支付宝${what}查询\r\n#账号：[20880000000000010156]\r\n`,
    '#起始日期：[2026年06月01日 00:00:00]   终止日期：[2026年07月01日 00:00:00]\r\n',
    `#${rule}${what}列表${rule}\r\n${body}#${rule}${what}列表结束${rule}\r\n`,
    ...below.map((line) => `#${line}\r\n`),
    '#导出时间：[2026年07月01日 05:46:49]\r\n',
  ].join('');
}

const JUNE = { account: '20880000000000010156', from: '2026-06-01', to: '2026-06-30', stated: true };

test('an Alipay fund bill reads back as it was written, whatever its columns, its signs and its encoding', async () => {
  await fc.assert(
    fc.asyncProperty(someOf(alipayMove), alipayStyle, async (moves, { header, none, minus, writtenIn, tail }) => {
      let balance = 10_000_000_00;
      const both = moves.map(({ type: [type, memo, kind, sign, hasOrder], amount: size, moment, no, wrapped }, at) => {
        const moved = sign * size;
        balance += moved;
        const money = kind === 'fee' ? { gross: 0, fee: -moved, net: moved } : { gross: moved, fee: 0, net: moved };
        const numbers = kind === 'payout' ? { batchNo: no } : { tradeNo: no, orderNo: hasOrder ? `1${no}` : undefined };
        const line = {
          kind,
          occurredAt: moment,
          ...numbers,
          ...money,
          currency: 'CNY',
          balance,
          typeWords: type,
          memo,
        };
        const row = {
          账务流水号: `${String(at)}9${no}\t`,
          业务流水号: `${no}\t`,
          商户订单号: hasOrder ? `${wrapped ? 'T200P' : ''}1${no}\t` : '',
          发生时间: `${moment}\t`,
          '收入金额（+元）': sign > 0 ? printed(size) : none,
          '支出金额（-元）': sign < 0 ? printed(minus ? -size : size) : none,
          '账户余额（元）': printed(balance),
          业务类型: type,
          备注: memo,
          业务基础订单号: hasOrder ? '' : 'FP301_8587437774500402',
        };
        return { line: told(line), row };
      });
      const side = (sign: number): string => {
        const own = moves.filter(({ type }) => type[3] === sign).map((one) => one.amount);
        return `${String(own.length)}笔，共${printed(minus ? sign * total(own) : total(own))}元${tail}`;
      };
      const rows = both.map(({ row }) => row);
      const below = [`支出合计：${side(-1)}`, `收入合计：${side(1)}`];
      const read = await readTable(alipayFile('账务明细', table(header, rows), below), { writtenIn });
      expect(read.rows).toEqual(both.map(({ line }) => line));
      expect(read.part).toMatchObject(JUNE);
      expect(read.clean).toBe(true);
    }),
    RUNS,
  );
});

const ALIPAY_TRADES =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'.split(
    ',',
  );
const alipayTrade = fc.record({
  isRefund: fc.boolean(),
  amount: amount.map((size) => size + 100),
  discount: fc.integer({ min: 0, max: 99 }),
  fee: fc.integer({ min: 0, max: 999 }),
  share: fc.integer({ min: 0, max: 99 }),
  moment: momentOfJune,
  no: longNo,
});

test('an Alipay trade bill reads back as it was written: orders, discounts of the merchant, fees and shares', async () => {
  const files = fc.record({ header: inAnyOrder(ALIPAY_TRADES), writtenIn: fc.constantFrom('utf8', 'gb18030') });
  await fc.assert(
    fc.asyncProperty(someOf(alipayTrade), files, async (trades, { header, writtenIn }) => {
      const both = trades.map(({ isRefund, amount: size, discount, fee, share, moment, no }) => {
        const sign = isRefund ? -1 : 1;
        const type = isRefund ? '退款' : '交易';
        const charged = fee === 0 ? 0 : sign * fee;
        const memo = discount === 0 ? undefined : `商家优惠 ${printed(discount)}`;
        const numbers = { orderNo: `SO${no}`, tradeNo: no, refundNo: isRefund ? `R${no}` : undefined };
        const line = { occurredAt: moment, ...numbers, currency: 'CNY', typeWords: type, memo };
        const gross = sign * size;
        const first = { ...line, kind: isRefund ? 'refund' : 'sale', gross, fee: charged, net: gross - charged };
        const given = -sign * share;
        const second = { ...line, kind: 'commission', gross: given, fee: 0, net: given };
        const coupon = { ...line, kind: 'subsidy', gross: -sign * discount, fee: 0, net: -sign * discount };
        const row = {
          支付宝交易号: `${no}\t`,
          商户订单号: `SO${no}\t`,
          业务类型: `${type} \t`,
          创建时间: moment,
          完成时间: moment,
          '订单金额（元）': printed(gross),
          '商家实收（元）': printed(sign * (size - discount)),
          '退款批次号/请求号': isRefund ? `R${no}\t` : '\t',
          '服务费（元）': printed(-charged),
          '分润（元）': printed(given),
        };
        const beside = [...(discount === 0 ? [] : [told(coupon)]), ...(share === 0 ? [] : [told(second)])];
        return { lines: [told(first), ...beside], row };
      });
      const side = (refunds: boolean): readonly [count: string, sum: string] => {
        const own = trades.filter((one) => one.isRefund === refunds).map((one) => one.amount - one.discount);
        return [String(own.length), printed((refunds ? -1 : 1) * total(own))];
      };
      const [[sold, got], [back, gone]] = [side(false), side(true)];
      const below = [
        `交易合计：${sold}笔，商家实收共${got}元，商家优惠共0.00元`,
        `退款合计：${back}笔，商家实收退款共${gone}元，商家优惠退款共0.00元`,
      ];
      const rows = both.map(({ row }) => row);
      const read = await readTable(alipayFile('业务明细', table(header, rows), below), { writtenIn });
      expect(read.rows).toEqual(both.flatMap(({ lines }) => lines));
      expect(read.part).toMatchObject(JUNE);
      expect(read.clean).toBe(true);
    }),
    RUNS,
  );
});
