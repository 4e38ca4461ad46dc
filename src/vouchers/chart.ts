import type {
  AccountNames,
  AccountRole,
  LedgerAccount,
  LedgerKind,
  Standard,
  VoucherSettings,
} from '../model/ledger.ts';

/** Code, name and kind by 企业会计准则; the small-business standard's own codes follow where they differ (DOMAIN.md 1.6). */
const ROLES: Readonly<Record<AccountRole, readonly [string, string, LedgerKind]>> = {
  bank: ['1002', '银行存款', 'asset'],
  cash: ['1001', '库存现金', 'asset'],
  wallet: ['1012', '其他货币资金', 'asset'],
  transit: ['1012', '其他货币资金-在途资金', 'asset'],
  receivable_platform: ['1122', '应收账款-平台', 'asset'],
  receivable_customer: ['1122', '应收账款-客户', 'asset'],
  reserve: ['1221', '其他应收款-保证金', 'asset'],
  dispute: ['1221', '其他应收款-争议款', 'asset'],
  allowance: ['1231', '坏账准备', 'asset'],
  advance: ['2203', '预收账款', 'liability'],
  suspense: ['2241', '其他应付款-待核销', 'liability'],
  vat: ['2221', '应交税费-应交增值税(销项)', 'liability'],
  platform_tax: ['2221', '应交税费-平台代扣', 'liability'],
  revenue: ['6001', '主营业务收入', 'income'],
  subsidy: ['6001', '主营业务收入-平台补贴', 'income'],
  fee: ['6603', '财务费用-手续费', 'expense'],
  commission: ['6601', '销售费用-平台服务费', 'expense'],
  bank_fee: ['6603', '财务费用-银行手续费', 'expense'],
  interest: ['6603', '财务费用-利息', 'expense'],
  exchange: ['6603', '财务费用-汇兑差额', 'expense'],
  rounding: ['6603', '财务费用-尾差', 'expense'],
  discount: ['6603', '财务费用-现金折扣', 'expense'],
  late_fee_income: ['6301', '营业外收入-违约金', 'income'],
  credit_loss: ['6702', '信用减值损失', 'expense'],
  bad_debt: ['6711', '营业外支出-坏账损失', 'expense'],
  recovered_debt: ['6301', '营业外收入-收回坏账', 'income'],
};

const SMALL_BUSINESS: Partial<Readonly<Record<AccountRole, string>>> = {
  revenue: '5001',
  subsidy: '5001',
  fee: '5603',
  commission: '5601',
  bank_fee: '5603',
  interest: '5603',
  exchange: '5603',
  rounding: '5603',
  discount: '5603',
  late_fee_income: '5301',
  bad_debt: '5711',
  recovered_debt: '5301',
};

/** The ledger's accounts as the settings name them. */
export interface Chart {
  readonly standard: Standard;
  /** `ref`: the bank or wallet account of settle.yaml, for those two roles. */
  account(role: AccountRole, ref?: string): LedgerAccount;
}

/**
 * The account map: settle.yaml's own codes before the standard's. A bank or wallet without a name of its own is told
 * apart by the account's name, `labels` by its id.
 */
export function chartOf(settings: VoucherSettings, labels: ReadonlyMap<string, string>): Chart {
  const { standard, chart } = settings;
  return {
    standard,
    account(role, ref): LedgerAccount {
      const [code, name, kind] = ROLES[role];
      const own = ref === undefined ? undefined : ownNames(chart, role, ref);
      const ofStandard = standard === 'small-business' ? SMALL_BUSINESS[role] : undefined;
      const base = chart.roles[role] ?? { code: ofStandard ?? code, name };
      const label = ref === undefined ? undefined : (labels.get(ref) ?? ref);
      const named = own ?? (label === undefined ? base : { code: base.code, name: `${base.name}-${label}` });
      return { role, ...named, kind, ...(ref === undefined ? {} : { ref }) };
    },
  };
}

function ownNames(chart: VoucherSettings['chart'], role: AccountRole, ref: string): AccountNames | undefined {
  if (role === 'bank') return chart.banks[ref];
  return role === 'wallet' ? chart.wallets[ref] : undefined;
}
