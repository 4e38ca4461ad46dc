/** The settle.yaml that `settle init` writes: valid as it stands, each line explained in both languages. */
export const TEMPLATE_SETTINGS = `# settle.yaml: everything a person decides. Read at every run; a mistake is named with its line.
# 账套设置：所有由人决定的内容。每次运行都会读取并检查，错误会指出行号。

# Whose books these are. 账套名称
book: My shop
# Currency of amounts that name none. 默认币种
currency: CNY
# Statements' times are read in this zone. 账单时间所在时区
timezone: Asia/Shanghai
# Working days with 调休; or a file beside this one that extends them. 工作日历（含调休），可用同目录文件扩展
calendar: cn

# Each account whose statements are imported. 需要导入账单的每个账户
#   id       your short name for it, part of refs such as bank:ccb/… 简称
#   kind     bank or wallet (an account at a platform) 银行账户或平台账户
#   number   as the statements print it, in quotes 账号、商户号（加引号）
#   fee      checked only when given 合同费率，填写后才核对
#            steps by amount 阶梯: { tiers: [{ up_to: 1000.00, rate: 0.6% }, { rate: 0.5% }], tiers_by: whole | slices }
#            by days 分期间: [{ to: 2026-06-30, rate: 0.6% }, { from: 2026-07-01, rate: 0.55%, flat: 0.10, max: 50.00 }]
#            rounding 取舍: half-up half-even up down
#   bank_lines  how the bank's lines name it, where its usual words don't (patterns)
#            银行流水中对方户名或摘要的写法（正则）: { counterparty: "财付通|某某公司", memo: "结算" }
#   settles  paid → settlement line due 支付 → 应结算
#   pays_out payout → bank credit due 出款 → 应到账
#   reserve  held back → released 保证金冻结 → 应释放: D+30 (checked only when given 填写后才核对)
# Rules 周期写法: T+1 working days 工作日, D+0 calendar days 自然日, weekly:fri, half-month:20,5, monthly:10,
#   biweekly:2026-01-05, manual (提现 by hand 手动提现)
#   Rules that changed, with the day each begins 规则变更按起始日列出:
#   [{ to: bank, rule: T+7 }, { to: bank, rule: T+1, valid_from: 2026-06-16 }]
accounts:
  - id: bank
    kind: bank
    # number: "33050161763500000123"
  - id: wechat
    kind: wallet
    platform: wechat
    # number: "1900000001"
    # fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: bank, rule: D+0, roll: following, grace_days: 1 }
  - id: alipay
    kind: wallet
    platform: alipay
    # number: "20880000000000010156"
    # fee: { rate: 0.6%, rounding: half-up, returned_on_refund: true }
    settles: D+0
    pays_out: { to: bank, rule: manual, bank_lag: T+1, grace_days: 1 }
  # An acquirer that pays what whole days earned, without naming them. 按日合并出款的收单机构：
  # - id: acquirer
  #   kind: wallet
  #   platform: chinaums
  #   number: "898330112345678"
  #   fee: { rate: 0.38%, min: 0.01 }
  #   settles: D+0
  #   pays_out: { to: bank, by: days, rule: T+1, transfer_fee: 0.00 }

# Sales on account: when they are due, and the late fee a day. 赊销账期与滞纳金（日万分之五）
# (2/10 net 30: two per cent off when paid within ten days. 十天内付款优惠 2%; 3x net 30, 分3期: equal parts a month apart;
#  30% advance + 70% net 30, 30%预付+70%月结30天: shares with terms of their own. Customers may have terms of their own.)
terms: { default: net 30, late_fee: { rate_per_day: 0.05% } }
# More of a contract: days of grace (waive: none when paid within them; deduct: they are never charged), at most so much
# of the amount, no fee below so much, rounding (total, segment, daily), rates by days, or a year's rate; late_fee: none.
# 宽限期（waive 期内付清不计；deduct 期内不计）、上限、起收金额、取整方式、分期间费率、年利率、个别客户另有约定
#   late_fee: { rate_per_day: 0.05%, grace_days: 3, grace_mode: waive, cap_ratio: 20%, min_fee: 1.00, rounding: total,
#               customers: { 某公司: { rate_per_day: 0.03% }, 某大客户: none } }
#   late_fee: { rates: [{ to: 2025-12-31, rate_per_day: 0.05% }, { from: 2026-01-01, rate_per_year: 12%, year_days: 360 }] }
# Customers' money that names nothing: in which order it pays open items (fifo, civil-code-560, civil-code-561), and
# whether without asking; a customer overdue by more than hold_days is held.
# 未载明单号的客户款项按何种顺序核销、是否自动核销；逾期超过 hold_days 停止赊销
receivables:
  allocation: fifo
  auto_apply: false
  promise_grace_days: 0
  hold_days: 30
  # Bad-debt allowance by days past due. 按账龄计提坏账准备
  allowance: { not_due: 0%, d1_30: 1%, d31_60: 3%, d61_90: 5%, d91_180: 20%, d180_plus: 50% }
  # Letters: «pay_to» and «contact» stand in them as written. 催款函
  # dunning: { minimum: 100.00, pause_days: 7, pay_within_days: 7, never: [某公司], pay_to: "开户行 账号", contact: "财务部 电话" }
  # Cash forecast. 现金流预测
  # forecast: { weeks: 8, reserve: 20000.00, payments: [{ on: 2026-07-15, amount: 70000.00, what: 工资 }] }
# «amount»: an order and what the platform settled for it agree up to this; other legs as below, fees to the fen. A payout and
# a bank credit further apart than the larger of the other two are no pair.
# amount：订单与平台结算相差不超过此数视为相符；其他环节见下，手续费不设容差；到账与出款相差超过后两者中较大值时不再视为一对
tolerance: { amount: 0.00, payout_share: 1%, payout_amount: 10.00 }
# By leg, the largest of amount, share of what was expected, and so much a line. 也可按环节设定，取三者中最大者：
#   tolerance: { legs: { order-settlement: 0.02, settlement-payout: { per_line: 0.01 }, payout-bank: { amount: 0.05, share: 0.1% } } }
#   order-settlement settlement-payout payout-bank settlement-bank receipt-receivable
# How far the passes look, in days, and what they may take without a person; try a change with «settle match --trial».
# 匹配轮次的查找范围与自动认定条件；可用 settle match --trial 试算
#   match: { late_days: 45, return_days: 30, window_days: 12, moves: 3, subset_lines: 44, auto_lines: 14,
#            coincidences: 0.1%, auto_score: 90, suggest_score: 60, margin: 20 }
# What «settle link --write-off» may write off: both limits hold. 手工勾对差额的核销限额，两者都须满足
#   write_off: { amount: 1.00, share: 0.5% }
# From which severity on «settle check» ends with 1; how long a bank credit may wait for its explanation.
# check 以何种严重程度判为不通过；银行来款等待解释的天数
check: { fail_on: high, bank_grace_days: 3 }
# Vouchers: the accounting standard (enterprise or small-business), one voucher a month or a day, when a sale counts
# (paid or confirmed), the VAT in your sales (13%, 0%, or unknown: then no VAT line is made), 凭证字, who prepares them.
# Code and name of an account where yours differ: bank, wallet (also one for each account id), revenue, fee, …
# 记账凭证：会计准则、按月或按日、收入确认时点、销售税率（未知则不拆税）、凭证字、制单人；科目编码和名称可改
vouchers: { standard: enterprise, group_by: month, sale_on: paid, vat: unknown, word: 记 }
#   accounts: { bank: { bank: 100201 银行存款-建行 }, revenue: 600101 主营业务收入-网店 }
#   rates: { USD: { 2026-06: 7.18 } }
# Which paid orders must have an invoice, and within how many days (F11): those of the customers file, or all.
# 哪些已付款订单必须开票、几天内：customers 为客户名单中的客户，all 为全部
#   invoices: { due_days: 15, whose: customers }
# Whether preparer and reviewer, two people, have to sign before a month is closed. 结账是否须编制人与复核人两人签字
#   close: { require_two_signatures: true }
`;
