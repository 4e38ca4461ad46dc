import type { FormatProfile } from '../profile.ts';

/** Sheets with rows copied out of 外卖账单明细 by those who work with the bill: 赔偿单, 客单价. */
const elemeOrdersCopy: FormatProfile<'settlement'> = {
  id: 'eleme-orders-copy',
  title: { en: 'Ele.me bill: rows copied from the orders', zh: '饿了么外卖账单明细的摘录' },
  kind: 'settlement',
  platform: 'eleme',
  bill: 'trade',
  grade: 'B',
  joins: { en: 'nothing: copies only', zh: '仅为摘录' },
  columns: { billedOn: ['账单日期', '帐单日期'], orderNo: ['订单号'], amount: ['结算金额'], goods: ['商品金额'] },
  known: ['billedOn', 'orderNo', 'amount', 'goods'],
  sheet: /赔偿单|客单价/u,
  ignored: { en: 'rows of the orders once more; nothing of its own', zh: '仅为外卖账单明细的摘录，无新明细' },
  read: () => undefined,
};
export default elemeOrdersCopy;
