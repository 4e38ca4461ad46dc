import { ZERO } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedInTwoColumns } from '../rows/moved-amount.ts';
import { fundKind, orderNoOf, refundNoOf } from './words/alipay-fund.ts';
import { ALIPAY_PREAMBLE } from './words/alipay-preamble.ts';

/** Every layout since 2012 has these columns, in an order that isn't stable (formats/cn.md §2). */
const columns = {
  rowNo: ['账务流水号', '帐务流水号'],
  tradeNo: ['业务流水号'],
  orderNo: ['商户订单号'],
  goods: ['商品名称'],
  occurredAt: ['发生时间'],
  counterparty: ['对方账号', '对方帐号', '对方账户'],
  income: ['收入金额（+元）'],
  outgo: ['支出金额（-元）'],
  balance: ['账户余额（元）', '帐户余额（元）'],
  type: ['业务类型'],
  memo: ['备注'],
  description: ['业务描述'],
  baseOrderNo: ['业务基础订单号'],
} as const;
type Field = keyof typeof columns;

/** 支付宝 · 账务明细: every movement of the balance, also of a Taobao or Tmall seller. */
const alipayFundBill: FormatProfile<'settlement', Field> = {
  id: 'alipay-fund-bill',
  title: { en: 'Alipay fund bill', zh: '支付宝账务明细' },
  kind: 'settlement',
  platform: 'alipay',
  bill: 'fund',
  grade: 'A',
  joins: { en: 'order no. by rules, 业务流水号 = trade no.', zh: '按规则取订单号，业务流水号 = 交易号' },
  columns,
  known: ['rowNo', 'tradeNo', 'occurredAt', 'income', 'outgo', 'balance', 'type'],
  preamble: ALIPAY_PREAMBLE,
  footer: {
    starts: /^#/u,
    follows: /^#/u,
    needed: 'with-preamble',
    totals: [
      {
        pattern: /支出合计[：:](?<count>[\d,]+)笔[，,]共(?<amount>-?[\d,.]+)元/u,
        what: '支出合计',
        tally: 'out',
        absolute: true,
      },
      {
        pattern: /收入合计[：:](?<count>[\d,]+)笔[，,]共(?<amount>-?[\d,.]+)元/u,
        what: '收入合计',
        tally: 'in',
        absolute: true,
      },
    ],
  },
  chained: true,
  read: (row) => {
    row.needId('rowNo');
    const moved = movedInTwoColumns(row, 'income', 'outgo');
    const words = {
      type: row.text('type') ?? '',
      memo: row.text('memo') ?? '',
      description: row.text('description') ?? '',
    };
    const kind = fundKind(words, moved);
    const numbers = numbersOf(row, kind, words.memo);
    const typeWords = [words.type, words.description].filter((text) => text !== '').join(' ');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      orderNo: numbers.orderNo,
      tradeNo: numbers.tradeNo,
      refundNo: numbers.refundNo,
      batchNo: numbers.batchNo,
      // Fees are rows of their own here.
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      balance: row.amount('balance'),
      typeWords: typeWords === '' ? undefined : typeWords,
      memo: words.memo === '' ? undefined : words.memo,
    });
  },
};
export default alipayFundBill;

interface Numbers {
  readonly orderNo?: string | undefined;
  readonly tradeNo?: string;
  readonly refundNo?: string | undefined;
  readonly batchNo?: string;
}

function numbersOf(row: Row<Field>, kind: LineKind, memo: string): Numbers {
  const tradeNo = row.needId('tradeNo');
  if (kind === 'payout' || kind === 'payout-return') return { batchNo: tradeNo };
  const cells = { baseOrderNo: row.id('baseOrderNo'), merchantOrderNo: row.id('orderNo'), memo };
  return { orderNo: orderNoOf(kind, cells), tradeNo, refundNo: kind === 'refund' ? refundNoOf(memo) : undefined };
}
