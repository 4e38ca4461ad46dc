import type { Shop } from './draft.ts';

/** settle.yaml of the made-up shop: one bank account, two wallets, 0.6 % each (CLI.md). */
export function settingsText(shop: Shop): string {
  return `book: ${shop.book}
currency: CNY
timezone: Asia/Shanghai
calendar: cn
accounts:
  - id: ccb
    kind: bank
    number: "${shop.bankAccount}"
  - id: wechat
    kind: wallet
    platform: wechat
    number: "${shop.merchant}"
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, rule: D+0, roll: following, grace_days: 1 }
  - id: alipay
    kind: wallet
    platform: alipay
    number: "${shop.alipayAccount}"
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, rule: manual, bank_lag: T+1, grace_days: 1 }
terms: { default: net 30, late_fee: { rate_per_day: 0.05% } }
tolerance: { amount: 0.00 }
check: { fail_on: high, bank_grace_days: 3 }
`;
}
