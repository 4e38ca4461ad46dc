import type { LineKind } from '../../../model/statement.ts';

/** 收入, 支出, and everything the bill itself counts as neither (不计收支, 中性交易). */
type PersonalDirection = 'in' | 'out' | 'neutral';

/** What a row says about itself: its type and goods, and the status it has come to. */
interface PersonalWords {
  readonly direction: PersonalDirection;
  readonly type: string;
  readonly goods: string;
  readonly status: string;
}

/** A kind with the side it moves the wallet to. */
export interface PersonalMovement {
  readonly kind: LineKind;
  readonly incoming: boolean;
}

/** Statuses under which no money has moved. */
const NO_MONEY = /关闭|失败|撤销|未支付|未付款|等待付款|等待买家付款|待支付|待付款/u;
const NOT_YET_RECEIVED = /等待|待收入|待收款|待确认/u;

export function hasMoved({ direction, status }: PersonalWords): boolean {
  return !NO_MONEY.test(status) && !(direction === 'in' && NOT_YET_RECEIVED.test(status));
}

type Rule = readonly [words: RegExp, movement: PersonalMovement];
const PAYOUT: PersonalMovement = { kind: 'payout', incoming: false };
const MOVED_IN: PersonalMovement = { kind: 'transfer', incoming: true };
const MOVED_OUT: PersonalMovement = { kind: 'transfer', incoming: false };
const DEPOSIT: PersonalMovement = { kind: 'deposit', incoming: true };
const TO_BANK = /提现|转出到(?:银行|卡)|零钱通转出-到(?!零钱)/u;

/**
 * What the bill calls income is a sale, unless it is money of one's own. What it calls expense is a purchase: money
 * that leaves the wallet for no order of ours, so a transfer and never a refund, and what a shop gives back of a
 * purchase isn't a sale either.
 */
const RULES: Readonly<Record<PersonalDirection, readonly Rule[]>> = {
  in: [
    [/提现.*退|退票/u, { kind: 'payout-return', incoming: true }],
    [/零钱充值|余额充值|账户充值/u, DEPOSIT],
    [/理财|基金|收益|余额宝|零钱通|利息/u, MOVED_IN],
    [/退款/u, MOVED_IN],
    [/(?:)/u, { kind: 'sale', incoming: true }],
  ],
  out: [
    [/退款/u, { kind: 'refund', incoming: false }],
    [TO_BANK, PAYOUT],
    [/手续费|服务费/u, { kind: 'fee', incoming: false }],
    [/(?:)/u, MOVED_OUT],
  ],
  neutral: [
    [/提现.*退|退票/u, { kind: 'payout-return', incoming: true }],
    // Given back of what a collection code took in; any other 退款 is one's own purchase given back.
    [/退款.*(?:收钱码|收款|经营码)|(?:收钱码|收款|经营码).*退款/u, { kind: 'refund', incoming: false }],
    [/退款/u, MOVED_IN],
    [TO_BANK, PAYOUT],
    [/零钱充值|余额充值|账户充值|^充值/u, DEPOSIT],
    [/转入零钱通-来自(?!零钱)/u, DEPOSIT],
    [/还款|转入|攒入|买入|购买|申购|存入|转账/u, MOVED_OUT],
    [/赎回|卖出|转出|取出|收益|利息/u, MOVED_IN],
  ],
};

/** What a row of a personal bill is; undefined for a neutral one whose words tell no side. */
export function personalMovement({ direction, type, goods }: PersonalWords): PersonalMovement | undefined {
  // `美团平台商户-退款` stands in the type, `退款-一卡通充值` in the goods; a shop's own words about its goods don't count.
  const told = direction === 'neutral' || goods.startsWith('退款') ? `${type} ${goods}` : type;
  return RULES[direction].find(([words]) => words.test(told.trim()))?.[1];
}

/** `收入`, `支出`; `不计收支`, `中性交易`, `/`, `其他` and nothing at all are neutral. Undefined for any other word. */
export function personalDirection(words: string | undefined): PersonalDirection | undefined {
  if (words === '收入') return 'in';
  if (words === '支出') return 'out';
  return /^(?:不计收支|中性交易|资金转移|其他|其它|[-/\\—]+)?$/u.test(words ?? '') ? 'neutral' : undefined;
}
