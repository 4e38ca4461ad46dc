import type { World } from './asked-books.ts';

/*
 * The first week of a small shop, worked out by hand. O1 is clean; O2 came a yuan short; O3 was refunded whole; O4 was
 * never settled; O5 was cancelled; O6 is a sale on account; O9 is nobody's order. P1 reached the bank, P2 didn't; B2 is
 * nobody's money.
 */
export const WEEK: World = {
  yaml: `
book: Small shop
accounts:
  - { id: ccb, kind: bank }
  - id: pay
    kind: wallet
    platform: wechat
    fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: ccb, rule: T+1, grace_days: 1 }
check: { bank_grace_days: 3 }
`,
  files: {
    'orders.csv': `order_no,platform,customer,ordered_at,paid_at,status,payable,refunded,due_on
O1,wechat,,2026-06-01 10:00:00,2026-06-01 10:00:00,completed,100.00,,
O2,wechat,,2026-06-01 11:00:00,2026-06-01 11:00:00,completed,200.00,,
O3,wechat,,2026-06-02 09:00:00,2026-06-02 09:00:00,completed,50.00,50.00,
O4,wechat,,2026-06-02 12:00:00,2026-06-02 12:00:00,paid,80.00,,
O5,wechat,,2026-06-02 13:00:00,,cancelled,30.00,,
O6,,Alder Ltd,2026-06-01 14:00:00,,shipped,1000.00,,2026-06-20
`,
    'pay.csv': `trade_no,order_no,account,kind,occurred_at,gross,fee,net,batch_no
T1,O1,pay,sale,2026-06-01 10:00:05,100.00,0.60,99.40,
T2,O2,pay,sale,2026-06-01 11:00:05,199.00,1.19,197.81,
,,pay,payout,2026-06-02 00:30:00,-297.21,0.00,-297.21,P20260602
T3,O3,pay,sale,2026-06-02 09:00:05,50.00,0.30,49.70,
T3,O3,pay,refund,2026-06-02 15:00:00,-50.00,-0.30,-49.70,
T9,O9,pay,sale,2026-06-02 16:00:00,20.00,0.12,19.88,
,,pay,payout,2026-06-03 00:30:00,-19.88,0.00,-19.88,P20260603
`,
    'bank.csv': `account,booked_on,amount,counterparty,reference,memo
ccb,2026-06-03,297.21,财付通支付科技有限公司,B1,微信提现
ccb,2026-06-04,77.00,A stranger,B2,
`,
  },
};

/** The same files met in the opposite order. */
export const WEEK_REVERSED: World = { ...WEEK, files: Object.fromEntries(Object.entries(WEEK.files).reverse()) };
