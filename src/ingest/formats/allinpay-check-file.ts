import { absolute, minus, negate, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';

const columns = {
  tradeNo: ['通联订单号'],
  type: ['订单类型'],
  amount: ['交易金额(单位：分)', '交易金额(分)', '交易金额'],
  share: ['平台抽佣金额(单位：分)', '平台抽佣金额(分)', '平台抽佣金额'],
  occurredAt: ['交易时间'],
  orderNo: ['商户订单号'],
  originalOrderNo: ['原商户订单号'],
  originalTradeNo: ['原通联订单号'],
  method: ['支付模式'],
  channelNo: ['渠道流水号'],
  fee: ['渠道手续费(单位：分)', '渠道手续费(分)', '渠道手续费'],
  channelType: ['渠道交易类型'],
} as const;
type Field = keyof typeof columns;

/** 通联 · `yyyy-mm-dd_应用编号_checkFile.txt` (formats/cn.md §14): `|` and fen. */
const allinpayCheckFile: FormatProfile<'settlement', Field> = {
  id: 'allinpay-check-file',
  title: { en: 'AllinPay checkFile', zh: '通联对账文件 checkFile' },
  kind: 'settlement',
  platform: 'allinpay',
  bill: 'trade',
  grade: 'A',
  joins: { en: '商户订单号, of a refund 原商户订单号 = order no.', zh: '商户订单号（退款取原商户订单号）= 订单号' },
  columns,
  known: ['tradeNo', 'type', 'amount', 'share', 'occurredAt', 'orderNo', 'originalTradeNo', 'fee'],
  read: (row) => {
    const kind = kindOf(row);
    if (kind === 'none') return undefined;
    if (row.text('amount') === undefined) row.fail('AMOUNT_MISSING', 'amount');
    const amount = row.unitAmount('amount', 2) ?? ZERO;
    const fee = row.unitAmount('fee', 2) ?? ZERO;
    const outgoing = kind === 'refund' || kind === 'payout';
    if (!outgoing && amount < ZERO) row.fail('AMOUNT_SIGN', 'amount');
    const gross = outgoing ? negate(absolute(amount)) : amount;
    if (kind === 'refund' && fee > ZERO) row.remark('AMOUNT_SIGN', 'fee');
    const charged = kind === 'refund' ? negate(absolute(fee)) : fee;
    return withShare(row, { ...shared(row, kind), kind, gross, fee: charged, net: minus(gross, charged) });
  },
};
export default allinpayCheckFile;

/** Codes of the interface that made the order; `none`: a payment confirmed or shared out between members, no money moved. */
const KINDS: Readonly<Record<string, LineKind | 'none'>> = {
  2085: 'sale',
  2089: 'sale',
  2090: 'none',
  2091: 'none',
  2096: 'deposit',
  2290: 'payout',
  2294: 'refund',
};

/** Which way the money of another interface went isn't known; older files count from 1 and name what they take back. */
function kindOf(row: Row<Field>): LineKind | 'none' {
  const type = row.text('type') ?? '';
  const known = KINDS[type];
  if (known !== undefined) return known;
  if (!/^\d{1,2}$/u.test(type)) row.fail('KIND_UNKNOWN', 'type');
  return row.id('originalTradeNo') === undefined ? 'sale' : 'refund';
}

function shared(row: Row<Field>, kind: LineKind): Omit<SettlementLine, 'kind' | 'gross' | 'fee' | 'net'> {
  const memo = [row.text('method'), row.text('channelType')].filter((text) => text !== undefined).join(' ');
  const orderNo = row.needId('orderNo');
  const tradeNo = row.needId('tradeNo');
  const isOwn = kind === 'payout' || kind === 'deposit';
  return defined({
    line: row.line,
    occurredAt: row.needMoment('occurredAt'),
    orderNo: isOwn ? undefined : (row.id('originalOrderNo') ?? orderNo),
    tradeNo: kind === 'payout' ? undefined : (row.id('originalTradeNo') ?? tradeNo),
    refundNo: kind === 'refund' ? orderNo : undefined,
    batchNo: kind === 'payout' ? tradeNo : undefined,
    currency: row.currency,
    typeWords: row.text('type'),
    memo: memo === '' ? undefined : memo,
  });
}

/** What the platform keeps of a payment is a line of its own; it comes back with a refund. */
function withShare(row: Row<Field>, line: SettlementLine): Reading<SettlementLine> {
  const share: Minor = absolute(row.unitAmount('share', 2) ?? ZERO);
  if (share === ZERO) return line;
  const kept = line.kind === 'refund' ? share : negate(share);
  return [line, { ...line, kind: 'commission', gross: kept, fee: ZERO, net: kept }];
}
