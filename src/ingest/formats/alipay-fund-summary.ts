import type { FormatProfile } from '../profile.ts';

/** 支付宝 · 账务汇总: one row a business type, in the same zip as the bill it sums up (formats/cn.md §2). */
const alipayFundSummary: FormatProfile<'settlement'> = {
  id: 'alipay-fund-summary',
  title: { en: 'Alipay fund bill, summary by type', zh: '支付宝账务汇总' },
  kind: 'settlement',
  platform: 'alipay',
  bill: 'fund',
  grade: 'A',
  joins: { en: 'nothing: sums only', zh: '仅汇总数' },
  columns: {
    type: ['类型'],
    incomeCount: ['收入笔数'],
    income: ['收入金额（+元）'],
    outgoCount: ['支出笔数'],
    outgo: ['支出金额（-元）'],
    total: ['总金额（元）'],
  },
  known: ['type', 'incomeCount', 'income', 'outgoCount', 'outgo', 'total'],
  ignored: { en: 'sums of the fund bill beside it; nothing of its own', zh: '仅为同包账务明细的汇总，无新明细' },
  read: () => undefined,
};
export default alipayFundSummary;
