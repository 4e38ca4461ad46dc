import type { FormatProfile } from '../profile.ts';

/** 支付宝 · 业务明细(汇总): one row a shop, in the same zip as the bill it sums up (formats/cn.md §1). */
const alipayTradeSummary: FormatProfile<'settlement'> = {
  id: 'alipay-trade-summary',
  title: { en: 'Alipay trade bill, summary by shop', zh: '支付宝业务明细（汇总）' },
  kind: 'settlement',
  platform: 'alipay',
  bill: 'trade',
  grade: 'C',
  joins: { en: 'nothing: sums only', zh: '仅汇总数' },
  columns: {
    shop: ['门店编号'],
    sales: ['交易订单总笔数'],
    refunds: ['退款订单总笔数'],
    orderAmount: ['订单金额（元）'],
    received: ['商家实收（元）'],
    net: ['实收净额（元）'],
  },
  known: ['sales', 'refunds', 'orderAmount', 'received'],
  ignored: { en: 'sums of the trade bill beside it; nothing of its own', zh: '仅为同包业务明细的汇总，无新明细' },
  read: () => undefined,
};
export default alipayTradeSummary;
