import type { FormatProfile } from '../profile.ts';

/**
 * 抖店 · 结算单 (formats/cn.md §11 (c)): one row a settled sub-order under a 结算单号, which no other statement carries.
 * It tells the money of 动账明细 once more and nothing ties the two row by row, so it is known and left out.
 */
const douyinSettlementSheet: FormatProfile<'settlement'> = {
  id: 'douyin-settlement-sheet',
  title: { en: 'Douyin settlement sheet (from documentation)', zh: '抖店结算单（据文档）' },
  kind: 'settlement',
  platform: 'douyin',
  bill: 'trade',
  grade: 'C',
  joins: { en: 'nothing: 动账明细 has the same money', zh: '金额已在动账明细中' },
  columns: {
    settlementNo: ['结算单号'],
    settledAt: ['结算时间'],
    orderNo: ['子订单号'],
    received: ['商家实收', '商家实收（分）', '结算金额'],
    mainOrderNo: ['订单号'],
  },
  known: ['settlementNo', 'settledAt', 'orderNo', 'received'],
  ignored: {
    en: 'the money of 动账明细 told once more under other numbers; import 动账明细 and 资金流水 instead',
    zh: '与动账明细为同一笔款项的另一视图（编号不同），请导入动账明细与资金流水',
  },
  read: () => undefined,
};
export default douyinSettlementSheet;
