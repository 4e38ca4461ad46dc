import type { Moment } from '../../model/day.ts';
import { ZERO } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedInTwoColumns, SUMS_OF_BOTH } from '../rows/moved-amount.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

/** Two layouts, 8 and 14 columns; 入账 in one and 入帐 in the other are other characters for the same thing. */
const columns = {
  day: ['入账日期', '入帐日期'],
  occurredAt: ['入账时间', '入帐时间'],
  serialNo: ['支付流水号'],
  orderNo: ['淘宝订单编号', '主订单id'],
  type: ['入账类型', '入帐类型'],
  income: ['收入金额（元）'],
  outgo: ['支出金额(元)'],
  description: ['业务描述'],
  memo: ['备注'],
  shop: ['商家昵称'],
} as const;
type Field = keyof typeof columns;

/** 淘宝 · 微信钱包账单 from 千牛 (formats/cn.md §8): what a Taobao or Tmall seller's WeChat wallet took in and paid. */
const taobaoWechatWallet: FormatProfile<'settlement', Field> = {
  id: 'taobao-wechat-wallet',
  title: { en: 'Taobao WeChat wallet bill', zh: '淘宝微信钱包账单' },
  kind: 'settlement',
  platform: 'taobao',
  bill: 'fund',
  grade: 'B',
  joins: { en: '淘宝订单编号 / 主订单id = order no.', zh: '淘宝订单编号 / 主订单id = 订单编号' },
  columns,
  known: ['occurredAt', 'serialNo', 'orderNo', 'type', 'income', 'outgo'],
  footer: SUMS_OF_BOTH,
  read: (row) => {
    const moved = movedInTwoColumns(row, 'income', 'outgo');
    const description = row.text('description');
    const memo = row.text('memo');
    const kind = shopLedgerKind([description, row.text('type'), memo], moved);
    const serialNo = row.needId('serialNo');
    const isPayout = kind === 'payout' || kind === 'payout-return';
    const typeWords = [row.text('type'), description].filter((words) => words !== undefined).join(' ');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.has('day') ? momentOfBoth(row) : row.needMoment('occurredAt'),
      orderNo: mayHaveOrder(kind) ? numberOrNone(row.id('orderNo')) : undefined,
      tradeNo: isPayout ? undefined : serialNo,
      batchNo: isPayout ? serialNo : undefined,
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      typeWords: typeWords === '' ? undefined : typeWords,
      memo,
    });
  },
};
export default taobaoWechatWallet;

function momentOfBoth(row: Row<Field>): Moment {
  return row.momentOf('day', 'occurredAt') ?? row.needMoment('day');
}
