import type { FormatProfile } from '../profile.ts';

/** 拉卡拉 · ACC 账户, JZ 钱包, JY-FQ 分期 (formats/cn.md §14): the same trades once more, by account, wallet or instalment. */
const lakalaSums: FormatProfile<'settlement'> = {
  id: 'lakala-sums',
  title: { en: 'Lakala sums (ACC, JZ, JY-FQ; from documentation)', zh: '拉卡拉汇总（ACC、JZ、JY-FQ；据文档）' },
  kind: 'settlement',
  platform: 'lakala',
  bill: 'fund',
  grade: 'B',
  joins: { en: 'nothing: sums only', zh: '仅汇总数' },
  columns: {
    account: ['商户编号'],
    amount: ['交易金额(分)'],
    owner: ['账户编号', '帐户编号', '钱包类型', '分期数'],
  },
  known: ['account', 'amount', 'owner'],
  ignored: {
    en: 'sums of the trades in the other files; nothing of its own',
    zh: '仅为其他文件中交易的汇总，无新明细',
  },
  read: () => undefined,
};
export default lakalaSums;
