import { absolute, negate, ZERO } from '../../model/money.ts';
import type { FormatProfile } from '../profile.ts';
import { personalPayment } from '../rows/personal-payment.ts';

const columns = {
  occurredAt: ['交易成功时间'],
  createdAt: ['交易创建时间'],
  type: ['交易类型'],
  goods: ['订单标题'],
  counterparty: [],
  direction: ['收/支'],
  method: ['支付方式'],
  orderAmount: ['订单金额'],
  amount: ['实付金额'],
  tradeNo: ['交易单号'],
  orderNo: ['商家单号'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

/**
 * 美团 · 交易账单 of a person (formats/cn.md §13): `""` lines above, `¥`, tabs behind the numbers. 实付金额 is what was
 * paid. The sums above are checked by their counts only: the file says that they follow rules of their own.
 */
const meituanPersonal: FormatProfile<'settlement', Field> = {
  id: 'meituan-personal',
  title: { en: 'Meituan personal bill', zh: '美团个人交易账单' },
  kind: 'settlement',
  platform: 'meituan',
  bill: 'fund',
  grade: 'A',
  joins: { en: '商家单号 = order no., 交易单号 = trade no.', zh: '商家单号 = 订单号，交易单号 = 交易号' },
  columns,
  known: ['occurredAt', 'createdAt', 'type', 'direction', 'orderAmount', 'amount', 'tradeNo', 'orderNo'],
  preamble: {
    account: [/^美团用户名[：:]\s*\[?([^\]\s]+)/u],
    period: [/起始时间[：:]\s*\[?(?<from>[\d-]+)[^\]]*\]?\s*终止时间[：:]\s*\[?(?<to>[\d-]+)/u],
    totals: [
      { pattern: /^共[：:]\s*(?<count>\d+)\s*笔/u, what: '共', tally: 'all' },
      { pattern: /^收入[：:]\s*(?<count>\d+)\s*笔/u, what: '收入', tally: '收入' },
      { pattern: /^支出[：:]\s*(?<count>\d+)\s*笔/u, what: '支出', tally: '支出' },
      { pattern: /^不计收支[：:]\s*(?<count>\d+)\s*笔/u, what: '不计收支', tally: '不计收支' },
    ],
  },
  read: (row) => {
    const size = absolute(row.needAmount('amount'));
    const direction = row.needText('direction');
    const type = row.text('type') ?? '';
    row.tally('all', ZERO);
    row.tally(direction, ZERO);
    if (direction === '收入') return personalPayment(row, size, 'transfer');
    if (direction === '支出') return personalPayment(row, negate(size), 'transfer');
    if (type.includes('充值')) return personalPayment(row, size, 'deposit');
    if (type.includes('提现')) return personalPayment(row, negate(size), 'payout');
    return undefined;
  },
};
export default meituanPersonal;
