import type { FormatProfile } from '../profile.ts';

/** Alipay+ · ALIPAY_SETTLEMENT_SUMMARY: a row a type of trade and settlement, sums only (formats/cn.md §14). */
const antomSummary: FormatProfile<'settlement'> = {
  id: 'antom-summary',
  title: { en: 'Alipay+ settlement summary (from documentation)', zh: 'Alipay+ 结算汇总（据文档）' },
  kind: 'settlement',
  platform: 'antom',
  bill: 'fund',
  grade: 'B',
  joins: { en: 'nothing: sums only', zh: '仅汇总数' },
  columns: {
    type: ['type'],
    settledAt: ['settlementTime'],
    count: ['count'],
    amount: ['settlementAmount'],
    currency: ['settlementCurrency'],
    commission: ['commission'],
    reference: ['referenceId'],
    merchant: ['merchantId'],
  },
  known: ['type', 'settledAt', 'count', 'amount', 'currency', 'commission'],
  ignored: {
    en: 'sums of the settlement file; import that one, whose rows name their orders',
    zh: '仅为结算文件的汇总；请导入含订单号的结算明细文件',
  },
  read: () => undefined,
};
export default antomSummary;
