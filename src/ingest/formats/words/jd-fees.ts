import type { Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';

/** Kind when money comes in, kind when it goes out. */
type Kinds = readonly [incoming: LineKind, outgoing: LineKind];

/** 费用名称 / 费用项 of a settlement, first fit (formats/cn.md §9). 货款 that goes out is a refund, no negative sale. */
const FEES: readonly (readonly [words: RegExp, kinds: Kinds])[] = [
  [/^(?:货款|定金货款|尾款货款|定金|尾款)$/u, ['sale', 'refund']],
  // What advertising costs is taken for the sale, as a commission is.
  [/佣|返利|直营服务费|扣点|推广|广告/u, ['commission', 'commission']],
  [/价保补贴|补贴|京豆|礼品卡|优惠券|红包|营销|立减/u, ['subsidy', 'subsidy']],
  [/价保/u, ['adjustment', 'refund']],
  [/税/u, ['tax', 'tax']],
  [/保证金|冻结|解冻/u, ['release', 'reserve']],
  [/赔|违约|罚|返还运费|小额打款|差额|补偿(?!险)/u, ['adjustment', 'adjustment']],
  // Insurance and delivery are services the platform charges for, as payment is.
  [/服务费|保险|险$|配送费|运费|仓储|手续费|使用费|打包费/u, ['fee', 'fee']],
];

/** What a line of a JD settlement is, by the name of its fee; one that nobody knows is `unknown`. */
export function jdFeeKind(name: string, amount: Minor): LineKind {
  const kinds = FEES.find(([words]) => words.test(name))?.[1];
  return kinds?.[amount >= 0 ? 0 : 1] ?? 'unknown';
}

/** 交易备注 of the wallet, first fit. What the platform pays in is the settlement's own sum, told by its lines. */
const WALLET: readonly (readonly [words: RegExp, kinds: Kinds])[] = [
  [/提现.*(?:退|失败)|退票/u, ['payout-return', 'unknown']],
  [/提现/u, ['payout-return', 'payout']],
  [/京东支付货款|货款|结算/u, ['transfer', 'transfer']],
  [/充值/u, ['deposit', 'transfer']],
  [/保证金|冻结|解冻/u, ['release', 'reserve']],
  [/联盟|佣|推广|广告|京准通/u, ['commission', 'commission']],
  [/直赔|先行赔付|赔付|违约|罚|代扣|补偿(?!险)/u, ['adjustment', 'adjustment']],
  [/价保|售后|退款/u, ['adjustment', 'refund']],
  [/险$|保险|险费|服务费|手续费|配送费|运费|仓储/u, ['fee', 'fee']],
  [/转账|转入|转出/u, ['transfer', 'transfer']],
];

/** What a movement of the JD wallet is, by its memo. */
export function jdWalletKind(memo: string, amount: Minor): LineKind {
  const kinds = WALLET.find(([words]) => words.test(memo))?.[1];
  return kinds?.[amount >= 0 ? 0 : 1] ?? 'unknown';
}
