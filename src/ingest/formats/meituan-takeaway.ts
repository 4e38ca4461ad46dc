import { ZERO, type Minor } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { numberOrNone } from '../rows/number-or-none.ts';

/** A column under the group 基础信息, flattened or in the second of two header rows, or without its group. */
function basic(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [`基础信息_${name}`, name]);
}

const columns = {
  account: basic('门店id', '美团门店id', '商家ID'),
  orderNo: basic('订单号', '订单编号'),
  billedOn: basic('账单日期', '帐单日期'),
  type: basic('交易类型', '账单类型'),
  description: basic('交易描述'),
  status: basic('订单状态'),
  amount: ['商家应收款', '结算信息_商家应收款', '基础信息_商家应收款', '商家应收款_商家应收款'],
} as const;
type Field = keyof typeof columns;

/**
 * 美团 · 外卖账单, sheet 订单明细 (formats/cn.md §13): two header rows. 商家应收款 of the rows 外卖订单 is the turnover,
 * that of all rows what is paid out: advertising, insurance and refunds stand between them.
 */
const meituanTakeaway: FormatProfile<'settlement', Field> = {
  id: 'meituan-takeaway',
  title: { en: 'Meituan takeaway bill', zh: '美团外卖账单明细' },
  kind: 'settlement',
  platform: 'meituan',
  bill: 'trade',
  grade: 'B',
  joins: { en: '订单号 = order no.; the payout by 账单日期', zh: '订单号 = 订单号，按账单日期勾对打款' },
  columns,
  known: ['account', 'billedOn', 'type', 'amount'],
  headerRows: 2,
  footer: { starts: /^[合总]计/u, underColumns: { amount: { tally: 'all', unit: 'amount' } } },
  read: (row) => {
    const amount = row.needAmount('amount');
    row.tally('all', amount);
    const type = row.needText('type');
    const kind = kindOf(type, amount);
    const memo = [row.text('description'), row.text('status')].filter((text) => text !== undefined).join(' ');
    return defined({
      line: row.line,
      account: row.id('account'),
      kind,
      occurredAt: row.needMoment('billedOn'),
      orderNo: numberOrNone(row.id('orderNo')),
      ...lineAmounts(kind, amount, ZERO),
      currency: row.currency,
      typeWords: type,
      memo: memo === '' ? undefined : memo,
    });
  },
};
export default meituanTakeaway;

/** First fit: kind when money comes in, kind when it goes out. */
const KINDS: readonly (readonly [words: RegExp, incoming: LineKind, outgoing: LineKind])[] = [
  [/^外卖订单$/u, 'sale', 'refund'],
  [/提现/u, 'payout-return', 'payout'],
  [/保证金|冻结/u, 'release', 'reserve'],
  [/推广|广告|流量|联盟|拼单宝|订单通|点金/u, 'commission', 'commission'],
  [/保险|保障/u, 'fee', 'fee'],
  [/津贴|补贴|红包|奖励|返现/u, 'subsidy', 'subsidy'],
  [/赔|罚|违约|扣款|调账|调整/u, 'adjustment', 'adjustment'],
  [/退款|退单|退货/u, 'adjustment', 'refund'],
  [/佣金|技术服务费/u, 'commission', 'commission'],
  [/服务费|配送|跑腿|手续费/u, 'fee', 'fee'],
  [/充值|转入|转出|余额/u, 'transfer', 'transfer'],
  [/税/u, 'tax', 'tax'],
  [/订单/u, 'sale', 'refund'],
];

function kindOf(type: string, amount: Minor): LineKind {
  const found = KINDS.find(([words]) => words.test(type));
  if (found === undefined) return 'unknown';
  return amount >= ZERO ? found[1] : found[2];
}
