import { ZERO } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedByDirection } from '../rows/moved-amount.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

const columns = {
  serialNo: ['动账流水号', '动帐流水号'],
  mainOrderNo: ['关联订单号'],
  orderNo: ['关联子订单号'],
  occurredAt: ['动账时间', '动帐时间'],
  direction: ['账户方向', '帐户方向', '动账方向', '动帐方向'],
  amount: ['动账金额(元)', '动帐金额(元)'],
  scene: ['动账场景', '动帐场景'],
  balance: ['账户余额', '帐户余额'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

/**
 * 抖店 · 资金流水 (formats/cn.md §11 (b)): what the balance saw. 动账明细 tells the orders' part of it under the same
 * 动账流水号 and is tied to it.
 */
const douyinLedger: FormatProfile<'settlement', Field> = {
  id: 'douyin-ledger',
  title: { en: 'Douyin fund ledger', zh: '抖店资金流水' },
  kind: 'settlement',
  platform: 'douyin',
  bill: 'fund',
  grade: 'B',
  joins: { en: '动账流水号 = that of the settlement details', zh: '动账流水号 = 动账明细的动账流水号' },
  columns,
  known: ['serialNo', 'mainOrderNo', 'occurredAt', 'direction', 'amount', 'scene'],
  chained: true,
  read: (row) => {
    const moved = movedByDirection(row, 'amount', 'direction');
    const kind = shopLedgerKind([row.text('scene'), row.text('memo')], moved);
    const serialNo = row.needId('serialNo');
    const isPayout = kind === 'payout' || kind === 'payout-return';
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      orderNo: mayHaveOrder(kind) ? orderNoOf(row) : undefined,
      tradeNo: isPayout ? undefined : serialNo,
      refundNo: kind === 'refund' ? serialNo : undefined,
      batchNo: isPayout ? serialNo : undefined,
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      balance: row.amount('balance'),
      typeWords: row.text('scene'),
      memo: row.text('memo'),
    });
  },
};
export default douyinLedger;

/** 关联订单号 also holds waybills (`JDX…`) and premiums (`TRA…`): an order's number is all digits. */
function orderNoOf(row: Row<Field>): string | undefined {
  return [row.id('orderNo'), row.id('mainOrderNo')].find((number) => number !== undefined && /^\d{15,}$/.test(number));
}
