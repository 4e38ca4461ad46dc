import type { FormatProfile } from '../profile.ts';
import { personalLines, type PersonalField } from '../rows/personal-line.ts';

const columns = {
  tradeNo: ['交易号'],
  orderNo: ['商家订单号'],
  occurredAt: ['交易创建时间'],
  paidAt: ['付款时间'],
  type: ['类型'],
  goods: ['商品名称'],
  amount: ['金额（元）'],
  direction: ['收/支'],
  status: ['交易状态'],
  fee: ['服务费（元）'],
  refunded: ['成功退款（元）'],
  memo: ['备注'],
  fundStatus: ['资金状态'],
} as const;

/** 支付宝 · 交易记录明细查询 of the web site (formats/cn.md §3): a text of padded cells that a line of dashes ends. */
const alipayPersonalWeb: FormatProfile<'settlement', PersonalField & keyof typeof columns> = {
  id: 'alipay-personal-web',
  title: { en: 'Alipay personal bill (web)', zh: '支付宝个人交易记录明细（网页）' },
  kind: 'settlement',
  platform: 'alipay',
  bill: 'fund',
  grade: 'A',
  joins: { en: '商家订单号 = order no., 交易号 = trade no.', zh: '商家订单号 = 订单号，交易号 = 交易号' },
  columns,
  known: ['tradeNo', 'orderNo', 'occurredAt', 'type', 'amount', 'direction', 'status', 'fundStatus'],
  preamble: {
    account: [/^账号[：:]\s*\[?([^\]\s]+)\]?/u],
    period: [/起始日期[：:]\s*\[?(?<from>[^\]]+?)\]?\s+终止日期[：:]\s*\[?(?<to>[^\]]+?)\]?\s*$/u],
    endExclusive: true,
  },
  footer: { starts: /^-{5,}/u, needed: 'with-preamble' },
  read: personalLines,
};
export default alipayPersonalWeb;
