import { ZERO, type Minor } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedInTwoColumns, SUMS_OF_BOTH } from '../rows/moved-amount.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

const columns = {
  type: ['类型'],
  name: ['名称'],
  orderNo: ['业务单号'],
  tradeNo: ['支付流水号'],
  relatedNo: ['关联单号'],
  account: ['账户', '帐户'],
  income: ['收入(元)'],
  outgo: ['支出(元)'],
  balance: ['余额(元)'],
  method: ['支付方式'],
  counterparty: ['交易对手'],
  channel: ['渠道'],
  orderedAt: ['下单时间'],
  occurredAt: ['入账时间', '入帐时间'],
  extra: ['附加信息'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

/** 有赞 · 账务明细 (formats/cn.md §12): movements of the shop's balance. Only its header was seen. */
const youzanFundBill: FormatProfile<'settlement', Field> = {
  id: 'youzan-fund-bill',
  title: { en: 'Youzan fund bill (from documentation)', zh: '有赞账务明细（据文档）' },
  kind: 'settlement',
  platform: 'youzan',
  bill: 'fund',
  grade: 'B',
  joins: { en: '业务单号 = order no., 支付流水号 = trade no.', zh: '业务单号 = 订单号，支付流水号 = 交易号' },
  columns,
  known: ['type', 'orderNo', 'tradeNo', 'relatedNo', 'income', 'outgo', 'balance', 'occurredAt'],
  chained: true,
  footer: SUMS_OF_BOTH,
  read: (row) => {
    const moved = movedInTwoColumns(row, 'income', 'outgo');
    const typeWords = [row.text('type'), row.text('name')].filter((text) => text !== undefined).join('/');
    const kind = kindOf([row.text('name'), row.text('type')], moved);
    const isPayout = kind === 'payout' || kind === 'payout-return';
    const memo = (['memo', 'extra', 'counterparty'] as const).flatMap((field) => row.text(field) ?? []).join(' ');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.moment('occurredAt') ?? row.needMoment('orderedAt'),
      orderNo: orderNoOf(row, kind),
      tradeNo: numberOrNone(row.id('tradeNo')),
      refundNo: kind === 'refund' ? row.id('orderNo') : undefined,
      batchNo: isPayout ? row.id('orderNo') : undefined,
      ...lineAmounts(kind, moved, ZERO),
      currency: row.currency,
      balance: row.amount('balance'),
      typeWords: typeWords === '' ? undefined : typeWords,
      memo: memo === '' ? undefined : memo,
    });
  },
};
export default youzanFundBill;

/** 订单入账, 收款: what comes in under an order's name is a sale. */
function kindOf(texts: readonly (string | undefined)[], moved: Minor): LineKind {
  const kind = shopLedgerKind(texts, moved);
  const isSale = kind === 'unknown' && moved > ZERO && texts.some((text) => /订单|收款|货款/u.test(text ?? ''));
  return isSale ? 'sale' : kind;
}

/** A refund's 业务单号 is its own number, 关联单号 the order's; movements of the balance itself belong to no order. */
function orderNoOf(row: Row<Field>, kind: LineKind): string | undefined {
  if (!mayHaveOrder(kind)) return undefined;
  const related = kind === 'refund' ? numberOrNone(row.id('relatedNo')) : undefined;
  return related ?? numberOrNone(row.id('orderNo'));
}
