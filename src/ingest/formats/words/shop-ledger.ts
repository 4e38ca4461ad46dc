import type { Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';

/** Kind when money comes in, kind when it goes out. */
type Kinds = readonly [incoming: LineKind, outgoing: LineKind];

/**
 * What the shop platforms call the movements of a seller's balance (formats/cn.md §7, 8, 10, 11), first fit. What is
 * narrower stands first: a 佣金退款 is a commission, a 保证金退款 a deposit; only what is left of 退款 is the buyer's.
 */
const RULES: readonly (readonly [words: RegExp, kinds: Kinds])[] = [
  [/手续费|支付服务费|提现服务费/u, ['fee', 'fee']],
  [/提现.*(?:退票|退回|失败|驳回)|退票/u, ['payout-return', 'unknown']],
  [/提现/u, ['payout-return', 'payout']],
  [/小额打款/u, ['adjustment', 'adjustment']],
  [/保证金.*(?:赔|违约|扣款|扣除|罚)/u, ['adjustment', 'adjustment']],
  [/保证金|冻结|解冻/u, ['release', 'reserve']],
  [/充值/u, ['deposit', 'transfer']],
  [/转账|转入|转出|划转|余额划拨/u, ['transfer', 'transfer']],
  [/赔|补偿|罚|违约|追回/u, ['adjustment', 'adjustment']],
  // Insurance is a service the platform charges for.
  [/(?<!风)险|保费/u, ['fee', 'fee']],
  [/运费|物流|快递|取件/u, ['adjustment', 'adjustment']],
  [/佣金|多多进宝|淘宝客|达人|团长|带货|推广|广告|千川|营销费/u, ['commission', 'commission']],
  [/补贴|优惠券|消费券|红包|立减|营销|代金券/u, ['subsidy', 'subsidy']],
  [/服务费|技术&服|软件|分成/u, ['commission', 'commission']],
  [/税/u, ['tax', 'tax']],
  [/退款|退货/u, ['adjustment', 'refund']],
  [
    /货款|订单(?:支付收入|支付|收入|收款|入[账帐]|结算)|交易收[入款]|结算入[账帐]|交易付款|交易分账|在线支付|^交易$/u,
    ['sale', 'unknown'],
  ],
];

/**
 * What a movement is by the platform's words, the surest words first: the first text that any rule fits decides. Money
 * that no word explains is `unknown`.
 */
export function shopLedgerKind(texts: readonly (string | undefined)[], moved: Minor): LineKind {
  for (const text of texts) {
    const rule = text === undefined ? undefined : RULES.find(([words]) => words.test(text));
    if (rule !== undefined) return rule[1][moved > 0 ? 0 : 1];
  }
  return 'unknown';
}

const WITHOUT_ORDER: ReadonlySet<LineKind> = new Set([
  'payout',
  'payout-return',
  'transfer',
  'deposit',
  'reserve',
  'release',
]);

/** Whether a movement of this kind may belong to an order: the others are the balance's own. */
export function mayHaveOrder(kind: LineKind): boolean {
  return !WITHOUT_ORDER.has(kind);
}
