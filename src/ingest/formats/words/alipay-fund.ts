import type { Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';

/** What a row of the fund bill says about itself. 业务描述 is often empty; then only 备注 tells. */
export interface FundWords {
  readonly type: string;
  readonly memo: string;
  readonly description: string;
}

/** Kind when money comes in, kind when it goes out. */
type Kinds = readonly [incoming: LineKind, outgoing: LineKind];

/** Types that say what they are (formats/cn.md §2). */
const BY_TYPE: Readonly<Record<string, Kinds>> = {
  在线支付: ['sale', 'unknown'],
  交易付款: ['sale', 'unknown'],
  交易分账: ['sale', 'commission'],
  交易退款: ['adjustment', 'refund'],
  提现: ['payout-return', 'payout'],
  充值: ['deposit', 'unknown'],
};

/** Types under which many things stand: what the words say, first fit. */
const BY_WORDS: readonly (readonly [words: RegExp, kinds: Kinds])[] = [
  [/提现.*(?:退票|退回|失败)|退票/u, ['payout-return', 'unknown']],
  [/支付服务费|交易服务费|收单服务费|手续费/u, ['fee', 'fee']],
  // Equality matters: the same words with an ending are a real compensation, not a top-up.
  [/^(?:天猫|淘宝)?保证金[-—]充值[（(]代扣[)）]$/u, ['release', 'reserve']],
  [/保证金.*(?:延迟发货|赔付|违约|扣款|罚)/u, ['adjustment', 'adjustment']],
  // What the deposit pays back to a buyer is a refund; what comes back of the deposit itself is released.
  [/售后退款|保证金退款/u, ['release', 'refund']],
  [/小额打款/u, ['adjustment', 'adjustment']],
  [/保证金|冻结|解冻/u, ['release', 'reserve']],
  // What insurance pays out is a compensation; its price is a fee.
  [/^(?!.*(?:赔|补偿)).*(?:(?<!风)险|保费)/u, ['fee', 'fee']],
  [/佣金|品牌新享|拉新|推广|广告|直通车|淘宝客/u, ['commission', 'commission']],
  [/返点积分|天猫积分|积分/u, ['commission', 'commission']],
  [/消费券|红包|优惠券|营销支出|补贴/u, ['subsidy', 'subsidy']],
  [/技术&服|服务费|软件费/u, ['commission', 'commission']],
  [/余利宝|余额宝|网商银行|MYBK/u, ['transfer', 'transfer']],
  [/赔付|赔款|赔偿|补偿/u, ['adjustment', 'adjustment']],
  [/拒付|调单/u, ['adjustment', 'chargeback']],
  [/代扣税|个税|增值税/u, ['tax', 'tax']],
];

/** Types that words may say more about, and what they are when the words don't. Others are unknown. */
const OTHERWISE: Readonly<Record<string, Kinds>> = {
  收费: ['fee', 'fee'],
  退款: ['adjustment', 'refund'],
  转账: ['transfer', 'transfer'],
  其它: ['adjustment', 'unknown'],
  其他: ['adjustment', 'unknown'],
  扣款: ['adjustment', 'unknown'],
};

/** What a movement is, by 业务类型, else by 业务描述 and 备注. Money out that no word explains is `unknown`. */
export function fundKind({ type, memo, description }: FundWords, moved: Minor): LineKind {
  const side = moved > 0 ? 0 : 1;
  const plain = type.trim();
  const certain = BY_TYPE[plain];
  if (certain !== undefined) return certain[side];
  const byWords = BY_WORDS.find(([words]) => words.test(memo) || words.test(description));
  if (byWords !== undefined) return byWords[1][side];
  return OTHERWISE[plain]?.[side] ?? 'unknown';
}

interface OrderCells {
  readonly baseOrderNo: string | undefined;
  readonly merchantOrderNo: string | undefined;
  readonly memo: string;
}

/** Movements of the balance itself: whatever number stands there is no order's. */
const WITHOUT_ORDER: ReadonlySet<LineKind> = new Set([
  'transfer',
  'reserve',
  'release',
  'deposit',
  'payout',
  'payout-return',
]);
const IN_MERCHANT_NO: readonly RegExp[] = [
  /^T\d+P(\d{10,})$/u,
  /^CAE_POINT_(\d{10,})_/u,
  /^HJCOM==.*==(\d{10,})$/u,
  /^(?:HJ)?CAE.*_(\d{10,})$/u,
  /^HJCAE\D*(\d{10,})/u,
  /^GXFZ_.*_(\d{10,})$/u,
];
/** Numbers of the platform's own bookings that carry no order, when none of the patterns above finds one. */
const PLATFORM_NO = /^(?:CAE|HJ|GXFZ|MYBK|FP\d)/u;
const IN_MEMO: readonly RegExp[] = [
  /关联订单号[：:]\s*(\d{10,})/u,
  /[（(]KY_ITEM[)）][（(](\d{10,})[)）]/u,
  /tradeid[：:]\s*(\d{10,})/iu,
  /佣金代扣款\[(\d{10,})\]/u,
  /\{(\d{10,})\}/u,
  /T\d+P(\d{10,})/u,
  /保证金退款\D{0,12}(\d{15,})/u,
  /[（(](\d{15,})[)）]/u,
  // A waybill, a batch or a member ends a memo too, and is no order.
  /(?<!(?:(?<!订)单号|批次号|流水号|batchno|memberid)[\s：:]*)(?:^|[\s：:])(\d{15,})$/iu,
];

/** The order a movement belongs to, by the rules 1–4 of formats/cn.md §2. Rule 5 (a waybill) needs the seller's system. */
export function orderNoOf(kind: LineKind, { baseOrderNo, merchantOrderNo, memo }: OrderCells): string | undefined {
  if (WITHOUT_ORDER.has(kind)) return undefined;
  if (baseOrderNo !== undefined && /^\d+$/.test(baseOrderNo)) return baseOrderNo;
  if (merchantOrderNo !== undefined) {
    const coded = firstGroup(merchantOrderNo, IN_MERCHANT_NO);
    if (coded !== undefined) return coded;
    if (!PLATFORM_NO.test(merchantOrderNo)) return merchantOrderNo;
  }
  return firstGroup(memo, IN_MEMO);
}

/** `售后退款-SO2606817500000800R1` → the merchant's number of the refund; `售后退款-T200P<tid>-…` names only the order. */
export function refundNoOf(memo: string): string | undefined {
  const number = /售后退款[-－]([\w-]{4,64})$/u.exec(memo)?.[1];
  return number === undefined || /^T\d+P/u.test(number) ? undefined : number;
}

function firstGroup(text: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
