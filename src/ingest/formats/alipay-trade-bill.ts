import { absolute, formatAmount, minus, negate, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { ALIPAY_PREAMBLE } from './words/alipay-preamble.ts';

/** The 25 columns of the direct merchant and the 29 of one connected by a bank. */
const columns = {
  tradeNo: ['支付宝交易号', '支付宝流水号', '银联交易号'],
  orderNo: ['商户订单号'],
  type: ['业务类型'],
  createdAt: ['创建时间'],
  occurredAt: ['完成时间'],
  orderAmount: ['订单金额（元）'],
  received: ['商家实收（元）'],
  refundNo: ['退款批次号/请求号', '退款批次号', '退款请求号'],
  fee: ['服务费（元）'],
  share: ['分润（元）'],
  memo: ['备注'],
} as const;
type Field = keyof typeof columns;

/** 支付宝 · 业务明细 (formats/cn.md §1): trades and refunds made through the interface. */
const alipayTradeBill: FormatProfile<'settlement', Field> = {
  id: 'alipay-trade-bill',
  title: { en: 'Alipay trade bill', zh: '支付宝业务明细' },
  kind: 'settlement',
  platform: 'alipay',
  bill: 'trade',
  grade: 'A',
  joins: { en: '商户订单号 = order no., 支付宝交易号 = trade no.', zh: '商户订单号 = 订单号，支付宝交易号 = 交易号' },
  columns,
  known: ['tradeNo', 'orderNo', 'type', 'occurredAt', 'orderAmount', 'received', 'fee'],
  preamble: ALIPAY_PREAMBLE,
  footer: {
    starts: /^#/u,
    follows: /^#/u,
    needed: 'with-preamble',
    totals: [
      {
        pattern: /交易合计[：:](?<count>[\d,]+)笔[，,]商家实收共(?<amount>-?[\d,.]+)元/u,
        what: '交易合计',
        tally: 'sale',
      },
      {
        pattern: /退款合计[：:](?<count>[\d,]+)笔[，,]商家实收退款共(?<amount>-?[\d,.]+)元/u,
        what: '退款合计',
        tally: 'refund',
        absolute: true,
      },
    ],
  },
  read: (row) => {
    const type = row.text('type');
    if (type === '交易') return lines(row, 'sale');
    if (type === '退款') return lines(row, 'refund');
    row.fail('KIND_UNKNOWN', 'type');
    return undefined;
  },
};
export default alipayTradeBill;

/**
 * The sign comes from 业务类型; a figure that disagrees is taken with a remark. 订单金额 is the order's amount and so the
 * gross; 商家实收 is less by the discount the merchant himself gave: nobody settles that money, so it is a line of its
 * own, as is 分润 (a share that goes to others), and the fee stays what was charged for the payment. Together they come
 * to 商家实收 + 服务费 + 分润, what reaches the account.
 */
function lines(row: Row<Field>, kind: 'sale' | 'refund'): Reading<SettlementLine> {
  const gross = signed(row, 'orderAmount', kind);
  const received = signed(row, 'received', kind);
  row.tally(kind, received);
  const fee = absolute(row.amount('fee') ?? ZERO);
  const charged = kind === 'sale' ? fee : negate(fee);
  const discount = minus(received, gross);
  const line = { ...shared(row, discount), kind, gross, fee: charged, net: minus(gross, charged) };
  const share = row.amount('share') ?? ZERO;
  const beside = (other: 'subsidy' | 'commission', amount: Minor): readonly SettlementLine[] =>
    amount === ZERO ? [] : [{ ...line, kind: other, gross: amount, fee: ZERO, net: amount }];
  return [line, ...beside('subsidy', discount), ...beside('commission', share)];
}

function signed(row: Row<Field>, field: Field, kind: 'sale' | 'refund'): Minor {
  const amount = row.needAmount(field);
  const size = absolute(amount);
  const right = kind === 'sale' ? size : negate(size);
  if (right !== amount) row.remark('AMOUNT_SIGN', field);
  return right;
}

function shared(row: Row<Field>, discount: Minor): Omit<SettlementLine, 'kind' | 'gross' | 'fee' | 'net'> {
  const given = discount === ZERO ? undefined : `商家优惠 ${formatAmount(absolute(discount), row.currency)}`;
  const memo = [given, row.text('memo')].filter((text) => text !== undefined).join(' ');
  return defined({
    line: row.line,
    occurredAt: row.moment('occurredAt') ?? row.needMoment('createdAt'),
    orderNo: row.id('orderNo'),
    tradeNo: row.needId('tradeNo'),
    refundNo: row.id('refundNo'),
    currency: row.currency,
    typeWords: row.text('type'),
    memo: memo === '' ? undefined : memo,
  });
}
