import { minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { platformId } from './words/platforms.ts';

const columns = {
  tradeNo: ['trade_no', '交易号', '平台交易号'],
  orderNo: ['order_no', '订单号', '商户订单号'],
  platform: ['platform', '平台'],
  account: ['account', '账户', '帐户', '账号', '商户号'],
  kind: ['kind', '类型', '业务类型'],
  occurredAt: ['occurred_at', '发生时间', '交易时间'],
  settledOn: ['settled_on', '结算日期'],
  gross: ['gross', '金额', '交易金额'],
  fee: ['fee', '手续费'],
  net: ['net', '净额', '结算金额'],
  currency: ['currency', '币种'],
  batchNo: ['batch_no', '批次号', '结算批次号'],
  memo: ['memo', '备注', '摘要'],
} as const;
type Field = keyof typeof columns;

/** 规范结算表: a platform's movements in the columns of CLI.md. It serves as trade bill and as fund bill. */
const canonicalSettlement: FormatProfile<'settlement', Field> = {
  id: 'canonical-settlement',
  title: { en: 'Settlement (canonical CSV)', zh: '结算明细（规范 CSV）' },
  kind: 'settlement',
  bill: 'both',
  grade: 'A',
  joins: { en: 'trade no., order no., batch no.', zh: '交易号、订单号、批次号' },
  columns,
  known: [['tradeNo', 'orderNo'], 'kind', 'occurredAt', ['gross', 'net']],
  general: true,
  example: {
    tradeNo: '4200000001202606010000000001',
    orderNo: 'SO20260601001',
    platform: '微信支付',
    account: '1900000001',
    kind: 'sale',
    occurredAt: '2026-06-01 09:12:09',
    settledOn: '2026-06-01',
    gross: '128.00',
    fee: '0.77',
    net: '127.23',
    currency: 'CNY',
    batchNo: '',
    memo: '',
  },
  read: (row) => {
    const kind = kindOf(row);
    const amounts = amountsOf(row, kind);
    refuseWrongSign(row, kind, amounts.gross);
    return { line: row.line, kind, ...names(row), ...amounts, currency: row.currency };
  },
};
export default canonicalSettlement;

function names(row: Row<Field>): Omit<SettlementLine, 'line' | 'kind' | 'gross' | 'fee' | 'net' | 'currency'> {
  const platform = row.text('platform');
  return defined({
    account: row.id('account'),
    platform: platform === undefined ? undefined : platformId(platform),
    occurredAt: row.needMoment('occurredAt'),
    settledOn: row.day('settledOn'),
    orderNo: row.id('orderNo'),
    tradeNo: row.id('tradeNo'),
    batchNo: row.id('batchNo'),
    typeWords: row.text('kind'),
    memo: row.text('memo'),
  });
}

const KINDS: Readonly<Partial<Record<LineKind, readonly string[]>>> = {
  sale: ['sale', '销售', '收款', '交易', '支付', '货款', '收入'],
  refund: ['refund', '退款'],
  fee: ['fee', '手续费', '服务费'],
  commission: ['commission', '佣金', '技术服务费'],
  subsidy: ['subsidy', '补贴', '平台补贴'],
  adjustment: ['adjustment', '调账', '调整'],
  chargeback: ['chargeback', '拒付', '争议'],
  reserve: ['reserve', '保证金', '冻结'],
  release: ['release', '释放', '解冻', '保证金释放'],
  payout: ['payout', '提现', '打款', '出款', '结算打款'],
  'payout-return': ['payoutreturn', '提现退回', '提现退票', '打款退回', '退票'],
  transfer: ['transfer', '转账'],
  deposit: ['deposit', '充值'],
  tax: ['tax', '税', '税费'],
};
const kindByWord = new Map(
  Object.entries(KINDS).flatMap(([kind, words]) => words.map((word) => [word, kind as LineKind] as const)),
);

function kindOf(row: Row<Field>): LineKind {
  const words = row.text('kind');
  const kind = kindByWord.get(
    (words ?? '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]+/gu, ''),
  );
  if (kind === undefined) row.fail('KIND_UNKNOWN', 'kind');
  return kind ?? 'unknown';
}

interface Amounts {
  readonly gross: Minor;
  readonly fee: Minor;
  readonly net: Minor;
}

/** Of gross, fee and net any two tell the third (net = gross − fee); a fee that isn't there is none. */
function amountsOf(row: Row<Field>, kind: LineKind): Amounts {
  const gross = row.amount('gross');
  const net = row.amount('net');
  const fee = row.amount('fee');
  if (gross === undefined && net === undefined) return feeAlone(row, kind, fee);
  const charged = fee ?? (gross !== undefined && net !== undefined ? minus(gross, net) : ZERO);
  const total = gross ?? plus(net ?? ZERO, charged);
  const left = minus(total, charged);
  if (net !== undefined && net !== left) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  // A fee of its own row is a fee wherever it is printed: −0.77 as an amount is 0.77 charged.
  if (kind === 'fee') return { gross: ZERO, fee: negate(left), net: left };
  return { gross: total, fee: charged, net: left };
}

/** Neither gross nor net: enough for a fee that stands in its own column, a problem for everything else. */
function feeAlone(row: Row<Field>, kind: LineKind, fee: Minor | undefined): Amounts {
  if (kind === 'fee' && fee !== undefined) return { gross: ZERO, fee, net: negate(fee) };
  row.fail('AMOUNT_MISSING', row.has('gross') ? 'gross' : 'net');
  return { gross: ZERO, fee: ZERO, net: ZERO };
}

const NEVER_POSITIVE: ReadonlySet<LineKind> = new Set(['refund', 'payout', 'chargeback']);
const NEVER_NEGATIVE: ReadonlySet<LineKind> = new Set(['sale', 'payout-return']);

function refuseWrongSign(row: Row<Field>, kind: LineKind, gross: Minor): void {
  const wrong = (gross > 0 && NEVER_POSITIVE.has(kind)) || (gross < 0 && NEVER_NEGATIVE.has(kind));
  if (wrong) row.fail('AMOUNT_SIGN', row.has('gross') ? 'gross' : 'net');
}
