import type { FormatProfile } from '../profile.ts';

/** 抖店 · 保费支出 of the 资金流水 zip, and 运费险 (formats/cn.md §11): one ledger row as its policies. */
const douyinPremiums: FormatProfile<'settlement'> = {
  id: 'douyin-premiums',
  title: { en: 'Douyin insurance premiums', zh: '抖店保费支出' },
  kind: 'settlement',
  platform: 'douyin',
  bill: 'fund',
  grade: 'B',
  joins: { en: '动账流水号 of the ledger row it takes apart', zh: '动账流水号 = 资金流水' },
  columns: {
    policyNo: ['保险单号', '投保单号'],
    serialNo: ['动账流水号', '动帐流水号'],
    paidAt: ['动账时间', '动帐时间'],
    amount: ['金额(元)', '支付保费'],
  },
  known: ['policyNo', 'serialNo', 'amount'],
  ignored: {
    en: 'one row of the fund ledger taken apart into its policies; adding them would count the premium twice',
    zh: '仅为资金流水中保费扣除的逐单明细，重复计入会使保费翻倍',
  },
  read: () => undefined,
};
export default douyinPremiums;
