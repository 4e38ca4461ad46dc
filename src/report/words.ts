import { SEVERITIES } from '../model/finding.ts';
import type { LineKind } from '../model/statement.ts';
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
  'order-settlement': wordsOf('order ↔ platform | 订单↔平台'),
  'trade-fund': wordsOf('trade ↔ fund | 交易↔资金'),
  'settlement-payout': wordsOf('batch ↔ payout | 批次↔打款'),
  'payout-bank': wordsOf('payout ↔ bank | 打款↔银行'),
  'settlement-bank': wordsOf('days ↔ bank | 结算日↔银行'),
  'payout-return': wordsOf('payout returned | 提现退票'),
  'receipt-receivable': wordsOf('receipt ↔ receivable | 收款↔应收'),
  wallet: wordsOf('wallet balance | 平台余额'),
  file: wordsOf('file | 账单文件'),
};

export const MATCH_STATE_WORDS: ValueWords = {
  auto: wordsOf('auto | 自动'),
  suggested: wordsOf('suggested | 建议'),
  manual: wordsOf('manual | 人工'),
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
