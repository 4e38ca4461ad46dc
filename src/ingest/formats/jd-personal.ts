import { absolute, minus, negate, parseAmount, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { personalPayment } from '../rows/personal-payment.ts';

const columns = {
  occurredAt: ['交易时间'],
  counterparty: ['商户名称'],
  goods: ['交易说明'],
  amount: ['金额'],
  method: ['收/付款方式'],
  status: ['交易状态'],
  direction: ['收/支'],
  type: ['交易分类'],
  tradeNo: ['交易订单号'],
  orderNo: ['商家订单号'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

/**
 * 京东 · 交易流水 of a person (formats/cn.md §9). An amount may say what of it came back, `131.77(已退款89.84)`: the
 * refund has a row of its own. The sums above are checked by their counts only: they follow rules of their own.
 */
const jdPersonal: FormatProfile<'settlement', Field> = {
  id: 'jd-personal',
  title: { en: 'JD personal bill', zh: '京东个人交易流水' },
  kind: 'settlement',
  platform: 'jd',
  bill: 'fund',
  grade: 'A',
  joins: { en: '商家订单号 = order no., 交易订单号 = trade no.', zh: '商家订单号 = 订单号，交易订单号 = 交易号' },
  columns,
  known: ['occurredAt', 'counterparty', 'amount', 'method', 'status', 'direction', 'tradeNo', 'orderNo'],
  preamble: {
    account: [/^京东账号名[：:]\s*(\S+)/u],
    period: [/^日期区间[：:]\s*(?<from>[\d-]+)\s*至\s*(?<to>[\d-]+)/u],
    totals: [
      { pattern: /^共[：:]\s*(?<count>\d+)\s*笔/u, what: '共', tally: 'all' },
      { pattern: /^收入[：:]\s*(?<count>\d+)\s*笔/u, what: '收入', tally: '收入' },
      { pattern: /^支出[：:]\s*(?<count>\d+)\s*笔/u, what: '支出', tally: '支出' },
      { pattern: /^不计收支[：:]\s*(?<count>\d+)\s*笔/u, what: '不计收支', tally: '不计收支' },
    ],
  },
  read: (row) => {
    const { size, refunded } = amountOf(row);
    row.tally('all', ZERO);
    row.tally(row.needText('direction'), ZERO);
    if (!(row.text('status') ?? '').includes('成功')) return undefined;
    return payment(row, size, refunded);
  },
};
export default jdPersonal;

/** 不计收支 is a refund (money in), a payment that came back whole (money out), or one that is owed and not yet paid. */
function payment(row: Row<Field>, size: Minor, refunded: Minor | undefined): Reading<SettlementLine> {
  const direction = row.text('direction');
  if (size === ZERO) return [];
  if (direction === '收入') return personalPayment(row, size, 'transfer');
  if (direction === '支出') return personalPayment(row, negate(size), 'transfer');
  if ((row.text('status') ?? '').includes('退款')) return personalPayment(row, size, 'transfer');
  if (refunded !== undefined) return personalPayment(row, negate(size), 'transfer');
  return undefined;
}

const WITH_REFUND = /^(?<size>[^(（]+)[(（]已(?:全额)?退款(?<refunded>[^)）]*)[)）]$/u;

interface Amount {
  readonly size: Minor;
  /** What of it came back, by rows of their own. */
  readonly refunded?: Minor;
}

function amountOf(row: Row<Field>): Amount {
  const { size = '', refunded = '' } = WITH_REFUND.exec(row.text('amount') ?? '')?.groups ?? {};
  const whole = parseAmount(size.trim(), row.currency);
  if (!whole.ok) return { size: absolute(row.needAmount('amount')) };
  const back = refunded.trim() === '' ? whole : parseAmount(refunded.trim(), row.currency);
  if (!back.ok || minus(whole.minor, back.minor) < ZERO) row.fail('AMOUNT_UNREADABLE', 'amount');
  return { size: whole.minor, refunded: back.ok ? back.minor : ZERO };
}
