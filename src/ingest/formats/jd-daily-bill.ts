import type { FormatProfile } from '../profile.ts';
import { FEE_ITEM_FOOTER, feeItem } from '../rows/fee-item.ts';
import { jdFeeKind } from './words/jd-fees.ts';

const columns = {
  orderNo: ['订单编号'],
  refundNo: ['单据编号'],
  goods: ['商品名称'],
  batchNo: ['商户订单号'],
  status: ['结算状态'],
  settledAt: ['费用结算时间'],
  arrivedAt: ['对账日期', '账单日期'],
  feeName: ['费用项'],
  amount: ['金额'],
  currency: ['币种'],
  direction: ['收支方向'],
  account: ['店铺号'],
  memo: ['钱包结算备注'],
} as const;
type Field = keyof typeof columns;

/** 京东 · 日账单 (`<shop>_<yyyyMMdd>`, ids as `="…"`) and 结算表 of the wallet's workbook (formats/cn.md §9). */
const jdDailyBill: FormatProfile<'settlement', Field> = {
  id: 'jd-daily-bill',
  title: { en: 'JD daily bill', zh: '京东日账单' },
  kind: 'settlement',
  platform: 'jd',
  bill: 'trade',
  grade: 'B',
  joins: { en: '订单编号 = order no., 商户订单号 = payout batch', zh: '订单编号 = 订单号，商户订单号 = 结算批次' },
  columns,
  known: ['orderNo', 'refundNo', 'batchNo', 'settledAt', 'feeName', 'amount', 'direction'],
  footer: FEE_ITEM_FOOTER,
  read: (row) => feeItem(row, jdFeeKind),
};
export default jdDailyBill;
