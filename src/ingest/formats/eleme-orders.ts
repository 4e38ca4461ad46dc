import { negate, plus, ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { numberOrNone } from '../rows/number-or-none.ts';

const columns = {
  shop: ['门店名称', '门店ID'],
  billedOn: ['账单日期', '帐单日期'],
  orderNo: ['订单号'],
  type: ['订单类型'],
  amount: ['结算金额'],
  goods: ['商品金额'],
  serviceFee: ['技术服务费'],
  timeFee: ['时段收费'],
  distanceFee: ['距离收费'],
  priceFee: ['价格收费'],
  tip: ['商家呼单小费'],
  payLaterFee: ['先享后付服务费'],
} as const;
type Field = keyof typeof columns;

/** What the platform keeps of an order, printed negative; the rest of the columns is what the order itself came to. */
const FEES = ['serviceFee', 'timeFee', 'distanceFee', 'priceFee', 'tip', 'payLaterFee'] as const;

/**
 * 饿了么/淘宝闪购 · 外卖账单明细 (formats/cn.md §13): the orders of a day, numbers as text. 结算金额 is what is paid for
 * one; a 退单 takes it back.
 */
const elemeOrders: FormatProfile<'settlement', Field> = {
  id: 'eleme-orders',
  title: { en: 'Ele.me bill: orders', zh: '饿了么外卖账单明细' },
  kind: 'settlement',
  platform: 'eleme',
  bill: 'trade',
  grade: 'B',
  joins: { en: '订单号 = order no.', zh: '订单号 = 订单号' },
  columns,
  known: ['billedOn', 'orderNo', 'type', 'amount', 'goods', 'serviceFee'],
  // Bookkeepers copy rows onto sheets of these names.
  sheet: /^(?!.*(?:赔偿单|客单价))/u,
  footer: { starts: /^[合总]计/u, underColumns: { amount: { tally: 'all', unit: 'amount' } } },
  read: (row) => {
    const net = row.needAmount('amount');
    row.tally('all', net);
    const fee = feesOf(row);
    const type = row.text('type') ?? '';
    return defined({
      line: row.line,
      kind: type.includes('退') || net < ZERO ? ('refund' as const) : ('sale' as const),
      occurredAt: row.needMoment('billedOn'),
      orderNo: numberOrNone(row.needId('orderNo')),
      gross: plus(net, fee),
      fee,
      net,
      currency: row.currency,
      typeWords: type === '' ? undefined : type,
      memo: row.text('shop'),
    });
  },
};
export default elemeOrders;

function feesOf(row: Row<Field>): Minor {
  return negate(plus(ZERO, ...FEES.map((field) => row.amount(field) ?? ZERO)));
}
