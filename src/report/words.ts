import { SEVERITIES, type Resolution } from '../model/finding.ts';
import type { LineKind, OrderStatus } from '../model/statement.ts';
import type { Words } from '../model/words.ts';
import { wordsOf } from './columns.ts';

type ValueWords = Readonly<Record<string, Words>>;

/** Worst first. */
export const WORST_FIRST = [...SEVERITIES].reverse();

export const SEVERITY_WORDS: ValueWords = {
  critical: wordsOf('critical | 严重'),
  high: wordsOf('high | 高'),
  medium: wordsOf('medium | 中'),
  low: wordsOf('low | 低'),
  info: wordsOf('info | 提示'),
};

export const FINDING_STATE_WORDS: ValueWords = {
  open: wordsOf('open | 未解决'),
  resolved: wordsOf('resolved | 已解决'),
  cleared: wordsOf('cleared | 已消除'),
};

export const LEG_WORDS: ValueWords = {
  'order-settlement': wordsOf('order / platform | 订单/平台'),
  'order-invoice': wordsOf('order / invoice | 订单/发票'),
  'trade-fund': wordsOf('trade / fund | 交易/资金'),
  'settlement-payout': wordsOf('batch / payout | 批次/打款'),
  'payout-bank': wordsOf('payout / bank | 打款/银行'),
  'settlement-bank': wordsOf('days / bank | 结算日/银行'),
  'payout-return': wordsOf('payout returned | 提现退票'),
  'bank-reversal': wordsOf('bank reversal | 银行冲正'),
  'receipt-receivable': wordsOf('receipt / receivable | 收款/应收'),
  wallet: wordsOf('wallet balance | 平台余额'),
  file: wordsOf('file | 账单文件'),
};

export const MATCH_STATE_WORDS: ValueWords = {
  auto: wordsOf('auto | 自动'),
  suggested: wordsOf('suggested | 建议'),
  manual: wordsOf('manual | 人工'),
};

/** Passes by the name stored with a match; `tie-…` ones tie a wallet's two bills and make no group. */
export const PASS_WORDS: ValueWords = {
  'by-hand': wordsOf('by hand | 手工勾对'),
  'by-platform-trade-no': wordsOf('trade number | 平台交易号'),
  'by-merchant-order-no': wordsOf('order number | 商户订单号'),
  'by-original-trade': wordsOf('original trade | 原交易号'),
  'tie-trade-and-fund': wordsOf('trade and fund bill | 交易与资金账单'),
  'tie-refunds': wordsOf('refunds of both bills | 两账单退款'),
  'batch-number': wordsOf('batch number | 批次号'),
  'payout-by-number': wordsOf('payout number | 打款单号'),
  'payout-by-amount-in-window': wordsOf('amount, in time | 金额相等、期内'),
  'payout-by-amount-late': wordsOf('amount, late | 金额相等、迟到'),
  'payout-near-amount': wordsOf('near amount | 金额相近'),
  'payouts-by-number': wordsOf('numbers, in all | 单号合计'),
  'payouts-merged': wordsOf('payouts merged | 合并到账'),
  'payout-split': wordsOf('payout in parts | 分笔到账'),
  'weak-pair': wordsOf('by points | 按分值'),
  'days-by-name': wordsOf('days named | 摘要载明日期'),
  'whole-days-in-window': wordsOf('whole days | 整日合计'),
  'whole-days-late': wordsOf('whole days, late | 整日合计、迟到'),
  'whole-day-near-amount': wordsOf('whole day, near amount | 整日金额相近'),
  'whole-days-moved': wordsOf('whole days, lines moved | 整日、明细移动'),
  'day-lines': wordsOf('lines of days | 结算日明细'),
  'bank-reversal': wordsOf('reversal | 冲正'),
  'return-by-number': wordsOf('return, by number | 退票单号'),
  'return-by-amount': wordsOf('return, by amount | 退票金额'),
  'receipt-by-number': wordsOf('number on receipt | 收款载明单号'),
  'receipt-by-policy': wordsOf('spread by policy | 按核销顺序'),
  'receipt-returned': wordsOf('receipt returned | 退票'),
};

/** Rules of a cycle that have a word; others are formulae (`T+1`) in both languages. */
export const RULE_WORDS: ValueWords = { manual: wordsOf('manual | 手动提现') };

export const SIDE_WORDS: Readonly<Record<'expected' | 'actual', Words>> = {
  expected: wordsOf('expected | 应收'),
  actual: wordsOf('actual | 实收'),
};

export const ORDER_STATUS_WORDS: Readonly<Record<OrderStatus, Words>> = {
  unpaid: wordsOf('unpaid | 未付款'),
  paid: wordsOf('paid | 已付款'),
  shipped: wordsOf('shipped | 已发货'),
  completed: wordsOf('completed | 已完成'),
  cancelled: wordsOf('cancelled | 已取消'),
};

/** FINDINGS.md: what a person decided. */
export const RESOLUTION_WORDS: Readonly<Record<Resolution, Words>> = {
  'matched-late': wordsOf('matched late | 迟到已勾对'),
  'manual-match': wordsOf('matched by hand | 人工勾对'),
  'write-off': wordsOf('written off | 核销'),
  'fee-adjust': wordsOf('booked as a fee | 计入手续费'),
  'fx-adjust': wordsOf('booked as an exchange difference | 计入汇兑损益'),
  'order-added': wordsOf('order added | 已补录订单'),
  refund: wordsOf('refund | 退款'),
  recovered: wordsOf('recovered | 已追回'),
  'cancelled-out': wordsOf('cancelled out | 相互抵销'),
  reclassified: wordsOf('reclassified | 重分类'),
  parked: wordsOf('parked | 挂账'),
  accepted: wordsOf('accepted | 认可差异'),
};

/** DOMAIN.md 2.4, and `returned` for a payout the bank sent back. */
export const PAYOUT_STATUS_WORDS: ValueWords = {
  pending: wordsOf('pending | 未到期'),
  overdue: wordsOf('overdue | 逾期未到'),
  on_time: wordsOf('on time | 按时'),
  late: wordsOf('late | 迟到'),
  early: wordsOf('early | 提前'),
  short: wordsOf('short | 少到'),
  over: wordsOf('over | 多到'),
  split: wordsOf('split | 分笔'),
  merged: wordsOf('merged | 合并'),
  returned: wordsOf('returned | 退票'),
};

export const COVERAGE_WORDS: Readonly<Record<string, Words>> = {
  covered: wordsOf('covered | 已覆盖'),
  missing: wordsOf('missing | 缺失'),
  twice: wordsOf('twice | 重复'),
  disagreeing: wordsOf('disagreeing | 不符'),
};

export const LINE_KIND_WORDS: Readonly<Record<LineKind, Words>> = {
  sale: wordsOf('sale | 收款'),
  refund: wordsOf('refund | 退款'),
  fee: wordsOf('fee | 手续费'),
  commission: wordsOf('commission | 佣金'),
  subsidy: wordsOf('subsidy | 补贴'),
  adjustment: wordsOf('adjustment | 调账'),
  chargeback: wordsOf('chargeback | 拒付'),
  reserve: wordsOf('reserve | 冻结'),
  release: wordsOf('release | 解冻'),
  payout: wordsOf('payout | 提现'),
  'payout-return': wordsOf('payout returned | 提现退票'),
  transfer: wordsOf('transfer | 转账'),
  deposit: wordsOf('deposit | 充值'),
  tax: wordsOf('tax | 税费'),
  unknown: wordsOf('unknown | 未知'),
};
