import { formatGrouped, plus, type Minor } from '../model/money.ts';
import type { Voucher, VoucherKind, VoucherRemark } from '../model/voucher.ts';
import type { Words } from '../model/words.ts';

/** What each kind of voucher books, as its 摘要 says it. */
export const KIND_WORDS: Readonly<Record<VoucherKind, Words>> = {
  sale: { en: 'sales', zh: '确认销售收入' },
  'sale-reversed': { en: 'sales taken back before settlement', zh: '红字冲销售' },
  settlement: { en: 'settled by the platform', zh: '平台结算入账' },
  refund: { en: 'refunds after settlement', zh: '结算后退款' },
  fees: { en: 'platform fees', zh: '平台费用' },
  subsidy: { en: 'platform subsidies', zh: '平台补贴' },
  reserve: { en: 'reserve held or released', zh: '保证金冻结与解冻' },
  dispute: { en: 'disputes', zh: '拒付争议' },
  tax: { en: 'taxes kept by the platform', zh: '平台代扣税费' },
  adjustment: { en: 'other movements of the wallet', zh: '平台其他收支' },
  payout: { en: 'paid out to the bank', zh: '平台提现到账' },
  receipt: { en: 'customer receipts', zh: '客户回款' },
  'receipt-returned': { en: 'receipts returned', zh: '客户退票' },
  discount: { en: 'early-payment discounts', zh: '现金折扣' },
  'bank-charges': { en: 'bank fees and interest', zh: '银行手续费及利息' },
  unexplained: { en: 'bank entries without explanation', zh: '银行收支待核销' },
  'late-fee': { en: 'late fees', zh: '计收违约金' },
  'late-fee-waived': { en: 'late fees waived', zh: '豁免违约金' },
  allowance: { en: 'allowance for bad debts', zh: '计提坏账准备' },
  'write-off': { en: 'debts written off', zh: '核销坏账' },
  recovery: { en: 'written-off debts recovered', zh: '收回已核销坏账' },
  exchange: { en: 'exchange differences', zh: '汇兑差额' },
  rounding: { en: 'rounding differences', zh: '尾差' },
};

/** 摘要 of a voucher: whose, what, when, and which part where there are several. `label` is the account's name. */
export function summaryOf({ kind, about, period, part, of }: Omit<Voucher, 'lines'>, label = about): Words {
  const whose = label === '' ? '' : `${label} `;
  const more: Words = part === 1 ? { en: '', zh: '' } : { en: ` (addition ${part - 1})`, zh: `（补充${part - 1}）` };
  const { en, zh } = KIND_WORDS[kind];
  if (of === undefined) return { en: `${whose}${en} ${period}${more.en}`, zh: `${whose}${zh} ${period}${more.zh}` };
  const month = of.slice(0, 7);
  return {
    en: `${whose}adjustment of closed ${month}: ${en}${more.en}`,
    zh: `${whose}以前月份调整 ${month} ${zh}${more.zh}`,
  };
}

export function totalOf({ lines }: Pick<Voucher, 'lines'>, side: 'debit' | 'credit'): Minor {
  return plus(...lines.map((line) => line[side]));
}

/** What a reader has to know of a month's vouchers, as a sentence. */
export function remarkWords({ code, count, amount: sum, currency }: VoucherRemark): Words {
  const amount = sum === undefined || currency === undefined ? '' : `${formatGrouped(sum, currency)} ${currency}`;
  switch (code) {
    case 'vat-unknown':
      return {
        en: `VAT isn't split from ${count} sales: settle.yaml names no rate (vouchers: vat) and no invoice does.`,
        zh: `有 ${count} 笔销售未拆分增值税：settle.yaml 未设税率（vouchers: vat），也没有发票税额。`,
      };
    case 'tax-treatment':
      return {
        en: `${count} subsidies, taxes or late fees are booked without VAT: their tax treatment is to be confirmed.`,
        zh: `有 ${count} 笔补贴、代扣税费或违约金未计增值税：税务处理待确认。`,
      };
    case 'suspense':
      return {
        en: `${count} lines, ${amount} in all, stand in suspense until they are explained.`,
        zh: `有 ${count} 行共 ${amount} 挂在待核销科目，待查明后转出。`,
      };
    case 'not-kept':
      return {
        en: 'An earlier version of settle closed this month and kept no vouchers: they are worked out from the rows of today.',
        zh: '该月由旧版 settle 结账，未留存凭证：以下按现有数据重新计算。',
      };
  }
}
