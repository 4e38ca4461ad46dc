import { minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { movedByDirection } from '../rows/moved-amount.ts';
import { numberOrNone } from '../rows/number-or-none.ts';
import { mayHaveOrder, shopLedgerKind } from './words/shop-ledger.ts';

/** 34 to 39 columns: 商品名称, 达人, 其他平台补贴 and 商户主体名称 may be missing; 帐 and 账 stand in one header. */
const columns = {
  occurredAt: ['动账时间', '动帐时间'],
  serialNo: ['动帐流水号', '动账流水号'],
  direction: ['动账方向', '动帐方向'],
  amount: ['动账金额', '动帐金额'],
  scene: ['动账场景', '动帐场景'],
  orderNo: ['子订单号'],
  mainOrderNo: ['订单号'],
  afterSaleNo: ['售后编号'],
  paid: ['订单实付应结'],
  shipping: ['运费实付'],
  shippingSubsidy: ['实际平台补贴_运费'],
  platformSubsidy: ['实际平台补贴'],
  otherSubsidy: ['其他平台补贴'],
  tradeIn: ['以旧换新抵扣'],
  stateSubsidy: ['政府补贴平台垫资'],
  authorSubsidy: ['实际达人补贴'],
  paySubsidy: ['实际抖音支付补贴'],
  monthlySubsidy: ['实际抖音月付营销补贴'],
  bankSubsidy: ['银行补贴'],
  refund: ['订单退款'],
  serviceFee: ['平台服务费'],
  commission: ['佣金', '达人佣金'],
  agentCommission: ['服务商佣金'],
  channelShare: ['渠道分成'],
  recruitFee: ['招商服务费', '团长服务费'],
  promotionFee: ['站外推广费'],
  otherShare: ['其他分成'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

const PAID: readonly Field[] = ['paid', 'shipping'];
const SUBSIDIES: readonly Field[] = [
  'shippingSubsidy',
  'platformSubsidy',
  'otherSubsidy',
  'tradeIn',
  'stateSubsidy',
  'authorSubsidy',
  'paySubsidy',
  'monthlySubsidy',
  'bankSubsidy',
];
const FEES: readonly Field[] = [
  'serviceFee',
  'commission',
  'agentCommission',
  'channelShare',
  'recruitFee',
  'promotionFee',
  'otherShare',
];

/**
 * 抖店 · 账单明细 (动账), formats/cn.md §11 (a): the ledger's movements with what each is made of. It belongs to the
 * orders (a trade bill); 资金流水 tells the same movements under the same numbers as the balance saw them, and is tied
 * to it, never added.
 */
const douyinSettle: FormatProfile<'settlement', Field> = {
  id: 'douyin-settle',
  title: { en: 'Douyin settlement details', zh: '抖店动账明细（账单明细）' },
  kind: 'settlement',
  platform: 'douyin',
  bill: 'trade',
  grade: 'A',
  joins: {
    en: '子订单号 = order no., 动账流水号 = that of the ledger',
    zh: '子订单号 = 子订单编号，动账流水号 = 资金流水',
  },
  columns,
  known: ['occurredAt', 'serialNo', 'direction', 'amount', 'scene', 'orderNo', 'paid', 'refund', 'serviceFee'],
  read: (row) => {
    const moved = movedByDirection(row, 'amount', 'direction');
    const parts = partsOf(row);
    const kind = shopLedgerKind([row.text('scene'), row.text('memo')], moved);
    const whole = lineOf(row, kind, moved, ZERO);
    if (parts.sum === ZERO && parts.isBlank) return whole;
    if (parts.sum !== moved) {
      // A part the format doesn't know: the amount that moved is sure, what it is made of isn't.
      row.remark('CONTROL_TOTAL_DIFFERS', 'amount');
      return whole;
    }
    return splitLines(row, kind, parts);
  },
};
export default douyinSettle;

interface AmountParts {
  readonly paid: Minor;
  readonly subsidy: Minor;
  readonly refund: Minor;
  /** Positive when charged. */
  readonly fee: Minor;
  readonly sum: Minor;
  /** Every part is zero or empty. */
  readonly isBlank: boolean;
}

function partsOf(row: Row<Field>): AmountParts {
  const amounts = (fields: readonly Field[]): readonly Minor[] => fields.map((field) => row.amount(field) ?? ZERO);
  const [paid, subsidies, refund, fees] = [amounts(PAID), amounts(SUBSIDIES), amounts(['refund']), amounts(FEES)];
  const all = [...paid, ...subsidies, ...refund, ...fees];
  return {
    paid: plus(...paid),
    subsidy: plus(...subsidies),
    refund: plus(...refund),
    fee: negate(plus(...fees)),
    sum: plus(...all),
    isBlank: all.every((amount) => amount === ZERO),
  };
}

/**
 * The buyer's money is the sale and bears the fees, what the platform adds is a subsidy, what went back before it was
 * settled is a refund; a refund after it bears the fees that come back. Together they are the amount that moved.
 */
function splitLines(row: Row<Field>, kind: LineKind, parts: AmountParts): readonly SettlementLine[] {
  const { paid, subsidy, refund, fee } = parts;
  const subsidies = subsidy === ZERO ? [] : [lineOf(row, 'subsidy', subsidy, ZERO)];
  if (paid > ZERO) {
    const refunds = refund === ZERO ? [] : [lineOf(row, 'refund', refund, ZERO)];
    return [lineOf(row, 'sale', paid, fee), ...refunds, ...subsidies];
  }
  const returned = plus(paid, refund);
  if (returned < ZERO) return [lineOf(row, 'refund', returned, fee), ...subsidies];
  return [lineOf(row, kind, minus(parts.sum, subsidy), ZERO), ...subsidies].filter(({ net }) => net !== ZERO);
}

function lineOf(row: Row<Field>, kind: LineKind, amount: Minor, fee: Minor): SettlementLine {
  const serialNo = row.needId('serialNo');
  const isPayout = kind === 'payout' || kind === 'payout-return';
  const orderNo = numberOrNone(row.id('orderNo')) ?? numberOrNone(row.id('mainOrderNo'));
  const memo = [numberOrNone(row.text('memo')), afterSaleOf(row)].filter((text) => text !== undefined).join(' ');
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('occurredAt'),
    orderNo: mayHaveOrder(kind) ? orderNo : undefined,
    tradeNo: isPayout ? undefined : serialNo,
    // The ledger knows a refund by its 动账流水号 alone.
    refundNo: kind === 'refund' ? serialNo : undefined,
    batchNo: isPayout ? serialNo : undefined,
    ...lineAmounts(kind, amount, fee),
    currency: row.currency,
    typeWords: row.text('scene'),
    memo: memo === '' ? undefined : memo,
  });
}

function afterSaleOf(row: Row<Field>): string | undefined {
  const number = numberOrNone(row.id('afterSaleNo'));
  return number === undefined ? undefined : `售后编号 ${number}`;
}
