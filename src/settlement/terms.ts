import type { Currency } from '../model/currency.ts';
import { parseCycleRule, parseCycleStep } from '../model/cycle.ts';
import { civilDay, type Day } from '../model/day.ts';
import type { NamedDays } from '../model/match.ts';
import { invariant } from '../model/problem.ts';
import { parseAmount, ZERO } from '../model/money.ts';
import type { CycleBase, CycleRoll, CycleRule, CycleStep, FeeSchedule, PayoutRule } from '../model/settings.ts';
import type { DatedRules } from './dated.ts';

/** What holds for a platform where settle.yaml says nothing. A part nobody knows is left out and isn't checked. */
export interface PlatformTerms {
  readonly settles?: CycleRule;
  readonly paysOut?: PayoutRule;
}

interface Entry extends PlatformTerms {
  /** Lower-case words of a bank line (counterparty, memo) that mean this platform. */
  readonly words: readonly string[];
  /** Names of others that hold one of the words. */
  readonly notMeant?: readonly string[];
  /** How it names on a bank line the days it pays: groups `from` and `to` (MMDD), and `fee` in the line's currency. */
  readonly days?: RegExp;
}

/**
 * DOMAIN.md 2.2 and formats/cn.md 18, names from formats/cn.md. Published cycles drift and shops have their own, so
 * each of these gives way to settle.yaml, and the report shows the rule beside the lag that was seen.
 */
const PLATFORMS: Readonly<Record<string, Entry>> = {
  wechat: {
    // Auto-withdrawal of the closing balance: in the bank that day, or the next working one.
    settles: settles('D+0'),
    paysOut: paysOut('D+0', { roll: 'following', graceDays: 1 }),
    words: ['财付通', '微信支付', '微信提现', 'tenpay', 'wechat pay', 'wechatpay', 'weixin pay', 'b2b支付_'],
  },
  'wechat-store': {
    settles: settles('D+7', 'confirmed'),
    paysOut: byHand('T+1'),
    words: ['财付通', '微信支付', '微信小店', '视频号', 'tenpay'],
  },
  alipay: {
    settles: settles('D+0'),
    paysOut: byHand('T+1'),
    words: ['支付宝', '支付寶', 'alipay'],
  },
  taobao: {
    settles: settles('D+0', 'confirmed'),
    paysOut: byHand('T+1'),
    words: ['淘宝', '天猫', '支付宝', 'taobao', 'tmall', 'alipay'],
  },
  jd: {
    // 7–15 working days are reported: the longest, so that nothing is called late too soon.
    settles: settles('T+15', 'confirmed'),
    paysOut: paysOut('D+1', { roll: 'following', graceDays: 1 }),
    words: ['网银在线', '京东', 'chinabank', 'jdpay', 'jd.com'],
    notMeant: ['京东方'],
  },
  pdd: {
    settles: settles('D+0', 'confirmed'),
    paysOut: byHand('T+1'),
    words: ['拼多多', '寻梦信息', '付费通', 'pinduoduo'],
  },
  douyin: {
    settles: settles('D+7', 'confirmed'),
    paysOut: byHand('T+1'),
    words: ['抖店', '抖音', '合众易宝', '字节跳动', 'douyin', 'bytedance'],
  },
  kuaishou: { words: ['快手', 'kuaishou'] },
  xiaohongshu: { words: ['小红书', '行吟信息', 'xiaohongshu'] },
  youzan: { words: ['有赞', 'youzan'] },
  meituan: {
    // T+1 to T+3 by contract: the longest.
    paysOut: paysOut('T+3'),
    words: ['美团', '三快', '钱袋宝', 'meituan'],
  },
  eleme: {
    paysOut: paysOut('T+3'),
    words: ['饿了么', '拉扎斯', 'ele.me'],
  },
  unionpay: {
    settles: settles('D+0'),
    paysOut: paysOut('T+1'),
    words: ['银联', 'unionpay', 'chinapay'],
    notMeant: ['银联商务'],
  },
  chinaums: {
    settles: settles('D+0'),
    paysOut: paysOut('T+1'),
    words: ['银联商务', 'chinaums'],
    // `0905-0906费1.5元`: trade days and what was kept of them (formats/cn.md 14).
    days: /(?<!\d)(?<from>\d{4})-(?<to>\d{4})费(?<fee>\d+(?:\.\d+)?)元/u,
  },
  allinpay: {
    settles: settles('D+0'),
    paysOut: paysOut('T+1'),
    words: ['通联支付', '通联网络', '收银宝', 'allinpay'],
  },
  lakala: {
    settles: settles('D+0'),
    paysOut: paysOut('T+1'),
    words: ['拉卡拉', 'lakala'],
  },
  stripe: {
    settles: settles('D+0'),
    paysOut: paysOut('D+0', { bankLag: 'T+2', graceDays: 1 }),
    words: ['stripe'],
  },
  paypal: {
    settles: settles('D+0'),
    paysOut: byHand('T+3'),
    words: ['paypal', '贝宝'],
  },
  amazon: {
    // Held to delivery and 7 days, then a cycle of 14; the bank takes 3–5 business days.
    settles: settles('D+21', 'delivered'),
    paysOut: paysOut('D+0', { bankLag: 'T+5' }),
    words: ['amazon', 'amzn', '亚马逊'],
  },
  shopify: {
    settles: settles('D+0'),
    paysOut: paysOut('D+0', { bankLag: 'T+3' }),
    words: ['shopify'],
  },
  square: {
    settles: settles('D+0'),
    paysOut: paysOut('T+1'),
    words: ['square inc', 'squareup'],
  },
  adyen: { words: ['adyen'] },
  mollie: { words: ['mollie'] },
  etsy: { words: ['etsy'] },
  ebay: { words: ['ebay'] },
  razorpay: { words: ['razorpay'] },
  klarna: { words: ['klarna'] },
  braintree: { words: ['braintree'] },
};

const ENTRIES: ReadonlyMap<string, Entry> = new Map(Object.entries(PLATFORMS));
const PATTERNS: ReadonlyMap<string, RegExp> = new Map([...ENTRIES].map(([id, { words }]) => [id, anyOf(words)]));

/** The usual terms of a platform by its lower-case id; undefined when none are known. */
export function defaultTerms(platform: string): PlatformTerms | undefined {
  const entry = ENTRIES.get(platform);
  if (entry?.settles === undefined && entry?.paysOut === undefined) return undefined;
  const { settles: settled, paysOut: paid } = entry;
  return { ...(settled && { settles: settled }), ...(paid && { paysOut: paid }) };
}

/** What holds for one account; parts nobody agreed are undefined and aren't checked. */
export interface AccountTerms {
  readonly fees?: readonly FeeSchedule[];
  readonly settles?: DatedRules;
  readonly paysOut?: DatedRules<PayoutRule>;
  /** Only settle.yaml says: what is held back is agreed shop by shop. */
  readonly reserve?: DatedRules;
}

/** Settle.yaml's word of an account, else its platform's usual terms: also of the days before its first dated rule. */
export function accountTerms(platform: string | undefined, own: AccountTerms | undefined): AccountTerms {
  const usual = platform === undefined ? undefined : defaultTerms(platform);
  const settled = inOrder(usual?.settles, own?.settles);
  const paid = inOrder(usual?.paysOut, own?.paysOut);
  return {
    ...(own?.fees && { fees: own.fees }),
    ...(own?.reserve && { reserve: own.reserve }),
    ...(settled && { settles: settled }),
    ...(paid && { paysOut: paid }),
  };
}

function inOrder<R extends CycleRule>(usual: R | undefined, own: DatedRules<R> | undefined): DatedRules<R> | undefined {
  const isWhole = own?.some(({ validFrom }) => validFrom === undefined) === true;
  return usual === undefined || isWhole ? own : [usual, ...(own ?? [])];
}

/** Lower-case words by which a bank line names the platform; none for one that isn't known. */
export function bankWords(platform: string): readonly string[] {
  return ENTRIES.get(platform)?.words ?? [];
}

/** Does a bank line's text (counterparty, memo) name the platform? Widths and capitals don't matter. */
export function speaksOf(platform: string, text: string): boolean {
  let plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  for (const other of ENTRIES.get(platform)?.notMeant ?? []) plain = plain.replaceAll(other, '');
  return PATTERNS.get(platform)?.test(plain) === true;
}

/**
 * The days that a bank line's text says it pays, the latest such days not after the one it was booked on; undefined where
 * the platform has no such words or they name none.
 */
export function namedDays(
  platform: string,
  text: string,
  { bookedOn, currency }: { readonly bookedOn: Day; readonly currency: Currency },
): NamedDays | undefined {
  const groups = ENTRIES.get(platform)?.days?.exec(text.normalize('NFKC'))?.groups;
  const to = groups && latestDay(groups['to'], bookedOn);
  const from = to && latestDay(groups['from'], to);
  const fee = parseAmount(groups?.['fee'] ?? '', currency);
  return from === undefined || !fee.ok ? undefined : { from, to: to ?? from, fee: fee.minor };
}

/** The last day of that month and day (MMDD) up to another. */
function latestDay(text = '', until: Day): Day | undefined {
  const year = Number(until.slice(0, 4));
  return [year, year - 1]
    .map((one) => civilDay(one, Number(text.slice(0, 2)), Number(text.slice(2))))
    .find((day) => day !== undefined && day <= until);
}

/** A Latin word counts from its first letter on: `etsy` isn't in `betsy`. */
function anyOf(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.map((word) => (/^[a-z]/.test(word) ? `(?<![a-z])${word}` : word)).join('|'), 'u');
}

interface PayoutTerms {
  readonly bankLag?: string;
  readonly roll?: CycleRoll;
  readonly graceDays?: number;
}

function settles(text: string, base: CycleBase = 'paid'): CycleRule {
  const rule = parseCycleRule(text, base);
  invariant(rule !== undefined, 'the usual terms are written in the grammar of cycles');
  return rule;
}

function paysOut(text: string, { bankLag, roll = 'none', graceDays = 0 }: PayoutTerms = {}): PayoutRule {
  const lag = bankLag === undefined ? undefined : lagOf(bankLag);
  return { ...settles(text, 'batch_end'), roll, graceDays, transferFee: ZERO, ...(lag && { bankLag: lag }) };
}

/** Withdrawn by the seller, in the bank after the lag; a day of grace, as withdrawals late in the day arrive later. */
function byHand(bankLag: string): PayoutRule {
  return { ...paysOut('manual', { bankLag, graceDays: 1 }), by: 'manual' };
}

function lagOf(text: string): CycleStep {
  const step = parseCycleStep(text);
  invariant(step !== undefined, 'a bank lag is written in the grammar of cycles');
  return step;
}
