import type { FormatProfile, TotalPattern } from '../profile.ts';
import { PERSONAL_COUNT, personalLines, type PersonalField } from '../rows/personal-line.ts';

const columns = {
  occurredAt: ['交易时间'],
  type: ['交易类型'],
  goods: ['商品'],
  direction: ['收/支'],
  amount: ['金额(元)'],
  status: ['当前状态'],
  tradeNo: ['交易单号'],
  orderNo: ['商户单号'],
  memo: ['备注'],
} as const;

function sum(words: string, tally: string): TotalPattern {
  const amount = String.raw`\s*(?<count>[\d,]+)\s*笔\s*[¥￥]?(?<amount>[\d,.]+)\s*元`;
  return { pattern: new RegExp(`^${words}[：:]${amount}`, 'u'), what: words, tally };
}

/**
 * 微信支付 · 账单流水 of a person (formats/cn.md §6), csv or xlsx. `已退款(￥5.00)` and `已全额退款` are what became of a
 * row; the money that went back is a row of its own (`…-退款`), so the status alone moves nothing.
 */
const wechatPersonal: FormatProfile<'settlement', PersonalField & keyof typeof columns> = {
  id: 'wechat-personal',
  title: { en: 'WeChat Pay personal bill', zh: '微信支付个人账单' },
  kind: 'settlement',
  platform: 'wechat',
  bill: 'fund',
  personal: true,
  grade: 'A',
  joins: { en: '商户单号 = order no., 交易单号 = trade no.', zh: '商户单号 = 订单号，交易单号 = 交易号' },
  columns,
  known: ['occurredAt', 'type', 'goods', 'direction', 'amount', 'status', 'tradeNo', 'orderNo'],
  preamble: {
    account: [/微信昵称[：:]\s*\[([^\]]+)\]/u, /微信号[：:]\s*\[([^\]]+)\]/u],
    period: [/起始时间[：:]\s*\[(?<from>[^\]]+)\]\s+终止时间[：:]\s*\[(?<to>[^\]]+)\]/u],
    totals: [PERSONAL_COUNT, sum('收入', 'in'), sum('支出', 'out'), sum('中性交易', 'neutral')],
  },
  read: personalLines,
};
export default wechatPersonal;
