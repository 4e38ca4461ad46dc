import type { FormatProfile } from '../profile.ts';
import { FEE_ITEM_FOOTER, feeItem } from '../rows/fee-item.ts';
import { jdFeeKind } from './words/jd-fees.ts';

const columns = {
  orderNo: ['订单编号', '订单号'],
  parentNo: ['父单号'],
  refundNo: ['售后服务单号'],
  goods: ['商品名称'],
  feeName: ['费用名称', '费用项'],
  amount: ['应结金额'],
  currency: ['币种'],
  direction: ['收支方向', '费用分类'],
  status: ['结算状态'],
  settledAt: ['账单生成时间', '帐单生成时间', '结算时间'],
  arrivedAt: ['到账时间', '到帐时间'],
  batchNo: ['商户订单号'],
  memo: ['资金动账备注', '资金动帐备注'],
} as const;
type Field = keyof typeof columns;

/**
 * 京东 · 账单明细 (formats/cn.md §9): a note row above, one row for each order and fee. Since August 2026 without
 * 结算状态, 收支方向 now called 费用分类. 商户订单号 is the payout, despite its name.
 */
const jdSettlement: FormatProfile<'settlement', Field> = {
  id: 'jd-settlement',
  title: { en: 'JD settlement details', zh: '京东账单明细' },
  kind: 'settlement',
  platform: 'jd',
  bill: 'trade',
  grade: 'A',
  joins: { en: '订单编号 = order no., 商户订单号 = payout batch', zh: '订单编号 = 订单号，商户订单号 = 结算批次' },
  columns,
  known: ['orderNo', 'feeName', 'amount', 'direction', 'settledAt', 'batchNo'],
  footer: FEE_ITEM_FOOTER,
  read: (row) => feeItem(row, jdFeeKind),
};
export default jdSettlement;
