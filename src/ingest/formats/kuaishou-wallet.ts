import { ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedInTwoColumns } from '../rows/moved-amount.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

const columns = {
  serialNo: ['钱包流水单号'],
  type: ['业务类型'],
  amount: ['收入/支出金额', '收支金额'],
  income: ['收入金额'],
  outgo: ['支出金额'],
  balance: ['余额', '账户余额', '钱包余额'],
  occurredAt: ['入账时间', '入帐时间'],
  orderNo: ['订单号', '关联订单号'],
  description: ['描述'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

/**
 * 快手 · 安心钱包 (formats/cn.md §12): movements of the seller's wallet. Its fields are known, a file wasn't seen: the
 * balance after each row proves the signs.
 */
const kuaishouWallet: FormatProfile<'settlement', Field> = {
  id: 'kuaishou-wallet',
  title: { en: 'Kuaishou wallet (from documentation)', zh: '快手安心钱包流水（据文档）' },
  kind: 'settlement',
  platform: 'kuaishou',
  bill: 'fund',
  grade: 'C',
  joins: {
    en: 'order no. where the file has it, 钱包流水单号 = payout',
    zh: '有订单号时按订单号，钱包流水单号 = 提现',
  },
  columns,
  known: ['serialNo', 'type', ['amount', 'income'], 'balance', 'occurredAt'],
  chained: true,
  read: (row) => {
    const moved = movedIn(row);
    const kind = shopLedgerKind([row.text('type'), row.text('description'), row.text('memo')], moved);
    const serialNo = row.needId('serialNo');
    const isPayout = kind === 'payout' || kind === 'payout-return';
    const memo = (['description', 'memo'] as const).flatMap((field) => row.text(field) ?? []).join(' ');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      orderNo: mayHaveOrder(kind) ? row.id('orderNo') : undefined,
      tradeNo: isPayout ? undefined : serialNo,
      batchNo: isPayout ? serialNo : undefined,
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      balance: row.amount('balance'),
      typeWords: row.text('type'),
      memo: memo === '' ? undefined : memo,
    });
  },
};
export default kuaishouWallet;

/** One signed column, or one for each direction. */
function movedIn(row: Row<Field>): Minor {
  return row.has('amount') ? row.needAmount('amount') : movedInTwoColumns(row, 'income', 'outgo');
}
