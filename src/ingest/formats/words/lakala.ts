import { absolute, negate, ZERO, type Minor } from '../../../model/money.ts';
import type { SettlementLine } from '../../../model/statement.ts';
import { defined } from '../../defined.ts';
import type { FormatProfile, Reading, Row } from '../../profile.ts';
import { fenAmount, yuanUnderFen } from '../../rows/fen-or-yuan.ts';
import { lineAmounts } from '../../rows/fund-amounts.ts';
import { numberOrNone } from '../../rows/number-or-none.ts';
import { tradeAmounts } from '../../rows/trade-amounts.ts';

/** In what the amounts are printed; the header says fen whatever they are (formats/cn.md §14). */
type Unit = 'yuan' | 'fen';

const TRADE_COLUMNS = {
  account: ['商户编号'],
  day: ['交易日期'],
  time: ['交易时间'],
  terminal: ['终端号'],
  type: ['交易类型'],
  tradeNo: ['拉卡拉流水号'],
  originalNo: ['原拉卡拉流水号'],
  channel: ['支付渠道'],
  amount: ['交易金额(分)'],
  fee: ['手续费(分)'],
  settled: ['结算金额(分)'],
  orderNo: ['商户订单号'],
  memo: ['备注'],
} as const;
type TradeField = keyof typeof TRADE_COLUMNS;

/** 拉卡拉 · JY 交易, read in the unit named. The one in fen is never taken unasked. */
export function lakalaTrades(unit: Unit): FormatProfile<'settlement', TradeField> {
  return {
    id: unit === 'yuan' ? 'lakala-trades' : 'lakala-trades-fen',
    title: titleOf('trades (JY)', '交易对账（JY）', unit),
    kind: 'settlement',
    platform: 'lakala',
    bill: 'trade',
    grade: 'B',
    joins: { en: '商户订单号 = order no., 拉卡拉流水号 = trade no.', zh: '商户订单号 = 订单号，拉卡拉流水号 = 交易号' },
    columns: TRADE_COLUMNS,
    known: ['account', 'day', 'type', 'tradeNo', 'originalNo', 'amount', 'fee', 'settled', 'orderNo'],
    ...(unit === 'fen' && { general: true as const }),
    read: (row) => trade(row, amountReader(row, unit, 'lakala-trades')),
  };
}

const FUND_COLUMNS = {
  account: ['商户编号'],
  day: ['交易日期'],
  time: ['交易时间'],
  tradeNo: ['拉卡拉流水号'],
  amount: ['交易金额(分)'],
  fee: ['手续费(分)'],
  settledOn: ['结算日期'],
  settledStatus: ['结算状态'],
  instantFee: ['D0手续费(分)'],
  share: ['分账金额(分)'],
  withdrawnOn: ['提现日期'],
  withdrawalNo: ['提现流水号'],
  withdrawn: ['提现金额(分)'],
  withdrawnStatus: ['状态'],
} as const;
type FundField = keyof typeof FUND_COLUMNS;

/** 拉卡拉 · JS 结算, DW 提现, D0 and SEP 分账: what happened to the money of the trades, read in the unit named. */
export function lakalaFund(unit: Unit): FormatProfile<'settlement', FundField> {
  return {
    id: unit === 'yuan' ? 'lakala-fund' : 'lakala-fund-fen',
    title: titleOf('settlement, withdrawals, shares (JS, DW, D0, SEP)', '结算、提现、分账（JS、DW、D0、SEP）', unit),
    kind: 'settlement',
    platform: 'lakala',
    bill: 'fund',
    grade: 'B',
    joins: { en: '拉卡拉流水号 = trade no. of the trades', zh: '拉卡拉流水号 = 交易对账的交易号' },
    columns: FUND_COLUMNS,
    known: ['account', ['settledStatus', 'withdrawalNo', 'instantFee', 'share'], ['tradeNo', 'withdrawalNo']],
    ...(unit === 'fen' && { general: true as const }),
    read: (row) => movement(row, amountReader(row, unit, 'lakala-fund')),
  };
}

function titleOf(en: string, zh: string, unit: Unit): { readonly en: string; readonly zh: string } {
  const inFen = unit === 'fen';
  return {
    en: `Lakala ${en}${inFen ? ' in fen' : ''} (from documentation)`,
    zh: `拉卡拉${zh}${inFen ? '，单位分' : ''}（据文档）`,
  };
}

type AmountReader<F extends string> = (field: F) => Minor;

function amountReader<F extends string>(row: Row<F>, unit: Unit, id: string): AmountReader<F> {
  return (field) => (unit === 'fen' ? fenAmount(row, field) : yuanUnderFen(row, field, { yuan: id, fen: `${id}-fen` }));
}

function trade(row: Row<TradeField>, amountOf: AmountReader<TradeField>): Reading<SettlementLine> {
  const kind = tradeKind(row, amountOf('amount'));
  const amounts = tradeAmounts(kind, amountOf('amount'), amountOf('fee'));
  if (absolute(amountOf('settled')) !== absolute(amounts.net)) row.remark('CONTROL_TOTAL_DIFFERS', 'settled');
  const tradeNo = row.needId('tradeNo');
  const original = kind === 'refund' ? numberOrNone(row.id('originalNo')) : undefined;
  return defined({
    line: row.line,
    account: row.id('account'),
    occurredAt: row.momentOf('day', 'time') ?? row.needMoment('day'),
    orderNo: numberOrNone(row.id('orderNo')),
    tradeNo: original ?? tradeNo,
    refundNo: kind === 'refund' ? tradeNo : undefined,
    ...amounts,
    currency: row.currency,
    typeWords: row.text('type'),
    memo: row.text('channel'),
  });
}

function tradeKind(row: Row<TradeField>, amount: Minor): 'sale' | 'refund' {
  const type = row.text('type') ?? '';
  if (amount < ZERO || /退|撤销|冲正/u.test(type)) return 'refund';
  if (!/消费|支付|收款|扫码|刷卡|完成/u.test(type)) row.fail('KIND_UNKNOWN', 'type');
  return 'sale';
}

function movement(row: Row<FundField>, amountOf: AmountReader<FundField>): Reading<SettlementLine> {
  if (row.has('withdrawalNo')) return withdrawal(row, amountOf);
  const occurredAt = row.momentOf('day', 'time') ?? row.needMoment('day');
  const shared = { line: row.line, account: row.id('account'), occurredAt, currency: row.currency };
  const tradeNo = row.needId('tradeNo');
  // What is taken of a trade beyond its own fee: the trade's amount and fee stand in the file of trades.
  if (row.has('instantFee')) {
    return defined({ ...shared, ...deduction('fee', amountOf('instantFee')), typeWords: 'D0', memo: tradeNo });
  }
  if (row.has('share')) {
    return defined({ ...shared, ...deduction('commission', amountOf('share')), typeWords: '分账', memo: tradeNo });
  }
  if (!isDone(row, 'settledStatus')) return undefined;
  const amount = amountOf('amount');
  const amounts = tradeAmounts(amount < ZERO ? 'refund' : 'sale', amount, amountOf('fee'));
  const settledOn = row.day('settledOn');
  return defined({ ...shared, ...amounts, tradeNo, settledOn, typeWords: '结算' });
}

function deduction(kind: 'fee' | 'commission', size: Minor): Pick<SettlementLine, 'kind' | 'gross' | 'fee' | 'net'> {
  return { kind, ...lineAmounts(kind, negate(absolute(size)), ZERO) };
}

/** The fee of a withdrawal is a line of its own. */
function withdrawal(row: Row<FundField>, amountOf: AmountReader<FundField>): Reading<SettlementLine> {
  if (!isDone(row, 'withdrawnStatus')) return undefined;
  const line = defined({
    line: row.line,
    account: row.id('account'),
    kind: 'payout' as const,
    occurredAt: row.needMoment('withdrawnOn'),
    batchNo: row.needId('withdrawalNo'),
    ...lineAmounts('payout', negate(absolute(amountOf('withdrawn'))), ZERO),
    currency: row.currency,
    typeWords: '提现',
  });
  const fee = absolute(amountOf('fee'));
  if (fee === ZERO) return line;
  const { batchNo, ...shared } = line;
  return [line, { ...shared, ...deduction('fee', fee), typeWords: '提现手续费', memo: batchNo }];
}

/** `1` and 成功 are done; what failed or waits has moved nothing. */
function isDone(row: Row<FundField>, field: FundField): boolean {
  const status = row.text(field) ?? '';
  if (/^1$|成功|已结算|已到账/u.test(status)) return true;
  if (!/^0$|失败|未|处理中|待|关闭/u.test(status)) row.fail('KIND_UNKNOWN', field);
  return false;
}
