import { ZERO } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedByDirection } from '../rows/moved-amount.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

const columns = {
  serialNo: ['流水单号'],
  occurredAt: ['记账时间', '记帐时间'],
  type: ['动帐类型', '动账类型'],
  direction: ['收支类型'],
  amount: ['收支金额'],
  balance: ['账户余额', '帐户余额'],
  orderNo: ['关联订单号'],
  refundNo: ['关联售后单号'],
  payoutNo: ['关联提现单号'],
  policyNo: ['关联保单号'],
  memo: ['详情'],
} as const;
type Field = keyof typeof columns;

/** 微信小店 · 资金流水 (formats/cn.md §7): every movement of the store's balance; 关联提现单号 names the payout. */
const wechatStoreFund: FormatProfile<'settlement', Field> = {
  id: 'wechat-store-fund',
  title: { en: 'WeChat store ledger', zh: '微信小店资金流水' },
  kind: 'settlement',
  platform: 'wechat-store',
  bill: 'fund',
  grade: 'B',
  joins: { en: '关联订单号 = order no., 关联提现单号 = payout', zh: '关联订单号 = 订单号，关联提现单号 = 提现' },
  columns,
  known: ['serialNo', 'occurredAt', 'type', 'direction', 'amount', 'balance', 'orderNo', 'payoutNo'],
  chained: true,
  read: (row) => {
    const moved = movedByDirection(row, 'amount', 'direction');
    const kind = shopLedgerKind([row.text('type'), row.text('memo')], moved);
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      ...numbersOf(row, kind),
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      balance: row.amount('balance'),
      typeWords: row.text('type'),
      memo: row.text('memo') ?? policyOf(row),
    });
  },
};
export default wechatStoreFund;

function numbersOf(
  row: Row<Field>,
  kind: LineKind,
): {
  readonly orderNo?: string | undefined;
  readonly tradeNo?: string;
  readonly refundNo?: string | undefined;
  readonly batchNo?: string | undefined;
} {
  const tradeNo = row.needId('serialNo');
  if (kind === 'payout' || kind === 'payout-return') return { batchNo: numberOrNone(row.id('payoutNo')) ?? tradeNo };
  return {
    tradeNo,
    orderNo: mayHaveOrder(kind) ? numberOrNone(row.id('orderNo')) : undefined,
    refundNo: kind === 'refund' ? numberOrNone(row.id('refundNo')) : undefined,
  };
}

function policyOf(row: Row<Field>): string | undefined {
  const policy = numberOrNone(row.id('policyNo'));
  return policy === undefined ? undefined : `保单 ${policy}`;
}
