import { ZERO } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedInTwoColumns } from '../rows/moved-amount.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

const columns = {
  orderNo: ['商户订单号', '订单号'],
  occurredAt: ['发生时间'],
  income: ['收入金额（+元）'],
  outgo: ['支出金额（-元）'],
  type: ['账务类型', '帐务类型'],
  memo: ['备注'],
  description: ['业务描述'],
} as const;
type Field = keyof typeof columns;

/**
 * 拼多多 · 货款/账务明细 (formats/cn.md §10): every movement of the shop's balance. No row has a number of its own, so
 * two equal rows are two movements.
 */
const pddFundBill: FormatProfile<'settlement', Field> = {
  id: 'pdd-fund-bill',
  title: { en: 'Pinduoduo fund bill', zh: '拼多多账务明细' },
  kind: 'settlement',
  platform: 'pdd',
  bill: 'fund',
  grade: 'A',
  joins: { en: '商户订单号 = order no.', zh: '商户订单号 = 订单号' },
  columns,
  known: ['orderNo', 'occurredAt', 'income', 'outgo', 'type'],
  // Alipay's fund bill has two of the columns, but a number on every row.
  never: ['账务流水号', '业务流水号'],
  preamble: {
    period: [/起始(?:时间|日期)[：:]\s*\[?(?<from>[^\]]+?)\]?\s+终止(?:时间|日期)[：:]\s*\[?(?<to>[^\]]+?)\]?\s*$/u],
  },
  footer: {
    starts: /^(?:#|-{5,})/u,
    follows: /^(?:#|-{5,})/u,
    needed: 'with-preamble',
    totals: [
      {
        pattern: /支出合计[：:]\s*(?<count>[\d,]+)\s*笔[，,]?\s*共?(?<amount>[-+]?[\d,.]+)\s*元/u,
        what: '支出合计',
        tally: 'out',
        absolute: true,
      },
      {
        pattern: /收入合计[：:]\s*(?<count>[\d,]+)\s*笔[，,]?\s*共?(?<amount>[-+]?[\d,.]+)\s*元/u,
        what: '收入合计',
        tally: 'in',
        absolute: true,
      },
    ],
  },
  read: (row) => {
    const moved = movedInTwoColumns(row, 'income', 'outgo');
    // `0030002|技术服务费-基础技术服务费`: the words behind the code say it best.
    const description = row.text('description');
    const memo = numberOrNone(row.text('memo'));
    const kind = shopLedgerKind([description, row.text('type'), memo], moved);
    const typeWords = [row.text('type'), description].filter((words) => words !== undefined).join(' ');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      orderNo: mayHaveOrder(kind) ? numberOrNone(row.id('orderNo')) : undefined,
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      typeWords: typeWords === '' ? undefined : typeWords,
      memo,
    });
  },
};
export default pddFundBill;
