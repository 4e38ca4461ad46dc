import type { FormatProfile } from '../profile.ts';
import { PERSONAL_COUNT, personalLines, type PersonalField } from '../rows/personal-line.ts';

const columns = {
  occurredAt: ['交易时间'],
  type: ['交易分类'],
  goods: ['商品说明'],
  direction: ['收/支'],
  amount: ['金额'],
  status: ['交易状态'],
  tradeNo: ['交易订单号'],
  orderNo: ['商家订单号'],
  memo: ['备注'],
} as const;

/**
 * 支付宝 · 交易明细 of the app (formats/cn.md §3): a person's wallet, for sellers who take money by their own code. The
 * sums above the header aren't compared: the file says of itself that they may differ from its rows, the counts don't.
 */
const alipayPersonal: FormatProfile<'settlement', PersonalField & keyof typeof columns> = {
  id: 'alipay-personal',
  title: { en: 'Alipay personal bill (app)', zh: '支付宝个人交易明细（APP）' },
  kind: 'settlement',
  platform: 'alipay',
  bill: 'fund',
  personal: true,
  grade: 'A',
  joins: { en: '商家订单号 = order no., 交易订单号 = trade no.', zh: '商家订单号 = 订单号，交易订单号 = 交易号' },
  columns,
  known: ['occurredAt', 'type', 'goods', 'direction', 'amount', 'status', 'tradeNo', 'orderNo'],
  // JD's personal bill has all the other names.
  never: ['商户名称', '交易说明'],
  preamble: {
    account: [/支付宝账[户号][：:]\s*(\S+)/u],
    period: [/起始时间[：:]\s*\[(?<from>[^\]]+)\]\s+终止时间[：:]\s*\[(?<to>[^\]]+)\]/u],
    totals: [
      PERSONAL_COUNT,
      { pattern: /^收入[：:]\s*(?<count>[\d,]+)\s*笔/u, what: '收入', tally: 'in' },
      { pattern: /^支出[：:]\s*(?<count>[\d,]+)\s*笔/u, what: '支出', tally: 'out' },
      { pattern: /^不计收支[：:]\s*(?<count>[\d,]+)\s*笔/u, what: '不计收支', tally: 'neutral' },
    ],
  },
  footer: { starts: /^-{5,}/u },
  read: personalLines,
};
export default alipayPersonal;
