import type { FormatProfile } from '../profile.ts';

/** 菜鸟 · 物流费用明细 (formats/cn.md §8): three layouts; the fees are paid out of the seller's Alipay balance. */
const cainiaoFees: FormatProfile<'settlement'> = {
  id: 'cainiao-fees',
  title: { en: 'CaiNiao logistics fees', zh: '菜鸟物流费用明细' },
  kind: 'settlement',
  platform: 'taobao',
  grade: 'B',
  joins: { en: 'nothing: the Alipay fund bill has the same money', zh: '金额已在支付宝账务明细中' },
  columns: {
    serialNo: ['支付流水号'],
    paidAt: ['支付时间', '支出时间'],
    amount: ['支付金额', '支出金额'],
    item: ['费用项', '增值服务类型'],
  },
  known: ['serialNo', 'paidAt', 'amount', 'item'],
  ignored: {
    en: 'what was paid stands in the Alipay fund bill; this sheet only says for which parcel or service',
    zh: '款项已在支付宝账务明细中，本表仅说明所属运单或服务',
  },
  read: () => undefined,
};
export default cainiaoFees;
