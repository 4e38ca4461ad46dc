import type { FormatProfile } from '../profile.ts';

/** 抖店 · BIC (QIC) 质检结算单 (formats/cn.md §11): what inspection cost, order by order. */
const douyinQualityFees: FormatProfile<'settlement'> = {
  id: 'douyin-quality-fees',
  title: { en: 'Douyin inspection fees (BIC)', zh: '抖店 BIC 质检结算单' },
  kind: 'settlement',
  platform: 'douyin',
  bill: 'fund',
  grade: 'B',
  joins: { en: '动账流水号 of the ledger row it takes apart', zh: '动账流水号 = 资金流水' },
  columns: {
    settlementNo: ['结算单号'],
    code: ['订单码'],
    item: ['费用项'],
    amount: ['结算金额'],
    serialNo: ['动账流水号', '动帐流水号'],
  },
  known: ['settlementNo', 'code', 'item', 'amount', 'serialNo'],
  ignored: {
    en: 'fees that the fund ledger holds under the same 动账流水号; adding them would count them twice',
    zh: '费用已在资金流水中（同一动账流水号），不重复计入',
  },
  read: () => undefined,
};
export default douyinQualityFees;
