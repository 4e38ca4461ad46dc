import { absolute, minus, negate, parseAmount, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { movedByDirection } from '../rows/moved-amount.ts';

const columns = {
  occurredAt: ['记账时间', '记帐时间'],
  businessNo: ['微信支付业务单号'],
  serialNo: ['资金流水单号'],
  name: ['业务名称'],
  type: ['业务类型'],
  direction: ['收支类型'],
  amount: ['收支金额(元)'],
  balance: ['账户结余(元)', '帐户结余(元)'],
  memo: ['备注'],
  voucherNo: ['业务凭证号'],
} as const;
type Field = keyof typeof columns;

/**
 * 微信支付 · 资金账单 (formats/cn.md §5): movements of one of the merchant's accounts on one day. Whose it is stands in
 * no row; 提现 names the payout by its 微信支付业务单号.
 */
const wechatFundBill: FormatProfile<'settlement', Field> = {
  id: 'wechat-fund-bill',
  title: { en: 'WeChat Pay fund bill', zh: '微信支付资金账单' },
  kind: 'settlement',
  platform: 'wechat',
  bill: 'fund',
  grade: 'A',
  joins: { en: '微信支付业务单号 = 微信订单号 of the trade bill', zh: '微信支付业务单号 = 交易账单的微信订单号' },
  columns,
  known: ['occurredAt', 'businessNo', 'serialNo', 'type', 'direction', 'amount', 'balance'],
  footer: {
    starts: /^`?资金流水总笔数$/u,
    // The platform's own file always has it; what an ERP makes of it has neither marks nor footer.
    needed: 'with-marks',
    twoLines: {
      资金流水总笔数: { tally: 'all', unit: 'count' },
      收入笔数: { tally: 'in', unit: 'count' },
      收入金额: { tally: 'in', unit: 'amount' },
      支出笔数: { tally: 'out', unit: 'count' },
      支出金额: { tally: 'out', unit: 'amount' },
    },
  },
  chained: true,
  read: (row) => {
    // 收支金额 is printed positive, by an ERP with its sign; 收支类型 gives the direction.
    const moved = movedByDirection(row, 'amount', 'direction');
    const incoming = row.text('direction') === '收入';
    row.tally('all', absolute(moved));
    row.tally(incoming ? 'in' : 'out', absolute(moved));
    const kind = kindOf(row, incoming);
    const numbers = numbersOf(row, kind);
    const typeWords = [row.text('name'), row.text('type')].filter((words) => words !== undefined).join('/');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      orderNo: numbers.orderNo,
      tradeNo: numbers.tradeNo,
      refundNo: numbers.refundNo,
      batchNo: numbers.batchNo,
      ...amountsOf(row, kind, moved),
      currency: row.currency,
      balance: row.amount('balance'),
      typeWords: typeWords === '' ? undefined : typeWords,
      memo: row.text('memo'),
    });
  },
};
export default wechatFundBill;

/** First words that fit, in 业务类型 and 业务名称: kind when money comes in, kind when it goes out. */
const KINDS: readonly (readonly [words: RegExp, incoming: LineKind, outgoing: LineKind])[] = [
  [/手续费/u, 'fee', 'fee'],
  [/提现/u, 'payout-return', 'payout'],
  [/退票/u, 'payout-return', 'payout-return'],
  [/分账|分润/u, 'commission', 'commission'],
  [/代金券|立减|营销/u, 'subsidy', 'subsidy'],
  [/退款/u, 'adjustment', 'refund'],
  [/充值/u, 'deposit', 'transfer'],
  [/付款|转账|红包|代发/u, 'transfer', 'transfer'],
  [/保证金|冻结/u, 'release', 'reserve'],
  [/^交易(?:\/交易)?$/u, 'sale', 'unknown'],
];

function kindOf(row: Row<Field>, incoming: boolean): LineKind {
  const type = row.text('type') ?? '';
  const name = row.text('name') ?? '';
  // `充值/提现` is one type for both: the name says which.
  const texts = type === '充值/提现' && name !== type ? [name, type] : [type, name];
  const byType = firstKind(texts);
  if (byType === undefined) return 'unknown';
  return incoming ? byType[1] : byType[2];
}

function firstKind(texts: readonly string[]): (typeof KINDS)[number] | undefined {
  for (const text of texts) {
    const found = KINDS.find(([words]) => words.test(text));
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Numbers {
  readonly orderNo?: string | undefined;
  readonly tradeNo?: string | undefined;
  readonly refundNo?: string;
  readonly batchNo?: string;
}

/** Of a trade: its own numbers. Of a refund: 资金流水单号 is the original trade, 业务凭证号 the merchant's refund number. */
function numbersOf(row: Row<Field>, kind: LineKind): Numbers {
  const businessNo = row.needId('businessNo');
  if (kind === 'payout' || kind === 'payout-return') return { batchNo: businessNo };
  if (kind === 'refund' || isReturnedFee(row, kind)) return { tradeNo: row.id('serialNo'), refundNo: businessNo };
  const isTrade = kind === 'sale' || kind === 'fee';
  return { tradeNo: businessNo, orderNo: isTrade ? row.id('voucherNo') : undefined };
}

function isReturnedFee(row: Row<Field>, kind: LineKind): boolean {
  return kind === 'fee' && row.text('direction') === '收入';
}

/** 备注 of a refund: `退款总金额227.80元;含手续费1.37元`, the amount itself being net of the fee that came back. */
const REFUND_MEMO = /退款总金额\s*([\d.,]+)\s*元\s*[;；,，]\s*含手续费\s*([\d.,]+)\s*元/u;

function amountsOf(row: Row<Field>, kind: LineKind, moved: Minor): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  if (kind === 'fee') return { gross: ZERO, fee: negate(moved), net: moved };
  const whole = { gross: moved, fee: ZERO, net: moved };
  if (kind !== 'refund') return whole;
  const match = REFUND_MEMO.exec(row.text('memo') ?? '');
  const total = parseAmount(match?.[1] ?? '', row.currency);
  const fee = parseAmount(match?.[2] ?? '', row.currency);
  if (!total.ok || !fee.ok) return whole;
  if (minus(total.minor, fee.minor) !== absolute(moved)) {
    row.remark('CONTROL_TOTAL_DIFFERS', 'memo');
    return whole;
  }
  return { gross: negate(total.minor), fee: negate(fee.minor), net: moved };
}
