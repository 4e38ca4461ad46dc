import type { Random } from '../../../src/demo/random.ts';
import { paidIn, type Lane } from './types.ts';

/* The platforms of the simulated shops, each in a layout that it really hands out, and what settle.yaml says of them. */

const CNY = { currency: 'CNY', feePerMille: 6 } as const;
const DAYS = { by: 'days', printsPayout: false, isNamedAtBank: false } as const;
const BATCH = { by: 'batch', printsPayout: false } as const;

/** Whole days, unnamed: the acquirers. */
export const DAY_LANES: readonly Lane[] = [
  {
    ...{ id: 'lakala', platform: 'lakala', number: '822000000000001', layout: 'lakala', rule: 'T+1', ...CNY, ...DAYS },
    ...{ counterparty: '拉卡拉支付股份有限公司', memo: '商户结算款' },
  },
  {
    ...{
      id: 'ums',
      platform: 'chinaums',
      number: '898330112345678',
      layout: 'canonical',
      rule: 'T+7',
      ...CNY,
      ...DAYS,
    },
    ...{ counterparty: '银联商务支付股份有限公司', memo: '银联商务结算款' },
  },
  {
    ...{ id: 'allinpay', platform: 'allinpay', number: '5500000000000001', layout: 'allinpay', rule: 'T+1' },
    ...{ ...CNY, ...DAYS, counterparty: '通联支付网络服务股份有限公司', memo: '收银宝清算款' },
  },
  {
    ...{ id: 'meituan', platform: 'meituan', number: 'MT0000001', layout: 'canonical', rule: 'weekly:fri', ...CNY },
    ...{ ...DAYS, counterparty: '北京钱袋宝支付技术有限公司', memo: '美团周结算' },
  },
];

/** Payouts with a number in the statement; the bank prints it or doesn't. */
export function batchLanes(random: Random): readonly Lane[] {
  const isNamedAtBank = random.chance(0.5);
  return [
    {
      ...{ id: 'jd', platform: 'jd', number: 'JD000001', layout: 'canonical', rule: 'weekly:fri', ...CNY, ...BATCH },
      ...{ isNamedAtBank, counterparty: '网银在线（北京）科技有限公司', memo: '京东货款结算' },
    },
    {
      ...{ id: 'douyin', platform: 'douyin', number: 'DY000001', layout: 'canonical', rule: 'half-month:20,5', ...CNY },
      ...{ ...BATCH, isNamedAtBank: !isNamedAtBank, counterparty: '北京合众易宝科技有限公司', memo: '抖店货款' },
    },
    {
      ...{ id: 'unionpay', platform: 'unionpay', number: '898000000000001', layout: 'canonical', rule: 'T+1', ...CNY },
      ...{ ...BATCH, isNamedAtBank, counterparty: '中国银联股份有限公司', memo: '银联清算' },
    },
  ];
}

/** In US dollars, into an account of their own. */
export function dollarLanes(random: Random): readonly Lane[] {
  const dollar = { currency: 'USD', by: 'batch', printsPayout: true } as const;
  return [
    {
      ...{ id: 'stripe', platform: 'stripe', number: 'acct1', layout: 'stripe', rule: 'T+7', feePerMille: 29 },
      ...{ ...dollar, isNamedAtBank: random.chance(0.5), counterparty: 'STRIPE PAYMENTS', memo: 'STRIPE PAYOUT' },
    },
    {
      ...{ id: 'amazon', platform: 'amazon', number: 'amz1', layout: 'amazon', rule: 'half-month:20,5' },
      ...{
        ...dollar,
        isNamedAtBank: random.chance(0.5),
        counterparty: 'AMAZON PAYMENTS',
        memo: 'AMZN MKTP DISBURSEMENT',
      },
    },
  ];
}

/** A balance in dollars that its owner sells for yuan and withdraws by hand. */
export const CONVERTING_LANE: Lane = {
  ...{ id: 'paypal', platform: 'paypal', number: 'seller@example.com', layout: 'paypal', rule: 'every-fifth-day' },
  ...{ currency: 'USD', paysIn: 'CNY', feePerMille: 34, by: 'manual', printsPayout: true, isNamedAtBank: false },
  ...{ counterparty: '贝宝支付（北京）有限公司', memo: 'PAYPAL 结汇' },
};

export const BANKS = {
  CNY: { id: 'ccb', number: '33050161763500000123' },
  USD: { id: 'usd', number: 'FTN33050161' },
} as const;

/** settle.yaml of a shop with these lanes. */
export function settingsOf(lanes: readonly Lane[]): string {
  const currencies = [...new Set(['CNY' as const, ...lanes.map(paidIn)])];
  return [
    'book: 杭州示例商贸有限公司',
    'currency: CNY',
    'timezone: Asia/Shanghai',
    'calendar: cn',
    'accounts:',
    ...currencies.flatMap((currency) => [
      `  - id: ${BANKS[currency].id}`,
      '    kind: bank',
      `    number: "${BANKS[currency].number}"`,
      `    currency: ${currency}`,
    ]),
    ...lanes.flatMap(laneSettings),
    'terms: { default: net 30 }',
    'check: { fail_on: high, bank_grace_days: 3 }',
    '',
  ].join('\n');
}

function laneSettings(lane: Lane): readonly string[] {
  // A payout row or batch counts from the day it leaves; a day of sales from itself.
  const sent = lane.by === 'manual' ? 'manual' : 'D+0';
  const rule = lane.printsPayout ? sent : lane.rule;
  const lag = lane.printsPayout ? ', bank_lag: T+2' : '';
  return [
    `  - id: ${lane.id}`,
    '    kind: wallet',
    `    platform: ${lane.platform}`,
    `    number: "${lane.number}"`,
    `    currency: ${lane.currency}`,
    ...(lane.feePerMille === undefined
      ? []
      : [
          `    fee: { rate: ${String(lane.feePerMille / 10)}%, rounding: half-up, returned_on_refund: ${String(lane.currency === 'CNY')} }`,
        ]),
    '    settles: D+0',
    `    pays_out: { to: ${BANKS[paidIn(lane)].id}, by: ${lane.by}, rule: "${rule}"${lag}, roll: following, grace_days: 1 }`,
  ];
}
