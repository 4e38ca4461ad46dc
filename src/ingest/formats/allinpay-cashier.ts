import { absolute, ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { tradeAmounts } from '../rows/trade-amounts.ts';

const columns = {
  account: ['商户号'],
  shop: ['门店名称'],
  terminal: ['终端号'],
  time: ['交易时间'],
  type: ['交易类型'],
  voucherNo: ['凭证号'],
  referenceNo: ['参考号'],
  amount: ['交易金额'],
  fee: ['手续费'],
  day: ['交易日期'],
  tradeNo: ['交易单号'],
  orderNo: ['订单号'],
  memo: ['商户备注'],
  settled: ['结算金额'],
  originalNo: ['原交易单', '原交易单号'],
} as const;
type Field = keyof typeof columns;

/** 通联收银宝 · 对账单 (formats/cn.md §14): commas and yuan, day and time of day in columns of their own. */
const allinpayCashier: FormatProfile<'settlement', Field> = {
  id: 'allinpay-cashier',
  title: { en: 'AllinPay Shouyinbao bill (from documentation)', zh: '通联收银宝对账单（据文档）' },
  kind: 'settlement',
  platform: 'allinpay',
  bill: 'trade',
  grade: 'A',
  joins: { en: '订单号 = order no., 交易单号 = trade no.', zh: '订单号 = 订单号，交易单号 = 交易号' },
  columns,
  known: ['account', 'terminal', 'time', 'type', 'referenceNo', 'amount', 'fee', 'day', 'tradeNo', 'settled'],
  read: (row) => {
    const amount = row.needAmount('amount');
    const type = row.text('type');
    const isRefund = amount < ZERO || /退|撤销|冲正/u.test(type ?? '');
    const amounts = tradeAmounts(isRefund ? 'refund' : 'sale', amount, row.amount('fee') ?? ZERO);
    remarkOtherSum(row, amounts.net);
    return defined({
      line: row.line,
      account: row.id('account'),
      occurredAt: row.momentOf('day', 'time') ?? row.needMoment('day'),
      orderNo: numberOrNone(row.id('orderNo')),
      ...numbersOf(row, isRefund),
      ...amounts,
      currency: row.currency,
      typeWords: type,
      memo: row.text('memo') ?? row.text('shop'),
    });
  },
};
export default allinpayCashier;

/** A refund names the payment it takes back. */
function numbersOf(row: Row<Field>, isRefund: boolean): { readonly tradeNo: string; readonly refundNo?: string } {
  const tradeNo = row.needId('tradeNo');
  return isRefund ? { tradeNo: numberOrNone(row.id('originalNo')) ?? tradeNo, refundNo: tradeNo } : { tradeNo };
}

/** 结算金额 is what is paid out for the row; another one means that a deduction stands elsewhere. */
function remarkOtherSum(row: Row<Field>, net: Minor): void {
  const settled = row.amount('settled');
  if (settled !== undefined && absolute(settled) !== absolute(net)) row.remark('CONTROL_TOTAL_DIFFERS', 'settled');
}
