import { absolute, formatAmount, minus, negate, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';

/** The 27 columns of today, the 24 of old, the SUCCESS and REFUND sets, and the copy of merchants routed by UnionPay. */
const columns = {
  occurredAt: ['交易时间'],
  refundedAt: ['退款申请时间'],
  account: ['商户号'],
  tradeNo: ['微信订单号', '银联订单号'],
  orderNo: ['商户订单号'],
  status: ['交易状态'],
  currency: ['货币种类'],
  settled: ['应结订单金额', '总金额'],
  orderAmount: ['订单金额'],
  refundNo: ['微信退款单号', '银联退款单号'],
  refundAmount: ['退款金额'],
  refundAsked: ['申请退款金额'],
  couponRefund: ['充值券退款金额', '代金券或立减优惠退款金额'],
  refundStatus: ['退款状态'],
  fee: ['手续费'],
} as const;
type Field = keyof typeof columns;

/** 微信支付 · 交易账单 (formats/cn.md §4): trades and refunds of one day, to be held against the orders. */
const wechatTradeBill: FormatProfile<'settlement', Field> = {
  id: 'wechat-trade-bill',
  title: { en: 'WeChat Pay trade bill', zh: '微信支付交易账单' },
  kind: 'settlement',
  platform: 'wechat',
  bill: 'trade',
  grade: 'A',
  joins: { en: '商户订单号 = order no., 微信订单号 = trade no.', zh: '商户订单号 = 订单号，微信订单号 = 交易号' },
  columns,
  known: ['occurredAt', 'account', 'tradeNo', 'orderNo', 'status', 'settled', 'fee'],
  footer: {
    starts: /^`?总交易单数$/u,
    needed: 'always',
    twoLines: {
      总交易单数: { tally: 'settled', unit: 'count' },
      应结订单总金额: { tally: 'settled', unit: 'amount' },
      总交易额: { tally: 'settled', unit: 'amount' },
      退款总金额: { tally: 'refund', unit: 'amount' },
      总退款金额: { tally: 'refund', unit: 'amount' },
      充值券退款总金额: { tally: 'coupon-refund', unit: 'amount' },
      总代金券或立减优惠退款金额: { tally: 'coupon-refund', unit: 'amount' },
      手续费总金额: { tally: 'fee', unit: 'exact' },
      订单总金额: { tally: 'order', unit: 'amount' },
      申请退款总金额: { tally: 'refund-asked', unit: 'amount' },
    },
  },
  read: (row) => {
    const amounts = readAmounts(row);
    const status = row.text('status');
    if (status === 'SUCCESS') return sale(row, amounts);
    if (status === 'REFUND') return refund(row, amounts);
    if (status === 'REVOKED') return revoked(row, amounts);
    row.fail('KIND_UNKNOWN', 'status');
    return undefined;
  },
};
export default wechatTradeBill;

interface Amounts {
  readonly settled: Minor;
  readonly order: Minor;
  /** What the buyer asked for, and what of it was the merchant's money. */
  readonly refund: Minor;
  readonly refunded: Minor;
  readonly fee: Minor;
}

/** The bill's own sums are over all rows, whatever becomes of them. */
function readAmounts(row: Row<Field>): Amounts {
  const settled = row.needAmount('settled');
  const order = row.amount('orderAmount');
  const refunded = row.amount('refundAmount') ?? ZERO;
  const asked = row.amount('refundAsked') ?? ZERO;
  row.tally('settled', settled);
  row.tally('refund', refunded);
  row.tally('coupon-refund', row.amount('couponRefund') ?? ZERO);
  row.tally('order', order ?? ZERO);
  row.tally('refund-asked', asked);
  row.tallyExactly('fee', 'fee');
  const fee = row.roundedAmount('fee') ?? ZERO;
  return { settled, order: order ?? settled, refund: asked === ZERO ? refunded : asked, refunded, fee };
}

/**
 * 订单金额 is what the shop's order says, so it is the gross. 应结订单金额 is less by the coupons the merchant gave away
 * (代金券, not topped up): nobody settles that money, so it is a line of its own and 应结订单金额 − 手续费 is what comes
 * in. The fee is charged at the fen, half-up a row, and printed with five places (DOMAIN.md 2.2); the old bill has no
 * 订单金额, its 总金额 is the same.
 */
function sale(row: Row<Field>, { settled, order: gross, fee }: Amounts): Reading<SettlementLine> {
  if (gross < ZERO) row.fail('AMOUNT_SIGN', row.has('orderAmount') ? 'orderAmount' : 'settled');
  const line = defined({
    line: row.line,
    account: row.id('account'),
    kind: 'sale' as const,
    occurredAt: row.needMoment('occurredAt'),
    orderNo: row.id('orderNo'),
    tradeNo: row.needId('tradeNo'),
    gross,
    fee,
    net: minus(gross, fee),
    currency: row.currency,
    typeWords: row.text('status'),
    memo: settled === gross ? undefined : `应结订单金额 ${formatAmount(settled, row.currency)}`,
  });
  return withCoupon(line, minus(settled, gross));
}

/** The line, and beside it the coupon the merchant gave (or took back with a refund), where there is one. */
function withCoupon(line: SettlementLine, coupon: Minor): Reading<SettlementLine> {
  if (coupon === ZERO) return line;
  return [line, { ...line, kind: 'subsidy', gross: coupon, fee: ZERO, net: coupon }];
}

/** Printed positive, with the fee it gives back negative. A refund that failed or was diverted is no money out. */
function refund(row: Row<Field>, { refund: amount, refunded, fee }: Amounts): Reading<SettlementLine> {
  const status = row.text('refundStatus');
  if (status === 'FAIL' || status === 'CHANGE') return undefined;
  if (amount === ZERO) row.needAmount('refundAmount');
  if (amount < ZERO) row.fail('AMOUNT_SIGN', 'refundAmount');
  if (fee > ZERO) row.remark('AMOUNT_SIGN', 'fee');
  const returned = negate(absolute(fee));
  const gross = negate(amount);
  const line = defined({
    line: row.line,
    account: row.id('account'),
    kind: 'refund' as const,
    occurredAt: row.moment('refundedAt') ?? row.needMoment('occurredAt'),
    orderNo: row.id('orderNo'),
    tradeNo: row.needId('tradeNo'),
    refundNo: row.id('refundNo'),
    gross,
    fee: returned,
    net: minus(gross, returned),
    currency: row.currency,
    typeWords: row.text('status'),
  });
  return withCoupon(line, refunded === ZERO ? ZERO : minus(amount, refunded));
}

/** A payment at the counter taken back: told like a refund where it has a refund's amount, else no money moved. */
function revoked(row: Row<Field>, amounts: Amounts): Reading<SettlementLine> {
  if (amounts.refund !== ZERO) return refund(row, amounts);
  row.remark('KIND_UNKNOWN', 'status');
  return undefined;
}
