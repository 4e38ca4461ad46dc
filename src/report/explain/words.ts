import type { Words } from '../../model/words.ts';
import { wordsOf } from '../columns.ts';

/** Why each pass may take what it takes, by the name stored with the match. */
const PASSES: Readonly<Record<string, Words>> = {
  'by-hand': wordsOf('a person matched them | 人工勾对'),
  'tie-trade-and-fund': wordsOf(
    'trade bill and fund bill carry the same trade number | 交易账单与资金账单载有同一交易号',
  ),
  'tie-refunds': wordsOf(
    'trade bill and fund bill carry the same refund number, or trade and amount | 交易账单与资金账单载有同一退款单号，或交易号与金额相同',
  ),
  'by-platform-trade-no': wordsOf("the order carries the platform's trade number | 订单载有平台交易号"),
  'by-merchant-order-no': wordsOf("the platform's line carries the order number | 平台明细载有商户订单号"),
  'by-original-trade': wordsOf(
    'the line names the trade of a payment matched to the order | 明细载有已勾对收款的交易号',
  ),
  'batch-number': wordsOf("the lines carry the payout's batch number | 明细载有打款批次号"),
  'payout-by-number': wordsOf("the bank line carries the payout's number | 银行摘要载有打款单号"),
  'payout-by-amount-in-window': wordsOf(
    'equal amount within the due window, and no rival | 金额相等、在应到账期内、无其他候选',
  ),
  'payout-by-amount-late': wordsOf(
    "equal amount after the due window, the platform's name on the bank line | 金额相等、迟到、银行摘要有平台名称",
  ),
  'payout-near-amount': wordsOf(
    "each other's only candidate, amounts apart within the tolerance | 互为唯一候选，金额相差在容差内",
  ),
  'payouts-by-number': wordsOf(
    'payouts and bank lines name each other, and their sums are equal | 打款与银行流水相互载明单号，且合计相等',
  ),
  'payouts-merged': wordsOf(
    'several payouts in one credit: no other payouts due come to it | 多笔打款合并到账：到期打款中无其他组合合计相等',
  ),
  'payout-split': wordsOf(
    'one payout in several credits: no other credits in time come to it | 一笔打款分笔到账：账期内无其他入账组合合计相等',
  ),
  'weak-pair': wordsOf('amounts agree or nearly do, told by points | 金额相等或相近，按分值判断'),
  'whole-days-moved': wordsOf(
    'whole days come to the credit but for lines held back or rolled in | 整日净额扣除或加入个别明细后等于入账',
  ),
  'day-lines': wordsOf('some of the lines due come to the credit | 到期明细中的一部分合计等于入账'),
  'bank-reversal': wordsOf('a later bank line undoes it, and says so | 后一笔银行流水注明冲销前一笔'),
  'return-by-number': wordsOf('the return carries the number of the payout | 退票载有打款单号'),
  'return-by-amount': wordsOf('the only payout of that amount before it | 之前唯一同额打款'),
  'days-by-name': wordsOf('the bank line names the days, and they come to it | 银行摘要载明结算日期，且净额合计相等'),
  'whole-days-in-window': wordsOf(
    'whole days come to the credit, and no other run of days does | 若干整日净额合计等于入账，且无其他组合',
  ),
  'whole-days-late': wordsOf(
    'whole days come to a credit after the due window, and no other run of days does | 若干整日净额合计等于迟到的入账，且无其他组合',
  ),
  'whole-day-near-amount': wordsOf(
    "a whole day and a credit are each other's only candidate, amounts apart within the tolerance | 整日净额与入账互为唯一候选，金额相差在容差内",
  ),
  'receipt-by-number': wordsOf('the receipt names the order or invoice | 收款摘要载有订单号或发票号'),
};

/** A pass in words; one that isn't known by its name. */
export function passWords(pass: string): Words {
  return PASSES[pass] ?? { en: pass, zh: pass };
}

/** What the stored evidence of a group means. */
export const EVIDENCE: Readonly<Record<string, Words>> = {
  due: wordsOf('due | 应到日'),
  last: wordsOf('last day of grace | 宽限至'),
  lag_days: wordsOf('days between | 相隔天数'),
  lag_workdays: wordsOf('working days between | 相隔工作日'),
  lag_seen: wordsOf('as long as so many of this account | 本账户同样时长的匹配'),
  windows: wordsOf('runs of days looked at | 已比较的整日组合数'),
  among: wordsOf('taken from | 可选笔数'),
  held_back: wordsOf('lines held back | 扣留明细'),
  rolled_in: wordsOf('lines rolled in | 转入明细'),
  echoes: wordsOf('of them in another credit | 其中见于其他入账'),
  score: wordsOf('score | 分值'),
  rank: wordsOf('rank | 名次'),
  coincidences: wordsOf('expected by chance | 偶合期望数'),
  rivals: wordsOf('rivals | 其他候选'),
  interchangeable: wordsOf('equal pairs taken first in, first out | 等额按先后配对数'),
  lines: wordsOf('lines | 明细笔数'),
  from: wordsOf('from | 起'),
  to: wordsOf('to | 止'),
  transfer_fee: wordsOf('transfer fee | 转账费'),
  named: wordsOf('names | 载明'),
  customer: wordsOf('customer | 客户'),
};
